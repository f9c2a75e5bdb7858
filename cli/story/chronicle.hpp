// A run as a story: a passage for each day on which something happened, in the order of the day's phases.
#pragma once

#include <string>
#include <vector>

#include "cli/story/replay.hpp"

namespace backchannel {

struct Passage {
  int day = 0;
  std::string text;
};

[[nodiscard]] std::vector<Passage> chronicle(const Replay& replay);

/// What the sides have signed or were left with, and why the run ended, in a sentence or two.
[[nodiscard]] std::string how_it_ended(const Replay& replay);

/// The whole story for a terminal: heading, passages with date and tension, end. `ladder` names rungs.
[[nodiscard]] std::string told_text(const Replay& replay, std::size_t width = 108);

}  // namespace backchannel
