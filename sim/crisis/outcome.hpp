// The end of a day (MODEL 7.12): what enters the public state, which runs are over, and their rows.
#pragma once

#include "sim/crisis/row.hpp"
#include "sim/crisis/world/tension.hpp"
#include "sim/crisis/worth/views.hpp"

namespace backchannel {

class Recording {
 public:
  Recording(State& state, Views& views) : model_(state.model), state_(state), views_(views), tension_(state) {}
  /// Tension, and the deadline of the calendar.
  void begin(const Few& few);
  /// The phase `record`: the public state of tonight; returns the runs that end today.
  SliceMask operator()(const Abreast& runs);
  /// What the crisis left each actor with: the worth of the text in force, less the cost of a war that is over; or that
  /// of the war that goes on.
  void take_stock(const Few& few);

 private:
  void publish(const Abreast& runs, ActorId actor);
  /// Hawks gain by what is grave.
  void alarm(const Abreast& runs);
  /// Hawks of an actor who saw a grave incident or was struck.
  void alarm(const Abreast& runs, ActorId actor);
  /// The day of a deadline that was set; none with a comprehensive text in force: what it was set for is settled.
  void set_deadline(const Abreast& runs);
  void boycott(const Abreast& runs);
  void note_passages(const Abreast& runs);
  void add_up(const Abreast& runs);
  [[nodiscard]] SliceMask ended(const Abreast& runs) const;
  [[nodiscard]] bool ends_at_war() const;

  const Model& model_;
  State& state_;
  Views& views_;
  Tension tension_;
};

/// The row of a lane whose run ended.
Row row_of(const State& state, int lane, std::uint64_t run);

}  // namespace backchannel
