// summary.md: a study on a page, for people. What was run, the six shares with both uncertainties, when, terms, what
// drives it, and naive baselines beside the model. Text of the scenario is escaped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/findings/study_data.hpp"
#include "analysis/findings/summary.hpp"

namespace backchannel {

/// `sentences`: the study in a few of them, put before the tables.
[[nodiscard]] std::string page_of(const Summary& summary, const StudyDetails& details,
                                  Failures failures = Failures::withhold_shares,
                                  const std::vector<std::string>& sentences = {});

}  // namespace backchannel
