// The first morning of a run: what the scenario says about the start, for the runs of a pack.
#pragma once

#include "sim/crisis/state/workspace.hpp"

namespace backchannel {

/// Puts lanes whose run begins into its initial state. `draws` stands at day 0.
void begin(const Model& model, State& state, const Values& values, const DrawsOf<slice_width>& draws, Workspace& work,
           const Pack& pack);

}  // namespace backchannel
