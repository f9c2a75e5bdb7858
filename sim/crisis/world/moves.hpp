// Moves (MODEL 7.10; Kahn 1965; Schelling 1966): threats, deployments, sanctions, signals, gestures. Moves are data.
//
//   considered  with probability 1 − exp(−tempo) a day, so that the length of a menu does not set the tempo
//   chosen      by logit over the menu and waiting (utility 0): P ∝ exp(precision·u),
//   u = coercion·(1 − hope) + reciprocity·hostility of the target + domestic·hawk pressure + spoiling·S − cost
// with S = hope·max(0, N − E(text on the table)), what a near deal would cost the actor.
#pragma once

#include "sim/crisis/state/workspace.hpp"

namespace backchannel {

/// Phase `moves`.
void make_moves(const Model& model, State& state, const Values& values, const Draws& draws, Workspace& work);

}  // namespace backchannel
