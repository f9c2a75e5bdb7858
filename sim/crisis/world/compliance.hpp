// After signature (MODEL 7.12; Kydd 2005): every `compliance_period` days each party honours what was signed with
// probability
//
//     σ(precision·(q_ij − L_i/(d_i·G_i))),  d_i = detection·snapback·x_verification
//
// q_ij as in no_deal.hpp (= t_ij without verification), L and G its losses and gains from the text; L/(d·G) = 0 if
// L = 0, +∞ if L > 0 and d·G = 0. In the assurance game that is the trust from which honouring is best (limiting case
// V9). A breach is a betrayal: the status quo before returns.
//
// A sweetener S that a mediator added holds for a while (Beardsley 2008): L/(d·(G + S·e^{−age/fade})).
#pragma once

#include "sim/crisis/state/runs.hpp"
#include "sim/crisis/state/state.hpp"

namespace backchannel {

class Compliance {
 public:
  explicit Compliance(State& state);
  /// The phase `compliance`.
  void operator()(const Runs& runs);

 private:
  [[nodiscard]] Mask due(const Runs& runs) const;
  /// q_ij of the text in force: trust, and what verification adds to it.
  [[nodiscard]] Lanes confidence(const Runs& runs, Side side) const;
  [[nodiscard]] Lanes losses_to_gains(const Runs& runs, Side side) const;
  /// Returns where the side breaks its word.
  Mask honour(const Runs& runs, Side side, const Mask& due);
  /// Keeps who broke first and on what ground; of both on one day the one that had the more to lose.
  void note_breach(const Runs& runs, Side side, const Lanes& trust, const Lanes& ratio, const Mask& breaks);
  void betray(const Runs& runs, const Mask& breached);

  const Model& model_;
  State& state_;
  PerSide<Stream> honours_;
};

}  // namespace backchannel
