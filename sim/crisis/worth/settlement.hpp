// The one place that changes what is in force: a ratified text enters, or falls; and with it what everybody makes of
// it.
#pragma once

#include "sim/crisis/worth/views.hpp"

namespace backchannel {

/// The text before the capitals takes effect: status quo, relief, calm and tension follow (MODEL 7.12).
void enter_into_force(const Few& few, State& state, Views& views);

/// No text survives, in force or before the capitals: what held before any agreement holds again, and the hopes that a
/// text in force had raised fall back.
template <class R>
void return_to_status_quo(const R& runs, State& state, Views& views, const SliceMask& where);

}  // namespace backchannel
