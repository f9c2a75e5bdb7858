// A day of a crisis: the phases of MODEL 3 in their order.
#pragma once

#include "sim/crisis/outcome.hpp"

namespace backchannel {

/// Advances every run by one day; returns the runs that end with it.
Mask live_through_day(const Model& model, State& state, const Values& values, const Draws& draws, Workspace& work);

}  // namespace backchannel
