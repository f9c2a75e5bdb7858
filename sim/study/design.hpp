// The design of a study as it is written.
#pragma once

#include <vector>

#include "sim/scenario/tree.hpp"
#include "sim/study/study.hpp"

namespace backchannel {

/// `node` stands at `design`; points of a list speak of the study's factors.
void read_design(const Node& node, Study& study, std::vector<Problem>& problems);

/// Adds a problem if the design has more points than are allowed.
void check_points(const Node& node, const Study& study, std::vector<Problem>& problems);

}  // namespace backchannel
