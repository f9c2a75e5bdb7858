// What stays the same in every run of a study: what was asked, and the names and units behind indices. Enough to read
// the results without the scenario.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/crisis/model/model.hpp"

namespace backchannel {

struct IssueFacts {
  std::string id, title, unit;
  std::string at_zero, at_one;  // what position 0 and 1 mean
  double low = 0, high = 0;     // physical value of position 0 and 1: physical = low + position·(high − low)
  std::array<bool, scopes.size()> in_text{true, true};  // by scope: whether a text of it can move the issue
};

struct ActorFacts {
  std::string id, name;
  bool party = false;
  bool values = false;  // has preferences
};

struct StudyFacts {
  std::string title, description, scenario_text, resolved_yaml, scenario_hash;
  std::uint64_t seed = 0;
  std::string start_date;  // ISO; day 1
  int horizon = 0;         // days
  int plays = 2;           // runs played with each draw of the priors
  std::vector<IssueFacts> issues;
  std::vector<ActorFacts> actors;
  bool mediated = false;
  std::vector<std::string> ladder;  // names of the rungs of mobilisation, from rung 0
};

/// Physical ends of an issue that are priors count with their means.
[[nodiscard]] StudyFacts facts_of(const Model& model, std::uint64_t seed);

}  // namespace backchannel
