// What the daily loop can play: limits that follow from several numbers of a scenario together.
//
//   moves       at most 63 in an actor's menu (a choice has 64 ends, one of them to make no move)
//   incidents   at most 25 a day are expected at full mobilisation, base·e_max/(1 − n), and at the start,
//               base·e_max + n·g·recent: with more, days with over 60 would be cut to 60
//   arms race   mobilisation grows at most a millionfold within the horizon by reactions alone (arms_race.hpp)
// Ends of priors without one are their quantiles .001 and .999 (prior.hpp).
#pragma once

#include <vector>

#include "sim/scenario/parameters.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

/// A limit that is broken: the number or key to blame, and what is wrong. The caller knows its place.
struct BrokenLimit {
  std::vector<std::string> keys;  // from the scenario down, sections included
  std::string what, allowed;
};

[[nodiscard]] std::vector<BrokenLimit> broken_limits(const Scenario& scenario, const ParameterTable& table);

}  // namespace backchannel
