// Preconditions of moves and events: comparisons on the named public state, and the part of the crisis.
#pragma once

#include "sim/crisis/state/situation.hpp"

namespace backchannel {

/// Where the condition holds; equality counts.
template <class R>
SliceMask holds(const R& runs, const State& state, const CompiledCondition& condition);

/// Where the crisis is in that part.
template <class R>
SliceMask holds(const R& runs, const State& state, During during);

}  // namespace backchannel
