// Beliefs about the adversary (MODEL 7.3): its word and its resolve.
//
//   trust    t_ij = σ(ℓ_ij);  ℓ ← ℓ + Σ_kind LLR_kind·repeat^n + words − forget·(ℓ − ℓ_0), |ℓ| ≤ 4,
//            n acts of the kind in 30 days
//   resolve  P(cost of j lies below its median) = σ(r_ij);  r ← r + resolve_factor·Σ LLR
//
// Sources: Kydd 2003, 2005, 2006 (reassurance, trust as a Bayesian belief). forget 0, repeat 1 is Bayes' rule. An act
// of a kind counts once a day. i learns from everything its adversary j does, whoever it is done to.
#pragma once

#include "sim/crisis/state/state.hpp"

namespace backchannel {

/// Acts of the history within thirty days count as earlier ones of their kind.
void remember_history(const Model& model, State& state, const Values& values, const Pack& pack);

/// ℓ_0: the log odds to which i's trust returns.
Slice long_run_trust(const Model& model, const Values& values, int actor, const Pack& pack);

/// Initial log odds of i's trust, the acts of the history included; for the runs of a pack.
Slice initial_trust(const Model& model, const Values& values, int actor, const Pack& pack);

/// Phase `beliefs`: trust and resolve learn from today's acts.
void learn(const Model& model, State& state, const Values& values);

/// What i believes the cost of war of j to be: the mean of the prior reweighted by its belief in j's resolve where that
/// cost is private, else the cost itself.
Slice believed_cost(const Model& model, const State& state, const Values& values, int believer, int about,
                    const Pack& pack);

/// The prior's distribution function of a private cost: the share of types with a lower one.
Slice prior_share_below(const CostBelief& belief, const Slice& cost);

/// F_j(cost) as i believes it, tabulated from the prior: the chance that j's cost lies below `cost`.
Slice believed_cost_below(const Model& model, const State& state, int believer, int about, const Slice& cost,
                          const Pack& pack);

}  // namespace backchannel
