// What stays the same in every run of a study: what was asked, and the names and units behind indices. Enough to read
// the results without the scenario.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/crisis/model/ids.hpp"

namespace backchannel {

class Model;

struct IssueFacts {
  std::string id, title, unit;  // titles differ from one another
  std::string at_zero, at_one;  // what position 0 and 1 mean
  double low = 0, high = 0;     // physical value of position 0 and 1: physical = low + position·(high − low)
  std::array<bool, scopes.size()> in_text{true, true};  // by scope: whether a text of it can move the issue
  std::vector<std::string> levels{};   // names of the levels, evenly from position 0 to 1; empty: a plain axis
  int place = 0;                       // in the order of the scenario, from 0
  std::optional<double> status_quo{};  // position; none: uncertain, or texts may stand between levels

  /// In the issue's unit, without floating noise: 5.9, not 5.8999999999999995.
  [[nodiscard]] double physical(double position) const;
  /// The index of the level nearest to a position.
  [[nodiscard]] std::size_t level_at(double position) const;
};

struct ActorFacts {
  std::string id, name;  // names differ from one another
  bool party = false;
  bool values = false;  // has preferences
  int place = 0;        // in the order of the scenario, the parties first, from 0
};

struct StudyFacts {
  std::string title, description, scenario_text, resolved_yaml, scenario_hash;
  std::string set;  // what options changed of the scenario's file, for people
  std::uint64_t seed = 0;
  std::string start_date;  // ISO; day 1
  int horizon = 0;         // days
  int plays = 2;           // runs played with each draw of the priors
  std::vector<IssueFacts> issues;
  std::vector<ActorFacts> actors;
  bool mediated = false;
  bool judged = true;               // some number is uncertain: there are judgements to tell from luck
  std::vector<std::string> ladder;  // names of the rungs of mobilisation, from rung 0
};

/// Physical ends of an issue that are priors count with their means.
[[nodiscard]] StudyFacts facts_of(const Model& model, std::uint64_t seed);
[[nodiscard]] std::vector<ActorFacts> actor_facts(const Model& model);
[[nodiscard]] std::vector<IssueFacts> issue_facts(const Model& model);

/// Indices in the order in which issues or actors are shown.
[[nodiscard]] std::vector<std::size_t> in_order(const std::vector<IssueFacts>& issues);
[[nodiscard]] std::vector<std::size_t> in_order(const std::vector<ActorFacts>& actors);
/// The name of an actor by its id; the id where there is none.
[[nodiscard]] std::string name_of(const StudyFacts& study, const std::string& actor);
/// The path of a number in words, ids by the names they stand for: iran.war.cost is "Iran: war cost".
[[nodiscard]] std::string path_title(const StudyFacts& study, const std::string& path);

}  // namespace backchannel
