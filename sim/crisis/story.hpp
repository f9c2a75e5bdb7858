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
  int actor = -1, other = -1, index = -1;  // index: move, event, scope or dyad, by kind of entry
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
