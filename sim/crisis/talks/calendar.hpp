// The calendar of the talks (MODEL 7.7): sessions of some days, a lognormal recess, boycotts after hostile acts,
// patience.
#pragma once

#include "sim/crisis/state/state.hpp"

namespace backchannel {

/// The runs in session today; opens rounds, and closes the door where somebody's patience has ended.
Mask convened(const Model& model, State& state, const Values& values);

/// Sets the next session: tomorrow while the round lasts, else after a recess of round(median·e^{spread·N}) days.
void adjourn(const Model& model, State& state, const Values& values, const DrawsOf<slice_width>& draws,
             const Pack& pack, PackedTable& table, const SliceMask& ended);

inline constexpr double no_deadline = 1e9;  // a day that does not come

/// κ·e^{−|day − deadline|/τ}: how much a deadline near at hand raises the rate of occasions for force.
Lanes deadline_pull(const Model& model, const State& state, const Values& values);

}  // namespace backchannel
