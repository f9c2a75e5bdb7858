// Where every number of a scenario comes from: facts with sources, judgements with priors, defaults of the format.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/reader.hpp"

namespace backchannel {

struct EvidenceRow {
  std::string path, value;
  std::string basis;  // fact, judgement, none or default (not written)
  std::string source, note;
  bool is_prior = false, is_private = false;
  std::vector<std::string> flags;  // what is missing: "no basis", "no prior", "no source or note"
};

struct EvidenceTable {
  std::vector<EvidenceRow> rows;  // in the order of the table of numbers
  int facts = 0, judgements = 0, without_basis = 0, defaults = 0;
  int priors = 0, judgements_without_prior = 0, judgements_unexplained = 0;
};

/// A written number without a basis, a judgement without a prior and a judgement without source and note are flagged.
[[nodiscard]] EvidenceTable evidence(const LoadedScenario& loaded);
/// One line a number, flagged ones marked, and a summary; defaults only if asked for.
enum class Defaults { left_out, listed };
[[nodiscard]] std::string to_text(const EvidenceTable& table, Defaults defaults = Defaults::left_out);

/// "judgement; source; note" or "default".
[[nodiscard]] std::string describe_evidence(const Parameter& parameter);

}  // namespace backchannel
