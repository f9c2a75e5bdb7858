// Several scenarios that were played in turn: a line each, and a table side by side.
#pragma once

#include <string>
#include <vector>

#include "analysis/findings/summary.hpp"

namespace backchannel {

struct PlayedScenario {
  std::string file;
  Summary summary;
  bool finished = true;
};

/// "water.yaml: 20,000 runs: most often interim agreement (41.2 %); any agreement 55.0 %, in force at the end 12.3 %; a
/// strike or war 20.1 %".
[[nodiscard]] std::string result_line(const PlayedScenario& played, Failures failures);

/// Outcomes in rows, scenarios in columns (by file name, by path where two have one name), with the 95 % intervals; of
/// a scenario too many of whose runs failed only that.
[[nodiscard]] std::string side_by_side(const std::vector<PlayedScenario>& played, Failures failures,
                                       std::size_t page_columns);

}  // namespace backchannel
