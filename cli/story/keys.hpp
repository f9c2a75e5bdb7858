// The catalogue of keys and the evidence of numbers in other forms: Markdown for scenarios/README.md, CSV.
#pragma once

#include <string>

#include "sim/scenario/pages/evidence.hpp"

namespace backchannel {

/// Every key of the scenario format as Markdown tables, a section for each top-level key.
[[nodiscard]] std::string keys_markdown();

/// Every number of the format with default, range, unit, source and limiting case: the table of sim/MODEL.md.
[[nodiscard]] std::string parameters_markdown();

/// path, value, basis, source, note, prior, private, flags; RFC 4180.
[[nodiscard]] std::string evidence_csv(const EvidenceTable& table);

}  // namespace backchannel
