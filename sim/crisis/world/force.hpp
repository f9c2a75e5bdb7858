// The option of force (MODEL 7.12; Signorino 1999; Fearon 1995; Powell 2006), solved from leaf to root.
//
// V°(sq) is the status quo before any agreement: no text in force survives a strike.
//   U_i(exchange)   = π_i·W_i + (1 − π_i)·(V°_i(sq) + gain_i − loss_i)       U_i(unanswered) = V°_i(sq) + gain_i
//   U_j(absorb)     = V°_j(sq) − damage_j − audience_j·K_j                    all less pain·strain
//   h               = σ(precision·(U_j(exchange) − U_j(absorb))), j's cost of war as i believes it
//   Attack_i        = h·U_i(exchange) + (1 − h)·U_i(unanswered) + preventive_i
//   waiting_i       = (1 − w°)·(V_i(sq) − pain·strain·(1 − relief in force)) + w°·(U_i(exchange) − struck_first_i)
//   Continue_i      = d̂_i·deal_i + (1 − d̂_i)·waiting_i − audience_i·K_i·[own deadline passed, nothing signed] + leash +
//                     restraint; deal_i of a party: the best of the other's last text, the text on the table and
//                     waiting, and of a text before the capitals and waiting (then d̂ = 1); of a third party with a
//                     voice: E_i(text on the table)
//   preventive_i    = max(0, δ·p_later − p_now − c_i(1 − δ)), p the adversary's chance of winning now and after its
//   shift
// Occasions arrive at a fixed rate, more near a deadline, and one after each grave incident or breakdown. The shock of
// a decision belongs to (run, direction, cause): it is redrawn after a deadline, grave incident, breakdown or ceasefire
// only. A strike opens an exchange; each day each side goes on with σ(persistence + stake·(W − V(sq)) −
// ceasefire·skill), allies join, hosts of bases are hit. War: more than war_days days, or three distinct actors or
// hosts struck.
#pragma once

#include "sim/crisis/state/workspace.hpp"

namespace backchannel {

/// Payoffs of one direction's decision, for a pack.
struct ForceGame {
  Slice unanswered, exchange, carry_on, preventive, attack;
  Slice answer_believed, answer_chance;  // with the target's cost of war as the attacker believes it, and as it is
};

/// The preventive motive of an attacker (Fearon 1995; limiting case V7): max(0, δ·p_later − p_now − c(1 − δ)).
Slice preventive_motive(const Slice& discount, const Slice& now, const Slice& later, const Slice& cost);

/// The game that an attacker plays against a target.
ForceGame weigh_force(const Model& model, const State& state, const Values& values, Workspace& work,
                      const StrikeOption& option, const Pack& pack);

/// Phase `force`.
void use_force(const Model& model, State& state, const Values& values, const Draws& draws, Workspace& work);

}  // namespace backchannel
