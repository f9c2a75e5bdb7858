// The summary of a study in five sentences.
#pragma once

#include <string>
#include <vector>

#include "analysis/findings/summary.hpp"

namespace backchannel {

/// Needs at least one run. Shares carry both uncertainties apart: the interval of the simulation in brackets, then the
/// range over the judgements.
[[nodiscard]] std::vector<std::string> five_sentences(const Summary& summary);

/// The one sentence of caution.
[[nodiscard]] std::string word_of_caution();

}  // namespace backchannel
