// Exchanges of force (MODEL 7.12): how a strike goes on, widens, stops or becomes a war.
#pragma once

#include "sim/crisis/world/force.hpp"

namespace backchannel {

/// A strike in one direction: the target answers or absorbs, violence and fear follow.
void open_exchange(const Model& model, State& state, const Values& values, const DrawsOf<slice_width>& draws,
                   const StrikeOption& option, const ForceGame& game, const SliceMask& strikes, const Pack& pack);

/// A day of the exchanges that are going on.
void go_on(const Model& model, State& state, const Values& values, const Draws& draws, Workspace& work);

}  // namespace backchannel
