// Posture (MODEL 7.10; Richardson 1960): mobilisation in rungs,
//
//     dM_i/dt = −fatigue_i·M_i + Σ_j reaction_ij·M_j + grievance_i + moves
//
// advanced exactly over a day by the matrix exponential, so that stability is the theory's (limiting case V15):
//
//     M ← Φ·M + d,  Φ = e^A,  d = ∫_0^1 e^{As} ds·grievance
#pragma once

#include "sim/crisis/state/runs.hpp"
#include "sim/crisis/state/state.hpp"

namespace backchannel {

class Posture {
 public:
  explicit Posture(State& state);
  void begin(const Few& few);
  /// The phase `posture`: one day of mobilisation.
  void operator()(const Abreast& runs);

 private:
  void find_transition(const Few& few);

  const Model& model_;
  State& state_;
  // Of a day, as every run begins with its own.
  Table<ActorId, Table<ActorId, KeptLanes<lane_count>>> transition_;  // Φ
  Table<ActorId, KeptLanes<lane_count>> drift_;                       // d, in rungs
};

/// 1 − e^{−ΣM⁺/m_0}: how far mobilisations, in rungs, come near to what they can do at most.
Slice saturation(const Slice& total, const Slice& scale);

}  // namespace backchannel
