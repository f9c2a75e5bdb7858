// What one traced run tells: entries in the order in which they happened. The same kernel writes it that runs batches.
#pragma once

#include <string>
#include <vector>

#include "sim/core/packing.hpp"

namespace backchannel {

enum class Told {
  day,
  round,
  offer,
  relayed,
  proposal,
  voice,
  answer,
  stage,
  recess,
  agreed,
  vote,
  ratified,
  refused,
  breakdown,
  move,
  event,
  incident,
  force_decision,
  strike,
  answer_force,
  exchange,
  joined,
  ceasefire,
  war,
  honoured,
  breach,
  counsel,
  closed,
  end
};

struct StoryEntry {
  int day = 0;
  Told told = Told::day;
  int actor = -1, other = -1, index = -1;  // index: move, event, scope, dyad or strike option, by kind
  // offer: second is 1 if it is the least that the own capital would ratify.
  // answer: 1 yes, 0 no, −1 crosses a red line, −2 not of its scope, −3 none is ratifiable, −4 none beats no deal; margin.
  // vote: 1 passed; share in favour. force_decision: 1 strike; chance. answer_force: 1 hits back. incident: number;
  // 1 if one is grave. counsel: 1 believed (index 1: the other is resolved). stage: the new one.
  double value = 0, second = 0;
  std::vector<double> text;  // positions by issue
};

struct Story {
  int lane = 0;
  std::vector<StoryEntry> entries;

  /// The place of the traced lane among the active places of a pack; −1 if it is not there.
  [[nodiscard]] int place(const Pack& pack) const {
    for (int i = 0; i < pack.size; ++i)
      if (pack.lane[static_cast<std::size_t>(i)] == lane) return i;
    return -1;
  }
};

}  // namespace backchannel
