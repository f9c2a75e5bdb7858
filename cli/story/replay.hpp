// One run of a study played again with an observer: the same kernel, so that what is told is what was counted.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/crisis/kernel.hpp"

namespace backchannel {

/// The public and private state at the end of a day.
struct Evening {
  int day = 0;
  double tension = 0, hope = 0;                            // hope: the lesser of the two sides'
  std::array<double, 2> side_hope{};                       // the perceived chance of a deal, by side
  std::vector<double> trust, posture, strain, commitment;  // by actor; trust in its adversary
  std::vector<double> in_force;                            // text in force, by issue
  int rounds = 0, stage = 0, settlement = 0;
  bool open = true, fighting = false;  // the door to talks; an exchange of force goes on
  double first_session = 0, next_session = 0, boycott_until = 0, deadline = 0;
  int pending = 0, vote_day = 0;                     // scope + 1 of the text before the capitals
  int exchange_days = 0, hosts_hit = 0, struck = 0;  // struck: actors hit in this exchange
};

struct Replay {
  std::shared_ptr<const Model> model;
  std::uint64_t seed = 0, run = 0;
  Row row;
  std::optional<std::string> failure;  // why the run is not to be trusted
  Evening start;                       // before day 1
  std::vector<Evening> evenings;       // by day
  std::vector<StoryEntry> entries;
  std::array<double, 3> patience{};  // of the two sides and of the mediator, days
};

/// Plays run `run` of the study with this seed.
[[nodiscard]] Replay replay(std::shared_ptr<const Model> model, std::uint64_t seed, std::uint64_t run);

}  // namespace backchannel
