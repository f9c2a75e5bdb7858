// The end of a day (MODEL 7.12): what enters the public state, which runs are over, and their rows.
#pragma once

#include "sim/crisis/row.hpp"
#include "sim/crisis/state/workspace.hpp"

namespace backchannel {

/// Phase `record`: the public state of tonight; returns the runs that end today.
Mask record(const Model& model, State& state, const Values& values, Workspace& work);

/// The row of a lane whose run ended.
Row row_of(const Model& model, const State& state, int lane, std::uint64_t run);

}  // namespace backchannel
