// Tension (MODEL 7.10), in [0, 1]: falls towards the floor that postures set; today's acts raise and relieve it.
//
//     T ← T + decay·(floor − T),  floor = f_max·(1 − e^{−ΣM⁺/m_0})
//     T ← 1 − (1 − T)·e^{−Σ raises}
//     T ← T·e^{−Σ reliefs}
#pragma once

#include "sim/crisis/state/runs.hpp"
#include "sim/crisis/state/state.hpp"

namespace backchannel {

class Tension {
 public:
  explicit Tension(State& state) : state_(state) {}
  void begin(const Few& few);
  /// In the phase `record`.
  void operator()(const Abreast& runs);

 private:
  State& state_;
};

}  // namespace backchannel
