// Capitals (MODEL 7.8; Putnam 1988): a text agreed in principle goes before both capitals after a delay. It enters into
// force if both ratify (win_set.hpp); a refusal keeps the status quo and raises the party's public commitment, and no
// capital refuses more than `tries` texts before the talks are over.
#pragma once

#include "sim/crisis/talks/win_set.hpp"

namespace backchannel {

class Capitals {
 public:
  Capitals(State& state, Views& views) : model_(state.model), state_(state), views_(views) {}

  /// Phase `capitals`: votes that are due today.
  void operator()(const Runs& runs);

  [[nodiscard]] const Usage& usage() const { return usage_; }

 private:
  /// A text was agreed in principle: it waits for the vote.
  void lay_before(const Abreast& runs, const SliceMask& fresh);
  void vote(const Few& few);
  SliceMask passes(const Few& few, Side side, const Text& text);
  void refuse(const Few& few, Side side, const SliceMask& refused);
  struct Honouring {
    Slice ratio, hold;  // 1
  };
  /// L/(d·G) of a side, for a text that enters into force (MODEL 7.12): its losses against what a breach would return
  /// to, and all that honouring keeps: gains, calm and relief as worth_of_signing counts them at full trust; and
  /// d·sweetener/L, by which what the mediator added holds it.
  Honouring honouring(const Few& few, Side side, const Text& text, Scope scope);

  const Model& model_;
  State& state_;
  Views& views_;
  PerSide<WinSet> win_set_;
  Usage usage_;
};

}  // namespace backchannel
