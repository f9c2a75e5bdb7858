// Domestic politics (MODEL 7.9): strain, public commitments, hawk pressure.
//
//   strain     += ρ·(pressure·(1 − relief in force) − strain)
//   commitment K += growth while outstanding (talks open, nothing settled, nobody struck); decays otherwise; in [0, 1]
//   hawks      H += hawk_incident·[grave incident] + hawk_strike·[struck]; decays
// Sources: Fearon 1994 (audience costs grow while a crisis is public); Zartman 1989 (hurt).
#pragma once

#include "sim/crisis/state/state.hpp"

namespace backchannel {

/// Phase `domestic`.
void live(const Model& model, State& state, const Values& values);

}  // namespace backchannel
