#include "cli/story/closing.hpp"

#include <fmt/format.h>

#include "cli/story/events.hpp"
#include "cli/story/words.hpp"
#include "sim/scenario/keys/actor.hpp"
#include "sim/scenario/keys/talks.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {
namespace {

using Why = Closing::Why;

/// Whose patience had run out when the day began (MODEL 7.7).
std::vector<ActorId> out_of_patience(const Replay& replay, const Evening& before, int day) {
  std::vector<ActorId> who;
  if (before.first_session <= 0) return who;
  const double spent = day - before.first_session;
  for (const Side side : sides)
    if (spent > replay.patience[side]) who.push_back(replay.model->party[side]);
  if (spent > replay.mediator_patience) who.push_back({});
  return who;
}

/// The day on which closed talks began again last, until a day; 0: on none.
int reopened_until(const Replay& replay, int day) {
  int last = 0;
  for (const StoryEntry& entry : replay.entries)
    if (is_a<told::Reopened>(entry) && entry.day <= day) last = entry.day;
  return last;
}

/// Whose capital has refused on the day as often as it may.
std::vector<ActorId> refusing(const Replay& replay, int day) {
  std::vector<ActorId> who;
  const int since = reopened_until(replay, day);
  for (const Side side : sides) {
    const ActorId party = replay.model->party[side];
    const auto refusal_until = [&](const StoryEntry& entry) {
      const auto* vote = std::get_if<told::Voted>(&entry.event);
      return vote != nullptr && vote->by == party && !vote->passed && entry.day >= since && entry.day <= day;
    };
    if (std::ranges::count_if(replay.entries, refusal_until) >= replay.model->at(side).spec->ratification.tries)
      who.push_back(party);
  }
  return who;
}

}  // namespace

Closing closed_on(const Evening& evening, const Evening& before, const Replay& replay) {
  const auto today = entries_of(replay, evening.day);
  const TalksSpec& talks = replay.model->scenario.talks;
  Closing closing{evening.day, Why::unknown, out_of_patience(replay, before, evening.day)};
  if (!closing.who.empty()) {
    closing.why = Why::patience;
  } else if (happened<told::BrokenDown>(today)) {
    closing.why = Why::breakdown;
  } else if (talks.protocol == Protocol::take_it_or_leave_it && happened<told::Answered>(today)) {
    closing.why = Why::ultimatum;
  } else if (evening.settlement == Scope::comprehensive) {
    closing.why = Why::agreement;
  } else if (closing.who = refusing(replay, evening.day); !closing.who.empty()) {
    closing.why = Why::capital;
  } else if (evening.rounds >= talks.max_rounds) {
    closing.why = Why::rounds;
  }
  return closing;
}

std::optional<Closing> closing(const Replay& replay) {
  std::optional<Closing> closed;
  const Evening* before = &replay.start;
  for (const Evening& evening : replay.evenings) {
    if (evening.open)
      closed.reset();
    else if (!closed)
      closed = closed_on(evening, *before, replay);
    before = &evening;
  }
  return closed;
}

std::string reason(const Closing& closing, const Replay& replay, const std::string& has) {
  std::vector<std::string> names;
  for (const ActorId who : closing.who) names.push_back(name_of(*replay.model, who));
  switch (closing.why) {
    case Why::patience:
      return fmt::format("the patience of {} {} run out", listed(names), has);
    case Why::rounds:
      return fmt::format("no round {} been left", has);
    case Why::breakdown:
      return fmt::format("the talks {} broken down", has);
    case Why::ultimatum:
      return fmt::format("the only text {} been refused", has);
    case Why::capital:
      return fmt::format("the capital of {} {} refused as often as it may", listed(names), has);
    case Why::agreement:
    case Why::unknown:
      break;
  }
  return "";
}

}  // namespace backchannel
