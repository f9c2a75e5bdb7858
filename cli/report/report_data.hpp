// All that a report page holds, from the files of studies: what page.hpp writes into the page.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "analysis/findings/summary.hpp"

namespace backchannel {

/// Keys: `caution`, `vocabulary`, `studies`: page_data.hpp or sweep_data.hpp each, with `stories` for a run, and
/// `differs`: what tells it apart from studies of the same title. `files`: study files, or folders of `run --out`.
[[nodiscard]] nlohmann::ordered_json report_data(const std::vector<std::string>& files, Failures failures);

}  // namespace backchannel
