// Incidents (MODEL 7.10; Hawkes 1971): clashes that nobody decided, exciting one another.
//
//   N ~ Poisson(λ), λ = (1 − calm in force)·base·exposure(M) + E;  E ← (1 − g)·E + n·g·N, n < 1 the branching ratio
//   exposure = 1 + (e_max − 1)·(1 − e^{−ΣM⁺/m_0})
// Minor ones raise tension and cost trust; grave ones open a decision on force. Mean rate base/(1 − n), dispersion of
// long counts 1/(1 − n)² (limiting case V14).
#pragma once

#include "sim/crisis/state/state.hpp"

namespace backchannel {

/// Phase `incidents`.
void clash(const Model& model, State& state, const Values& values, const Draws& draws);

}  // namespace backchannel
