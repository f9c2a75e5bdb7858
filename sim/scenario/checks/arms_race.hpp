// Growth of mobilisation by reactions alone: dx/dt = A·x with A_ii = −fatigue_i and A_ij = reaction_ij (Richardson
// 1960), so x(t) = e^{At}·x(0). With an eigenvalue of A of positive real part, reactions exceed fatigue and postures
// grow without end.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/parameters.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

struct ArmsRace {
  std::vector<std::string> strongest;  // keys of the strongest reaction, from the scenario down; empty: nobody reacts
  double typical = 0;                  // largest real part of an eigenvalue, per day, with all numbers at their medians
  double most = 0;                     // the same, reactions at the high and fatigue at the low end of their priors
  int day_of_limit = 0;  // the first by which e^{At} of these ends has an entry above a million; 0: none in the horizon
};

[[nodiscard]] ArmsRace arms_race(const Scenario& scenario, const ParameterTable& table);

/// What people should know of an arms race that grows; empty if it does not.
struct ArmsRaceNotice {
  std::string what, allowed;
};
[[nodiscard]] ArmsRaceNotice notice_of(const ArmsRace& race);

}  // namespace backchannel
