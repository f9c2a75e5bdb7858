// Talks (MODEL 7.4–7.8): the sessions of a day. A round lasts some session days; on each the parties meet the mediator
// separately, `exchanges` times: they put forward offers, a mediator that formulates puts its text, both answer.
//
//   readiness_i = σ(k(hurt_i − θ_i))·σ(k(d̂_i − φ_i)),  hurt_i = V_i(sq) − N_i
//   clock      += readiness_1·readiness_2·days passed since the last session day
//   hope d̂_i    = d_min + (1 − d_min)·(1 − min(1, gap/gap_0)),  gap = max(0, A_i − E_i(y))
//   floor Z_i   = max(N_i, D_i), D_i the least that the own capital would ratify on the own concession path
//   answer      yes with probability σ(precision·(E_i(z) − B_i(z) − R_i)), never beyond an absolute line
//   B_i(z)      = audience_i·K_i·Σ_k salience_k·max(0, loss(z_k) − loss(pub_k)), pub the last public demand
// The shock of an answer belongs to (run, actor, round, scope): asking again the same day wears nobody down.
#pragma once

#include "sim/crisis/state/workspace.hpp"

namespace backchannel {

/// Phase `talks`.
void talk(const Model& model, State& state, const Values& values, const Draws& draws, Workspace& work);

/// Readiness of a side, from its hurt and its hope (Zartman 1989).
Slice readiness(const Model& model, const Values& values, int actor, const Slice& hurt, const Slice& hope,
                const Pack& pack);

/// B_i(z): what backing down to a text costs at home.
Slice audience_cost(const Outlook& outlook, const State& state, const Text& demand, const Text& x);

}  // namespace backchannel
