// What the report page shows of a sweep or a comparison, as JSON: its factors, the estimates by point, and for a
// comparison the paired differences, the transitions between classes and the flipped runs.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>

#include "sim/results/file/sweep_file.hpp"

namespace backchannel {

/// Keys: kind, title, file, …, `judged` (some number is uncertain), `outcomes`, `factors`, `points` (those played;
/// estimates by outcome as [mean, low, high, standard error, low and high over the judgements]), `planned` (points),
/// `sensitivity` (as `backchannel sensitivity --json`, with the direction of every factor; empty where the design
/// cannot tell), `comparison` (null for a sweep), `change` (of a comparison: `before` and `after`, each with title,
/// note and `set`), `sessions`.
[[nodiscard]] nlohmann::ordered_json sweep_data(const std::filesystem::path& file, const StoredSweep& sweep);

}  // namespace backchannel
