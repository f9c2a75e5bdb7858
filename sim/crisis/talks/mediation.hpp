// Mediation (MODEL 7.6): what the third party in the middle does with what it hears.
//
//   facilitation   relays offers and frames them
//   formulation    a single negotiating text (Raiffa 1982): it searches for a better one and puts it to both
//   manipulation   formulation plus leverage: sweeteners and costs of refusal, paid from a budget
// Search for the text:
//   objective      one or two issues are changed; kept if the objective rises: Nash Π(Ê_i − R̂_i)^{w_i};
//                  Kalai–Smorodinsky min (Ê_i − R̂_i)/(max Ê_i − R̂_i); egalitarian min w_i(Ê_i − R̂_i)
//   votes          Klein et al. 2003: each side votes on a change by its estimated value; a hill-climber yes iff not
//                  worse, an annealer also with probability e^{Δ/temperature}; kept if both vote yes
// Counsel (Kydd 2003): "the other is resolved" counts for i only if bias_i ≥ (1 − s)·c_m/(s·c_H − c_L).
#pragma once

#include "sim/crisis/worth/no_deal.hpp"

namespace backchannel {

/// What the mediator believes about the two sides, for a pack and a scope.
struct Estimate {
  std::array<Outlook, 2> outlook;        // with estimated ideal points
  std::array<Slice, 2> reservation;      // R̂
  std::array<Slice, 2> best;             // max Ê
  std::vector<Slice> normals, uniforms;  // scratch of the search
};

/// Replaces the ideals in `estimate` by estimates with the variance that is left.
void blur(Estimate& estimate, const Model& model, const State& state, const Slice& variance, const Pack& pack);

/// How good a text is to the mediator's objective; negative where a side would lose.
Slice objective_of(const Estimate& estimate, const Model& model, const Values& values, const Text& x, int scope,
                   const Pack& pack);

/// Improves the single text by the search that the scenario names.
void improve(Text& text, Estimate& estimate, const Model& model, const Values& values, Slice& temperature, int scope,
             int exchange, const DrawsOf<slice_width>& draws, const Pack& pack);

/// The least bias towards i at which i believes that the mediator tells the truth about j (Kydd 2003):
/// (1 − s)·c_m/(s·c_H − c_L); +inf where s·c_H ≤ c_L. s: chance that j is weak given a signal of weakness.
Slice least_believed_bias(const Slice& s, const Slice& own_cost, const Slice& high, const Slice& low);

/// Once a round: counsel about the other side's resolve, and words of good faith.
void counsel(const Model& model, State& state, const Values& values, const DrawsOf<slice_width>& draws,
             const Pack& pack, const SliceMask& ended);

}  // namespace backchannel
