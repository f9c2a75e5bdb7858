// One run of a study played again with an observer: the same kernel, so that what is told is what was counted.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/crisis/kernel.hpp"

namespace backchannel {

/// The public and private state at the end of a day.
struct Evening {
  int day = 0;
  double tension = 0, hope = 0;                               // hope: the lesser of the two sides'
  PerSide<double> side_hope{};                                // the perceived chance of a deal
  Table<ActorId, double> trust, posture, strain, commitment;  // trust in its adversary
  Positions in_force;
  int rounds = 0;
  Stage stage = Stage::clarify;
  std::optional<Scope> settlement, pending;            // in force; before the capitals
  bool open = true, fighting = false, at_war = false;  // the door to talks; an exchange of force; it is a war
  double first_session = 0, next_session = 0, boycott_until = 0, deadline = no_deadline;
  int vote_day = 0, exchange_days = 0;
};

struct Replay {
  std::shared_ptr<const Model> model;
  std::uint64_t seed = 0, run = 0;
  Row row;
  std::optional<std::string> failure;  // why the run is not to be trusted
  Evening start;                       // before day 1
  std::vector<Evening> evenings;       // by day
  std::vector<StoryEntry> entries;
  PerSide<double> patience{};  // days
  double mediator_patience = 0;

  /// Of a day, from 1 on.
  [[nodiscard]] const Evening& evening(int day) const { return evenings[day - 1]; }
};

/// What happened on a day, in its order.
[[nodiscard]] std::span<const StoryEntry> entries_of(const Replay& replay, int day);

/// Plays run `run` of the study with this seed.
[[nodiscard]] Replay replay(const std::shared_ptr<const Model>& model, std::uint64_t seed, std::uint64_t run);

}  // namespace backchannel
