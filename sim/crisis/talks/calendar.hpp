// The calendar of the talks (MODEL 7.7): sessions of some days, a lognormal recess, boycotts after hostile acts,
// patience.
//
//   recess = round(median·e^{spread·N}) days, N standard normal
#pragma once

#include "sim/crisis/state/situation.hpp"

namespace backchannel {

class Calendar {
 public:
  explicit Calendar(State& state) : model_(state.model), state_(state) {}

  void begin(const Few& few);

  /// The runs in session today; opens rounds, and closes the door where somebody's patience has ended.
  SliceMask convened(const Abreast& runs);

  /// Sets the next session: tomorrow while the round lasts, else after a recess.
  void adjourn(const Few& few, PackedNegotiation& talks, const SliceMask& ended) const;

 private:
  const Model& model_;
  State& state_;
  Stream recess_ = stream("talks", "recess");
};

}  // namespace backchannel
