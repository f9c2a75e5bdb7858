// What fighting does to those who fight, and how it is brought to an end (MODEL 7.12).
//
//     wears    strain of who fights += fighting a day, tension is raised by tension.fighting
//     teaches  r_ij += learning·ln(P(j goes on | low cost)/P(j goes on | high cost)), or of stopping, where it stops
//     ceases   with ready·either(either(ceasefire, mediator.ceasefire·s), 1 − (1 − host_presses)^hosts hit) a day
//     ready    Π σ(slope·(hurt − hurt_threshold)) over the parties that fight, hurt = V(sq) − N
//     spoils   a war that is over moves the status quo by that share of the way to what its victor would impose, the
//              victor drawn with its chance of winning p
//
// P(j goes on | cost) is the σ of exchange.hpp at that cost, low and high the means of the lower and the upper half of
// its prior: with learning 1 it is Bayes' rule on two types. Sources: Wagner 2000, Slantchev 2003, Powell 2004
// (fighting reveals resolve and shifts the status quo); Zartman 1989 (both hurt); Bercovitch and Houston 1996.
#pragma once

#include "sim/crisis/worth/views.hpp"

namespace backchannel {

class Ceasefire {
 public:
  Ceasefire(State& state, Views& views) : model_(state.model), state_(state), views_(views) {}
  /// A day of fighting of an actor.
  void wear_down(const Few& few, ActorId actor, const SliceMask& where);
  /// What its adversary learns of an actor's resolve, which went on with log odds `resolve`, or stopped.
  void teach(const Few& few, ActorId actor, const Slice& resolve, const SliceMask& stops, const SliceMask& where);
  /// Where the two sides of a dyad lay down arms together.
  [[nodiscard]] SliceMask agreed(const Few& few, const CompiledDyad& dyad, const SliceMask& where);
  /// What a war between the two leaves behind.
  void share_spoils(const Few& few, const CompiledDyad& dyad, const SliceMask& where);

 private:
  /// `ready` of a party; 1 of anybody else.
  [[nodiscard]] Slice ready(const Few& few, ActorId actor);

  const Model& model_;
  State& state_;
  Views& views_;
  Stream ceases_ = stream("force", "ceasefire"), prevails_ = stream("force", "who prevails");
};

}  // namespace backchannel
