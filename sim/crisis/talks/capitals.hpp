// Capitals (MODEL 7.8; Putnam 1988): who ratifies, and what that means at the table.
//
//   ratified iff Σ_f weight_f·σ(precision·(E_f(z) − N_f)) ≥ threshold, after a delay; a refusal keeps the status quo
//   and raises the party's public commitment; a text may be put at most `tries` times.
// Weights grow with hawk pressure: weight_f ∝ weight_f·exp(hawkishness_f·H). A party without factions always ratifies.
#pragma once

#include "sim/crisis/worth/no_deal.hpp"

namespace backchannel {

/// The factions of a party at work, for a pack.
struct Capital {
  std::vector<Outlook> faction;
  std::vector<Slice> weight;  // sums to 1
  Slice threshold;
  std::vector<Slice> gain;  // scratch of ratification_margin
};

/// Seats the factions of a party in the circumstances that it faces.
void convene(Capital& capital, const Circumstances& faced, const Model& model, const State& state, const Values& values,
             int actor, const Pack& pack);

/// The margin by which a text passes at infinite precision: ≥ 0 iff it is ratified. +inf without factions.
Slice ratification_margin(Capital& capital, const Text& x, int scope);

/// The weighted share of factions in favour at a finite precision.
Slice share_in_favour(const Capital& capital, const Text& x, int scope, const Slice& precision);

class Workspace;
/// Phase `capitals`: votes that are due today.
void ratify(const Model& model, State& state, const Values& values, Workspace& work);

/// The text before the capitals takes effect: status quo, relief, calm and tension follow.
void enter_into_force(const Model& model, State& state, const Values& values, const Pack& pack);

}  // namespace backchannel
