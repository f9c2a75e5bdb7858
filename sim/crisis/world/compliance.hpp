// After signature (MODEL 7.12; Kydd 2005): occasions to break what was signed come to each party at the rate
// `compliance.temptation` a day; on one it honours with probability
//
//     σ(precision·(q_ij − L_i/(d_i·G_i))),  d_i = detection·snapback·x_verification
//
// q_ij as in no_deal.hpp (= t_ij without verification), L and G its losses and gains from the text; L/(d·G) = 0 if
// L = 0, +∞ if L > 0 and d·G = 0. In the assurance game that is the trust from which honouring is best (limiting case
// V9). The hazard of a breach is the rate times the chance to break. A breach is a betrayal: the status quo before
// returns, sanctions with it, and it is an occasion for force. To have kept the text for another `compliance_period` is
// an act of good faith.
//
// A sweetener S that a mediator added holds for a while (Beardsley 2008): L/(d·(G + S·e^{−age/fade})).
#pragma once

#include "sim/crisis/worth/views.hpp"

namespace backchannel {

class Compliance {
 public:
  Compliance(State& state, Views& views);
  /// The phase `compliance`.
  void operator()(const Abreast& runs);

 private:
  /// Where another period ends.
  [[nodiscard]] SliceMask due(const Abreast& runs) const;
  /// q_ij of the text in force: trust, and what verification adds to it.
  [[nodiscard]] Slice confidence(const Abreast& runs, Side side) const;
  [[nodiscard]] Slice losses_to_gains(const Abreast& runs, Side side) const;
  /// Returns where the side breaks its word.
  SliceMask honour(const Abreast& runs, Side side, const SliceMask& in_force, const SliceMask& due);
  /// Keeps who broke first and on what ground; of both on one day the one that had the more to lose.
  void note_breach(const Abreast& runs, Side side, const Slice& trust, const Slice& ratio, const SliceMask& breaks);
  void betray(const Abreast& runs, const SliceMask& breached);

  const Model& model_;
  State& state_;
  Views& views_;
  PerSide<Stream> honours_, tempted_;
};

}  // namespace backchannel
