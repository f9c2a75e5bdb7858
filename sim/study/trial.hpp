// Whether the changes of a study can be made to its base scenario.
#pragma once

#include <vector>

#include "sim/core/errors.hpp"
#include "sim/study/study.hpp"

namespace backchannel {

/// Tries every value, policy, listed number and end of a range or prior on the base scenario, gives factors of the
/// scenario's own priors those priors and their whole paths, finds which factors take whole numbers, and looks for
/// factors that set the same thing. Adds what is wrong to `problems`.
void try_on_base(Study& study, std::vector<Problem>& problems);

}  // namespace backchannel
