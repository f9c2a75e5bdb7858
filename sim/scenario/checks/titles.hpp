// Names of actors and titles of issues that are the same would be one line in a figure and one column in a table: they
// are told apart by their ids (sim/core/labels.hpp).
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/scenario.hpp"
#include "sim/scenario/tree.hpp"

namespace backchannel {

/// Calls levels without a name by their number: `level 1`, `level 2`.
void name_levels(Scenario& scenario);

/// Gives actors (the mediator among them) and issues names that differ, with a notice for each that is changed.
void tell_titles_apart(Scenario& scenario, const Node& root, std::vector<Problem>& notices);

}  // namespace backchannel
