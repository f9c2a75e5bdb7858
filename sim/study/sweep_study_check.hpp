// Whether the changes of a study can be made to its base scenario.
#pragma once

#include <vector>

#include "sim/core/errors.hpp"
#include "sim/study/sweep_study.hpp"

namespace backchannel {

/// Tries every value, policy and end of a range or prior on the base scenario, gives factors of the scenario's own priors
/// those priors and their whole paths, and looks for factors that set the same thing. Adds what is wrong to `problems`.
void check_on_base(SweepStudy& study, std::vector<Problem>& problems);

}  // namespace backchannel
