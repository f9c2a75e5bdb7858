// Beliefs about the adversary (MODEL 7.3): its word and its resolve.
//
//     trust    t_ij = σ(ℓ_ij);  ℓ ← ℓ + Σ_kind LLR_kind·repeat^n + words − forget·(ℓ − ℓ_0), |ℓ| ≤ 4,
//              n acts of the kind in 30 days
//     resolve  P(cost of j lies below its median) = σ(r_ij);  r ← r + resolve_factor·Σ LLR, |r| ≤ 4
//
// Sources: Kydd 2003, 2005, 2006 (reassurance, trust as a Bayesian belief). forget 0, repeat 1 is Bayes' rule. An act
// of a kind counts once a day. i learns from everything its adversary j does, whoever it is done to; of trust also from
// what those do whom j could hold back, an act of a client counting `imputed` (Kydd and Walter 2002). Log odds.
// What follows for the cost of war: worth/war_cost.hpp.
#pragma once

#include "sim/crisis/state/runs.hpp"
#include "sim/crisis/state/state.hpp"

namespace backchannel {

/// Initial log odds of an actor's trust in its adversary, the acts of the history included.
Slice initial_trust(const Few& few, const Model& model, ActorId actor);

/// Evidence of its adversary's resolve, in log odds, from how it fights.
void learn_resolve(const Few& few, State& state, ActorId learner, const Slice& evidence, const SliceMask& where);

class Beliefs {
 public:
  explicit Beliefs(State& state);
  /// Trust as the history left it, whose acts within thirty days count as earlier ones of their kind.
  void begin(const Few& few);
  /// The phase `beliefs`: trust and resolve learn from today's acts.
  void operator()(const Abreast& runs);

 private:
  void remember_history(const Few& few, ChannelId channel);
  /// Evidence about an actor in today's acts of a kind: LLR·repeat^n.
  void weigh_acts(const Abreast& runs, ChannelId channel, const SliceMask& acts);
  /// Remembers today's act of a kind; returns how many there were in the thirty days before.
  int remember(ChannelId channel, int lane);
  /// Evidence in today's acts of those whom an adversary could hold back.
  [[nodiscard]] Slice laid_to_the_charge_of(const Abreast& runs, ActorId adversary) const;
  void learn(const Abreast& runs, ActorId learner);

  const Model& model_;
  State& state_;
  Variables<ChannelId> history_, last_;  // acts of 30 days as bits, the lowest of the day of the last one; that day
  Variables<ActorId> trust_start_;       // ℓ_0: to which trust returns
  Variable log_repeat_;                  // ln repeat
};

}  // namespace backchannel
