// Factors of a study that set the same thing of the scenario, however it is written: `north.war` also sets
// `actors.north.war.cost`, `a*b` is `b*a`, and a policy sets the paths of its changes. Which of two factors holds would
// depend on their order. The policies of one factor are alternatives and may share paths.
#pragma once

#include <vector>

#include "sim/study/study.hpp"

namespace backchannel {

/// Adds a problem at each factor for the first of its paths that clashes with an earlier one. The base scenario of the
/// study has been read.
void report_clashes(const Study& study, std::vector<Problem>& problems);

}  // namespace backchannel
