// What acts do to the public state: collected in Today, applied in the phase `record`.
#pragma once

#include "sim/crisis/state/runs.hpp"
#include "sim/crisis/state/state.hpp"

namespace backchannel {

/// Weight of an act in the escalation score (Rivera et al. 2024): de-escalation −2, neutral 0, posturing 4, non-violent
/// 12, violent 28, nuclear 60.
double escalation_weight(Category category);

/// Books the effects of an act where it was done.
template <class R>
void book(const R& runs, State& state, const Act& act, const SliceMask& where);

}  // namespace backchannel
