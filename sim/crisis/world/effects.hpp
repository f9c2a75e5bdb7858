// What acts do to the public state: collected in Today, applied in the phase `record`.
#pragma once

#include "sim/crisis/state/state.hpp"

namespace backchannel {

/// Weight of an act in the escalation score (Rivera et al. 2024): de-escalation −2, neutral 0, posturing 4, non-violent
/// 12, violent 28, nuclear 60.
double escalation_weight(Category category);

/// Books the effects of an act by an actor (−1: nobody) against another (−1: nobody) for the places where `on` is 1.
void book(const Effects& effects, Category category, int by, int against, int channel, State& state,
          const Values& values, const Slice& on, const Pack& pack);

/// x[lanes of the pack] += amount.
inline void add(Lanes& x, const Slice& amount, const Pack& pack) {
  scatter(Slice(gathered(x, pack) + amount), x, pack);
}

}  // namespace backchannel
