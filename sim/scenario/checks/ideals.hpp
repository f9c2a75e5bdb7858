// Ideal points on tabulated issues. The levels say what each position is worth to an actor, so that its ideal is the
// level of greatest worth (of the mean worth, if it has a prior; the first of several) unless one is written. Levels
// that are all worth the same single out none: the ideal keeps its default.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/parameters.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/tree.hpp"

namespace backchannel {

/// Gives the ideals that are not written. Adds a problem where a level has no worth for an actor with a salience on the
/// issue, its own or a faction's; a notice where a written ideal lies (by more than .005) away from every level of
/// greatest worth.
void settle_ideals(const Scenario& scenario, const Node& root, ParameterTable& table, std::vector<Problem>& problems,
                   std::vector<Problem>& notices);

}  // namespace backchannel
