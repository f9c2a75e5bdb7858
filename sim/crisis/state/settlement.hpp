// The one place that changes what is in force: a ratified text enters, or falls.
#pragma once

#include "sim/crisis/state/situation.hpp"

namespace backchannel {

/// The text before the capitals takes effect: status quo, relief, calm and tension follow (MODEL 7.12).
void enter_into_force(const Few& few, State& state);

/// No text survives, in force or before the capitals: what held before any agreement holds again, and the hopes that a
/// text in force had raised fall back.
template <int N>
void return_to_status_quo(const RunsOf<N>& runs, State& state, const MaskOf<N>& where);

}  // namespace backchannel
