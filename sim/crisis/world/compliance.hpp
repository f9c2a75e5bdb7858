// After signature (MODEL 7.12; Kydd 2005): every `compliance_period` days each party honours what was signed with
//   σ(precision·(q_ij − L_i/(d_i·G_i))),  d_i = detection·snapback·x_verification,  q_ij as in no_deal.hpp (= t_ij
//   without verification)
// L and G its losses and gains from the text; L/(d·G) = 0 if L = 0, +∞ if L > 0 and d·G = 0. In the assurance game that
// is the trust from which honouring is best (limiting case V9). A breach is a betrayal: the status quo before returns.
#pragma once

#include "sim/crisis/state/state.hpp"

namespace backchannel {

/// Chance that a party honours, from its trust and its ratio L/(d·G).
Lanes honour_chance(const Lanes& trust, const Lanes& ratio, const Lanes& precision);

/// No text survives, in force or before the capitals: what held before any agreement holds again, and the hopes that a
/// text in force had raised fall back.
void return_to_status_quo(const Model& model, State& state, const Values& values, const Mask& where);

/// Phase `compliance`.
void honour_or_breach(const Model& model, State& state, const Values& values, const Draws& draws);

}  // namespace backchannel
