// Domestic politics (MODEL 7.9): strain, public commitments, hawk pressure.
//
//     strain     += ρ·(pressure·(1 − relief in force) − strain)
//     commitment K += growth while outstanding: talks open, nothing settled, nobody struck; decays otherwise
//     hawks      H += hawk_incident·[grave incident] + hawk_strike·[struck]; decays
//
// Sources: Fearon 1994 (audience costs grow while a crisis is public); Zartman 1989 (hurt). All in [0, 1], rates a day.
// What incidents, strikes and refusals add enters in the phase `record`.
#pragma once

#include "sim/crisis/state/runs.hpp"
#include "sim/crisis/state/state.hpp"

namespace backchannel {

class Domestic {
 public:
  explicit Domestic(State& state) : model_(state.model), state_(state) {}
  void begin(const Few& few);
  /// The phase `domestic`.
  void operator()(const Abreast& runs);

 private:
  const Model& model_;
  State& state_;
};

}  // namespace backchannel
