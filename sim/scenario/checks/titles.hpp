// Names of actors and titles of issues that are the same would be one line in a figure and one column in a table: they
// are told apart by their ids (sim/core/labels.hpp).
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/scenario.hpp"
#include "sim/scenario/tree.hpp"

namespace backchannel {

/// Gives actors (the mediator among them) and issues names that differ, with a notice for each that is changed.
void tell_titles_apart(Scenario& scenario, const Node& root, std::vector<std::string>& notices);

}  // namespace backchannel
