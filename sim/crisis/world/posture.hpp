// Posture (MODEL 7.10; Richardson 1960): mobilisation in rungs,
//   dM_i/dt = −fatigue_i·M_i + Σ_j reaction_ij·M_j + grievance_i + moves,
// advanced exactly over a day by the matrix exponential, so that stability is the theory's (limiting case V15).
#pragma once

#include "sim/crisis/state/state.hpp"

namespace backchannel {

/// The day's transition of the starting runs of a pack: M ← Φ·M + d, Φ = e^A, d = ∫_0^1 e^{As} ds·grievance.
void find_transition(const Model& model, State& state, const Values& values, const Pack& pack);

/// Phase `posture`: one day of mobilisation.
void mobilise(const Model& model, State& state);

/// Σ_a max(M_a, 0) over some actors, saturating: 1 − e^{−ΣM⁺/m_0}.
Lanes saturation(const Lanes& total, const Lanes& scale);

}  // namespace backchannel
