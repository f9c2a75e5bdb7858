// The calendar of the talks (MODEL 7.6, 7.7): sessions of some days, a lognormal recess, boycotts after hostile acts,
// patience; who comes, and whether a date holds.
//
//   recess      round(median·e^{spread·N}) days, N standard normal
//   a round     is held with either(direct_contact, access·s), else set anew after a recess (Princen 1992)
//   a date      that would pass before the next round is moved by extension_days with either(extension, extension·s),
//               if hope has risen in the round; the concession clock goes by the date as it was set
//   either(a, b) = a + (1 − a)·b, s the mediator's skill
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
  /// Moves a date that would pass before the next round, where hope has risen.
  void extend(const Few& few, PackedNegotiation& talks, const SliceMask& nearer) const;
  /// The date in force as it was set: who gave way before it does not take that back when it is moved.
  [[nodiscard]] Slice date_of_clock(const Few& few, const PackedNegotiation& talks) const;

 private:
  void close_door(const Abreast& runs);
  /// Which of the rounds that are due somebody brings about; the others are set anew.
  SliceMask brought_about(const Abreast& runs, const SliceMask& due);
  template <class R>
  [[nodiscard]] Slice recess(const R& runs) const;

  const Model& model_;
  State& state_;
  Stream recess_ = stream("talks", "recess"), access_ = stream("talks", "access"),
         extension_ = stream("talks", "extension");
};

}  // namespace backchannel
