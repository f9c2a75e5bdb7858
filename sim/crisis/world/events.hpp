// Events (MODEL 7.11): dated, conditional or at constant daily rates, with the effects of a move; in theory scenarios
// `deal` or `war` as absorbing outcome. Competing rates of a day are drawn from their total H, then the cause (limiting
// case V10):
//   P(something) = 1 − e^{−H},  time = day − 1 − ln(1 − U·(1 − e^{−H}))/H
#pragma once

#include "sim/crisis/state/state.hpp"

namespace backchannel {

/// Phase `events`.
void happen(const Model& model, State& state, const Values& values, const Draws& draws);

}  // namespace backchannel
