// Comparisons on the named public state (preconditions of moves, conditional events).
#pragma once

#include "sim/crisis/state/state.hpp"

namespace backchannel {

/// The public state that a condition names.
const Lanes& named_state(const CompiledCondition& condition, const State& state);

/// Where the condition holds; equality counts.
Mask holds(const CompiledCondition& condition, const State& state, const Values& values);

SliceMask holds(const CompiledCondition& condition, const State& state, const Values& values, const Pack& pack);

/// Where the crisis is in that part.
Mask holds(During during, const State& state);
SliceMask holds(During during, const State& state, const Pack& pack);

}  // namespace backchannel
