// A day of a crisis: the phases of MODEL 3 in their order, each a mechanism.
#pragma once

#include <array>

#include "sim/crisis/outcome.hpp"
#include "sim/crisis/talks/capitals.hpp"
#include "sim/crisis/talks/talks.hpp"
#include "sim/crisis/world/beliefs.hpp"
#include "sim/crisis/world/compliance.hpp"
#include "sim/crisis/world/domestic.hpp"
#include "sim/crisis/world/events.hpp"
#include "sim/crisis/world/force.hpp"
#include "sim/crisis/world/incidents.hpp"
#include "sim/crisis/world/moves.hpp"
#include "sim/crisis/world/posture.hpp"

namespace backchannel {

/// The phases of a day, in the order of `Day::live`.
inline constexpr std::array day_phases{"events",   "domestic",   "posture", "moves",   "incidents", "talks",
                                       "capitals", "compliance", "force",   "beliefs", "record"};

class Day {
 public:
  explicit Day(State& state);

  /// The first morning of the runs of a pack: what the scenario says about the start. Draws stand at day 0.
  void begin(const Few& few);
  /// Advances every run by one day; returns the runs that end with it.
  Mask live(const Runs& runs);
  [[nodiscard]] const Views& views() const { return views_; }

 private:
  State& state_;
  Views views_;

 public:
  Events events;
  Domestic domestic;
  Posture posture;
  Moves moves;
  Incidents incidents;
  Talks talks;
  Capitals capitals;
  Compliance compliance;
  Force force;
  Beliefs beliefs;
  Recording record;
};

}  // namespace backchannel
