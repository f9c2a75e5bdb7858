// Rules that span several keys of a scenario: how many parties, one issue a role, sides of a dyad, and so on.
#pragma once

#include <vector>

#include "sim/scenario/parameters.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/tree.hpp"

namespace backchannel {

/// Adds a problem for each rule that is broken; places come from the tree.
void check_scenario(const Scenario& scenario, const ParameterTable& table, const Node& root,
                    std::vector<Problem>& problems);

}  // namespace backchannel
