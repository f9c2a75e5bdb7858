// Which uncertain numbers of the scenario go with an agreement and with force, read from the runs already made: given-data
// first-order indices (analysis/sensitivity.hpp) over the draws of the priors whose two runs are both there, as shares of
// the variance that judgement explains.
#pragma once

#include <nlohmann/json.hpp>

#include "sim/results/database.hpp"

namespace backchannel {

/// For each of the outcomes agreement (any, at any time) and force: `draws`, `judgement_share` with `judgement_ci95`,
/// `parameters` (path, first, standard_error, floor, above_floor; the largest first) and `placebo`. None with fewer than
/// 100 complete draws or without uncertain numbers; of more than 10,000 the first.
[[nodiscard]] nlohmann::ordered_json drivers(const Database& database);

}  // namespace backchannel
