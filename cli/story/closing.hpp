// When the door to talks closed, and why: one reading for the passage of that day and for the end of the story.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/story/replay.hpp"

namespace backchannel {

struct Closing {
  enum class Why { patience, rounds, breakdown, ultimatum, capital, agreement, unknown };
  int day = 0;
  Why why = Why::unknown;
  std::vector<ActorId> who;  // whose patience (no id: the mediator's), whose capital
};

/// Why it closed on a day, from its evening and the one before: of what closes it, what comes first in a day's phases.
[[nodiscard]] Closing closed_on(const Evening& evening, const Evening& before, const Replay& replay);
/// The closing that stood at the end of the run; nothing where the door stood open.
[[nodiscard]] std::optional<Closing> closing(const Replay& replay);

/// "the patience of Iran has run out"; `has`: "has", or "had" for what is past. Empty where there is nothing to say.
[[nodiscard]] std::string reason(const Closing& closing, const Replay& replay, const std::string& has);

}  // namespace backchannel
