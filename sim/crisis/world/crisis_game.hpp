// The game of force in one direction (MODEL 7.12; Signorino 1999; Fearon 1995; Powell 2006), solved from leaf to root,
// in units of value.
//
//     U_i(exchange)   = π_i·W_i + (1 − π_i)·(V°_i(sq) + gain_i − loss_i)
//     U_i(unanswered) = V°_i(sq) + gain_i
//     U_j(absorb)     = V°_j(sq) − damage_j − audience_j·K_j                       all three less pain·strain
//     h               = σ(precision·(U_j(exchange) − U_j(absorb))), j's cost of war as i believes it
//     Attack_i        = h·U_i(exchange) + (1 − h)·U_i(unanswered) + preventive_i
//     waiting_i       = (1 − w°)·(V_i(sq) − pain·strain·(1 − relief in force)) + w°·(U_i(exchange) − struck_first_i)
//     Continue_i      = d̂_i·deal_i + (1 − d̂_i)·waiting_i − audience_i·K_i·[own deadline passed, nothing signed]
//                       + leash + restraint
//     preventive_i    = max(0, (V_i(win) − V_i(lose))·(δ·p_later − p_now) − c_i(1 − δ)),  p the adversary's chance of
//                       winning now and after its shift, p_later = p(1 + s)/(p(1 + s) + 1 − p)
//
// Forces at readiness strike at more gain and less loss: gain_i·(1 + ρ_i·m_i), loss_i·(1 − ρ_i·m_i), ρ `readiness`,
// m_i = 1 − e^{−M_i⁺/m_0} how far its mobilisation M_i is full (Schelling 1966).
//
// V°(sq) is the status quo before any agreement: no text in force survives a strike. deal_i of a party: the best of the
// other's last text, the text on the table and waiting, and of a text before the capitals and waiting (then d̂ = 1); of
// a third party with a voice: E_i(text on the table). Payoffs can be set outright.
#pragma once

#include "sim/crisis/worth/views.hpp"

namespace backchannel {

/// One direction's decision, for a pack, by the names of the equations.
struct ForceGame {
  Slice unanswered, exchange, preventive, attack;             // value
  Slice hope;                                                 // d̂
  Slice deal, waiting, audience, leash, restraint, carry_on;  // value
  Slice answered, absorbed;                                   // U_j(exchange), U_j(absorb)
  Slice answer_believed, answer_chance;  // h with the target's cost of war as the attacker believes it, and as it is
};

/// What an attacker with a preventive motive weighs (Fearon 1995; limiting case V7).
struct Prevention {
  Slice discount, now, later;  // δ; the adversary's chance of winning, p and p_later
  Slice stake, cost;           // V(win) − V(lose) and c, in units of value
};

/// max(0, stake·(δ·p_later − p_now) − c(1 − δ)).
Slice preventive_motive(const Prevention& prevention);

class CrisisGame {
 public:
  CrisisGame(const State& state, const Views& views) : model_(state.model), state_(state), views_(views) {}
  /// The game that an attacker plays against a target.
  [[nodiscard]] ForceGame solve(const Few& few, const StrikeOption& option);
  /// The same but for what texts are worth: deal_i and Continue_i, which weigh_texts adds.
  [[nodiscard]] ForceGame open(const Few& few, const StrikeOption& option) const;
  void weigh_texts(ForceGame& game, const Few& few, const StrikeOption& option);
  /// No Continue_i lies below this (but for rounding), whatever the texts are worth.
  [[nodiscard]] Slice least_carry_on(const ForceGame& game, const StrikeOption& option) const;

 private:
  void weigh_strike(ForceGame& game, const Few& few, const StrikeOption& option) const;
  void weigh_answer(ForceGame& game, const Few& few, const StrikeOption& option) const;
  /// gain, loss and π of an actor at its present mobilisation.
  struct Edge {
    Slice gain, loss, escalates;  // value; value; probability
  };
  [[nodiscard]] Edge edge(const Few& few, ActorId actor, const StrikeSpec& spec) const;
  /// U(exchange) of a side, given what a war would bring it.
  [[nodiscard]] static Slice exchange(const Views::Footing& side, const Edge& edge, const Slice& war);
  /// Without force: hope of a deal, else the status quo under the risk of being struck.
  void weigh_carrying_on(ForceGame& game, const Few& few, const StrikeOption& option) const;
  [[nodiscard]] Slice waiting(const Few& few, const StrikeOption& option, const Views::Footing& mine,
                              const Slice& exchange) const;
  /// d̂ of a party.
  [[nodiscard]] Slice hope_of_party(const Few& few, Side side) const;
  /// deal of a party, and of a third party.
  [[nodiscard]] Slice deal_of_party(const ForceGame& game, const Few& few, Side side) const;
  [[nodiscard]] Slice deal_of_bystander(const Few& few) const;
  /// Where the talks can still bring what is hoped for.
  [[nodiscard]] SliceMask alive(const Few& few) const;
  /// E of the text before the capitals.
  [[nodiscard]] Slice pending_worth(const Few& few) const;
  [[nodiscard]] Slice preventive(const Few& few, const StrikeOption& option) const;
  /// p_later of an adversary whose chance of winning is p now.
  [[nodiscard]] Slice shifted_chance(const Few& few, ActorId adversary, const Slice& now) const;

  const Model& model_;
  const State& state_;
  const Views& views_;
  Outlook mine_;  // of the attacker
};

}  // namespace backchannel
