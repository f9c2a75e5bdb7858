// Events (MODEL 7.11): dated, conditional or at constant daily rates, with the effects of a move; in theory scenarios
// `deal` or `war` as absorbing outcome. Competing rates of a day are drawn from their total H, then the cause (limiting
// case V10):
//
//     P(something) = 1 − e^{−H}
//     time         = day − 1 − ln(1 − U·(1 − e^{−H}))/H, in days
#pragma once

#include "sim/crisis/state/runs.hpp"
#include "sim/crisis/state/state.hpp"

namespace backchannel {

class Events {
 public:
  explicit Events(State& state);
  /// The phase `events`.
  void operator()(const Abreast& runs);

 private:
  /// Competing random events: one cause a day from the total hazard.
  void draw_random(const Abreast& runs);
  [[nodiscard]] SliceMask due(const Abreast& runs, EventId event) const;
  [[nodiscard]] SliceMask may_happen(const Abreast& runs, EventId event) const;
  [[nodiscard]] Slice hazard(const Abreast& runs, EventId event) const;
  /// hour: the share of the day passed.
  void take_place(const Abreast& runs, EventId event, const SliceMask& now, const Slice& hour);

  const Model& model_;
  State& state_;
  Variables<EventId> happened_;  // how often
  std::vector<EventId> planned_, random_;
  Stream something_ = stream("events", "hazard"), cause_ = stream("events", "cause");
};

}  // namespace backchannel
