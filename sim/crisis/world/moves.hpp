// Moves (MODEL 7.10; Kahn 1965; Schelling 1966): threats, deployments, sanctions, signals, gestures. Moves are data.
//
//     considered  with probability 1 − exp(−tempo) a day, so that the length of a menu does not set the tempo
//     chosen      by logit over the menu and waiting (utility 0): P ∝ exp(precision·u)
//     u           = coercion·(1 − hope) + reciprocity·hostility of the target + domestic·hawks + spoiling·S − cost
//     S           = hope·max(0, N − E(text on the table)), what a near deal would cost the actor
#pragma once

#include "sim/crisis/worth/views.hpp"

namespace backchannel {

class Moves {
 public:
  Moves(State& state, Views& views);
  /// How often each actor considers a move.
  void begin(const Few& few);
  /// The phase `moves`.
  void operator()(const Runs& runs);
  /// Of the places of packs, how many were wanted.
  [[nodiscard]] const Usage& usage() const { return usage_; }

 private:
  /// What a move is driven by in some run.
  struct Driven {
    bool coercion, reciprocity, domestic, spoiling;
  };
  struct Decision {
    Stream consider, choose;
    bool spoils;  // some move of the menu is driven by it
  };
  /// What drives an actor to act.
  struct Drives {
    Slice unsatisfied, hawks, spoiling;  // in [0, 1]; in [0, 1]; value
  };
  void consider(const Few& few, ActorId actor);
  [[nodiscard]] Drives drives_of(const Few& few, ActorId actor);
  [[nodiscard]] Slice spoiling_motive(const Few& few, ActorId actor);
  [[nodiscard]] Slice utility(const Few& few, MoveId move, const Drives& drives) const;
  [[nodiscard]] SliceMask possible(const Few& few, MoveId move) const;
  void make(const Few& few, MoveId move, const SliceMask& chosen);
  /// A threat or a statement that commits repeats the side's last text in public: the demand that audiences will
  /// remember.
  void go_public(const Few& few, Side side, const SliceMask& where);

  const Model& model_;
  State& state_;
  Views& views_;
  Variables<MoveId> cooldown_;  // day from which it can be made again
  Variables<ActorId> tempo_;    // chance to consider one on a day
  Table<MoveId, Driven> driven_;
  Table<ActorId, Decision> decision_;
  std::vector<Slice> logits_;
  Usage usage_;
};

}  // namespace backchannel
