// What one traced run tells: events in the order in which they happened. The same kernel writes it that runs batches.
#pragma once

#include <concepts>
#include <variant>
#include <vector>

#include "sim/core/packing.hpp"
#include "sim/crisis/model/ids.hpp"

namespace backchannel {

/// Positions of a text.
using Positions = Table<IssueId, double>;

/// The events, each as it is told. Whoever acts is `by`.
namespace told {

struct Happened {  // an event of the scenario
  EventId event;
  ActorId by, against;
};
struct Made {  // a move
  MoveId move;
  ActorId by, against;
};
struct Clashed {  // incidents of a day
  DyadId dyad;
  ActorId one, two;
  int number;
  bool grave;
};
struct Offered {  // a party's text, as the mediator relays it
  ActorId by, to;
  Scope scope;
  Stage stage;
  bool least_ratifiable;  // the least that the own capital would ratify
  Positions text;
};
struct SpokeUp {  // a third party proposes, into the offer of `to` or into the mediator's text (to: nobody)
  ActorId by, to;
  Scope scope;
  Positions text;
};
struct Proposed {  // the mediator's text
  Scope scope;
  Positions text;
};
enum class Verdict { yes, no, crosses_line, not_of_scope, none_ratifiable, none_beats_no_deal };
struct Answered {
  ActorId by;
  Scope scope;
  Verdict verdict;
  double margin;  // of the text above what was asked for; in units of value
};
struct Agreed {  // in principle
  Scope scope;
  Positions text;
};
struct StageReached {
  Stage stage;
};
struct BrokenDown {};  // the talks
struct Counselled {
  ActorId to, about;
  bool resolved;  // what it is told: that the other is resolved
  bool believed;
};
struct Voted {  // a capital
  ActorId by;
  Scope scope;
  bool passed;
  double share;  // in favour
};
struct Ratified {
  Scope scope;
};
struct Honoured {
  ActorId by;
};
struct Breached {
  ActorId by;
};
struct ForceConsidered {
  StrikeId option;
  ActorId by, against;
  bool strikes;
  double chance;
};
struct Struck {
  ActorId by, against;
};
struct StruckBack {  // or absorbed the blow
  ActorId by, against;
  bool strikes_back;
};
struct Joined {  // an exchange of force
  ActorId by;
};
struct HostHit {  // a base in a country that hosts it
  ActorId of;
};
struct Ceased {};      // an exchange of force
struct Established {  // a regional war
  int days = 0, struck = 0;  // of the exchange; actors and hosts struck in it
};

}  // namespace told

using StoryEvent = std::variant<told::Happened, told::Made, told::Clashed, told::Offered, told::SpokeUp, told::Proposed,
                                told::Answered, told::Agreed, told::StageReached, told::BrokenDown, told::Counselled,
                                told::Voted, told::Ratified, told::Honoured, told::Breached, told::ForceConsidered,
                                told::Struck, told::StruckBack, told::Joined, told::HostHit, told::Ceased, told::Established>;

struct StoryEntry {
  int day = 0;
  StoryEvent event;
};

struct Story {
  int lane = 0;
  std::vector<StoryEntry> entries;

  /// Enters an event, or what an event maker says of the traced run's place.
  template <class E>
  void enter(double day, int place, E& event) {
    if constexpr (std::invocable<E&, int>)
      entries.push_back({static_cast<int>(day), event(place)});
    else
      entries.push_back({static_cast<int>(day), event});
  }
};

}  // namespace backchannel
