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

/// The class of a run in words: "interim agreement", "comprehensive agreement, no longer in force".
[[nodiscard]] std::string outcome_of(const Row& row);

/// What the sides have signed or were left with, and why the run ended, in a sentence or two.
[[nodiscard]] std::string how_it_ended(const Replay& replay);

enum class Detail { story, why };  // why: with the terms of each decision

/// The whole story for a terminal: heading, passages with date and tension, end.
[[nodiscard]] std::string told_text(const Replay& replay, std::size_t width = 108, Detail detail = Detail::story);

}  // namespace backchannel
