// What others believe of an actor's private cost of war (MODEL 7.3): its prior, reweighted by the belief in its
// resolve.
//
//   P(cost of j lies below its median) = σ(r_ij),  F_ij(c) = σ(r)·min(2F(c), 1) + (1 − σ(r))·max(2F(c) − 1, 0)
//
// Source: Kydd 2003. F: the prior's distribution function, tabulated in the model.
#pragma once

#include "sim/core/packing.hpp"
#include "sim/crisis/model/compiled.hpp"

namespace backchannel {

class Few;
struct State;

/// F(cost): the prior share of types with a lower cost.
Slice prior_share_below(const CostBelief& belief, const Slice& cost);

/// F_ij(cost) of somebody to whom the chance that it lies below its median is `low`, σ(r).
Slice believed_share_below(const CostBelief& belief, const Slice& low, const Slice& cost);

/// What i believes the cost of war of j to be: the mean of the reweighted prior where that cost is private, else the
/// cost itself.
Slice believed_cost(const Few& few, const State& state, ActorId believer, ActorId about);

}  // namespace backchannel
