#include "sim/scenario/pages/evidence.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace backchannel {
namespace {

std::string basis_of(const Parameter& parameter) {
  if (!parameter.given) return "default";
  switch (parameter.evidence.basis) {
    case Basis::fact:
      return "fact";
    case Basis::judgement:
      return "judgement";
    case Basis::none:
      break;
  }
  return "none";
}

EvidenceRow row_of(const Parameter& parameter) {
  EvidenceRow row{parameter.path,          parameter.prior.describe(),
                  basis_of(parameter),     parameter.given ? parameter.evidence.source : parameter.spec.source,
                  parameter.evidence.note, !parameter.prior.is_constant(),
                  parameter.is_private,    {}};
  if (row.basis == "none") row.flags.emplace_back("no basis");
  if (row.basis == "judgement" && !row.is_prior) row.flags.emplace_back("no prior");
  if (row.basis == "judgement" && row.source.empty() && row.note.empty()) row.flags.emplace_back("no source or note");
  return row;
}

void count(const EvidenceRow& row, EvidenceTable& table) {
  table.facts += row.basis == "fact";
  table.judgements += row.basis == "judgement";
  table.without_basis += row.basis == "none";
  table.defaults += row.basis == "default";
  table.priors += row.is_prior;
  table.judgements_without_prior += row.basis == "judgement" && !row.is_prior;
  table.judgements_unexplained += row.basis == "judgement" && row.source.empty() && row.note.empty();
}

}  // namespace

EvidenceTable evidence(const LoadedScenario& loaded) {
  EvidenceTable table;
  for (const Parameter& parameter : loaded.parameters) {
    table.rows.push_back(row_of(parameter));
    count(table.rows.back(), table);
  }
  return table;
}

std::string to_text(const EvidenceTable& table, Defaults defaults) {
  std::string text;
  for (const EvidenceRow& row : table.rows) {
    if (row.basis == "default" && defaults == Defaults::left_out) continue;
    text += fmt::format("{:<44} {:<10} {}{}", row.path, row.basis, row.value, row.is_private ? ", private" : "");
    if (!row.source.empty()) text += fmt::format("; source: {}", row.source);
    if (!row.note.empty()) text += fmt::format("; note: {}", row.note);
    text += row.flags.empty() ? "\n" : fmt::format("  <- {}\n", fmt::join(row.flags, ", "));
  }
  text +=
      fmt::format("{} numbers: {} facts, {} judgements, {} without a basis, {} defaults; {} have priors\n",
                  table.rows.size(), table.facts, table.judgements, table.without_basis, table.defaults, table.priors);
  text += fmt::format("{} judgements without a prior, {} without source and note\n", table.judgements_without_prior,
                      table.judgements_unexplained);
  return text;
}

std::string describe_evidence(const Parameter& parameter) {
  std::string text = basis_of(parameter);
  if (text == "none") text = "no basis";
  if (!parameter.evidence.source.empty()) text += "; " + parameter.evidence.source;
  if (!parameter.evidence.note.empty()) text += "; " + parameter.evidence.note;
  return text;
}

}  // namespace backchannel
