// Two runs of one number, before and after a change, told side by side up to the day on which they part.
//
// The courses part on the first day on which something else happens: a round held or not, a stage, a text agreed, a
// vote, a move, an event, an incident, force, a breach, the end. What is said at the table differs earlier without
// being a parting; it is told in two columns. Events that only one of the scenarios has are the change itself.
#pragma once

#include <string>

#include "cli/story/replay.hpp"

namespace backchannel {

/// The first day on which the courses differ; nothing if they do not.
[[nodiscard]] std::optional<int> parting_day(const Replay& before, const Replay& after);

/// The last days of the common course, the day of the parting, and how both ended; in two columns of `width`.
[[nodiscard]] std::string told_side_by_side(const Replay& before, const Replay& after, std::size_t width = 108);

}  // namespace backchannel
