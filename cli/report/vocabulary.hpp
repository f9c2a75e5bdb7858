// The words and colours in which the page speaks of endings and states.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace backchannel {

/// Keys: `endings` and `states`, from the best to the worst, each with id, name, tone and, of an ending, its meaning;
/// `breach_tone`, `war_end_tone` and `after_force_tone`.
[[nodiscard]] nlohmann::ordered_json vocabulary();

}  // namespace backchannel
