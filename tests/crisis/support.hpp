// Small crises for the tests of single mechanisms, and paired runs for comparisons.
#pragma once

#include <cmath>
#include <filesystem>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "sim/crisis/kernel.hpp"
#include "sim/montecarlo/runs.hpp"

namespace backchannel::testing {

using Settings = std::vector<std::string>;  // path=value

inline std::vector<Override> overrides(const Settings& set) {
  std::vector<Override> list;
  for (const std::string& argument : set) list.push_back(parse_override(argument));
  return list;
}
inline std::shared_ptr<const Model> model_of(const std::string& yaml, const Settings& set = {}) {
  return std::make_shared<const Model>(read_scenario_text(yaml, "test", overrides(set)));
}
inline std::shared_ptr<const Model> model_from(const std::string& file, const Settings& set = {}) {
  return std::make_shared<const Model>(
      read_scenario(std::filesystem::path(PROJECT_ROOT) / "scenarios" / file, overrides(set)));
}

/// The first lanes of a crisis, a run each, advanced by hand.
class Scene {
 public:
  explicit Scene(std::shared_ptr<const Model> model, std::uint64_t seed = 1)
      : kernel_(std::move(model), seed), draws_(seed), runs_(values(), draws_, state().day, running_) {
    for (int lane = 0; lane < lane_count; ++lane) {
      kernel_.start(lane, static_cast<std::uint64_t>(lane));
      draws_.set(lane, static_cast<std::uint64_t>(lane), 0);
    }
  }
  explicit Scene(const std::string& yaml, const Settings& set = {}) : Scene(model_of(yaml, set)) {}
  Scene(const Scene&) = delete;
  Scene& operator=(const Scene&) = delete;

  Mask live(int days = 1) {
    Mask ended = Mask::none();
    for (int n = 0; n < days; ++n) {
      draws_.next_day();
      ended = kernel_.day(draws_, running_);
    }
    return ended;
  }
  const CrisisKernel& kernel() const { return kernel_; }
  const Model& model() const { return kernel_.model(); }
  const State& state() const { return kernel_.state(); }
  const Values& values() const { return kernel_.values(); }
  const Views& views() const { return kernel_.mechanisms().views(); }
  void follow(Story* story) { kernel_.follow(story); }

  /// The runs of the first lanes.
  Few few() const {
    static const Pack first = [] {
      Pack p;
      p.size = slice_width;
      std::iota(p.lane.begin(), p.lane.end(), 0);
      p.active = SliceMask::all();
      return p;
    }();
    return Few(runs_, first);
  }
  Outlook view(HolderId holder) const {
    Outlook outlook;
    views().look_ahead(outlook, few(), holder);
    return outlook;
  }

 private:
  CrisisKernel kernel_;
  Draws draws_;
  const Mask running_ = Mask::all();
  const Runs runs_;
};

inline Text text(const std::vector<double>& positions) {
  Text x;
  for (std::size_t k = 0; k < positions.size(); ++k) x[IssueId{k}] = filled<slice_width>(positions[k]);
  return x;
}

/// All runs of a model; a failed one ends the test.
inline std::vector<Row> play(const std::shared_ptr<const Model>& model, std::uint64_t runs, std::uint64_t seed = 1) {
  std::vector<Row> rows;
  play_runs(
      {seed, 0, runs, 2}, [&] { return CrisisKernel(model, seed); },
      [&](Batch<Row>&& batch) {
        if (!batch.failures.empty()) throw std::runtime_error(batch.failures.front().reason);
        rows.insert(rows.end(), batch.rows.begin(), batch.rows.end());
        return true;
      });
  return rows;
}

struct Difference {
  double mean = 0, standard_error = 0;
  double z() const { return standard_error > 0 ? mean / standard_error : mean == 0 ? 0 : std::copysign(1e9, mean); }
};

/// Mean of f(after) − f(before) over the same runs; runs 2k and 2k + 1 share parameters and count as one.
template <class F>
Difference paired(const std::vector<Row>& before, const std::vector<Row>& after, F f) {
  const auto n = static_cast<double>(before.size());
  double sum = 0, squares = 0;
  for (std::size_t i = 0; i < before.size(); ++i) sum += f(after[i]) - f(before[i]);
  const double mean = sum / n;
  for (std::size_t i = 0; i + 1 < before.size(); i += 2) {
    const double both = f(after[i]) - f(before[i]) + f(after[i + 1]) - f(before[i + 1]) - 2 * mean;
    squares += both * both;
  }
  return {mean, std::sqrt(squares) / n};
}

template <class F>
double share(const std::vector<Row>& rows, F f) {
  double sum = 0;
  for (const Row& row : rows) sum += f(row) ? 1 : 0;
  return sum / static_cast<double>(rows.size());
}

inline double agreed(const Row& row) { return row.agreed() ? 1 : 0; }
inline double forced(const Row& row) { return row.force_used() ? 1 : 0; }

/// Two parties over three issues, with a third party, moves, incidents and force: something of everything.
inline const std::string small_crisis = R"(
title: "A small crisis"
horizon: 90
issues:
  border: {status_quo: 0.2, interim: true}
  relief: {status_quo: 0, role: relief, interim: true}
  survey: {status_quo: 0.1, role: verification}
actors:
  east:
    curvature: 1.5
    loss_aversion: 1.2
    preferences:
      border: {ideal: 0, salience: 3}
      relief: {ideal: 1, salience: 4}
      survey: {ideal: 0.1, salience: 1}
    linkages: {border*relief: 0.05}
    war: {cost: {uniform: [0.2, 0.6], private: true}, perceived_risk: 0.3}
    strain: {start: 0.5, pressure: 0.6, pain: 0.2}
    audience: {cost: 0.2, start: 0.2}
    trust: {west: 0.6}
    factions:
      government: {weight: 2}
      guard: {weight: 1, hawkishness: 1, preferences: {relief: {salience: 2}}}
    posture: {start: 2, grievance: 0.03, reaction: {west: 0.01}}
    moves:
      drill: {text: "drills", kind: exercise, category: posturing, effects: {posture: 0.5, tension: 0.05, act: provocation}, cooldown: 5}
      gesture: {text: "yields", kind: relief, category: de_escalation, effects: {tension: -0.05, act: reassurance}, cooldown: 9}
  north:
    role: third_party
    backs: west
    voice: 0.2
    preferences: {border: {ideal: 1, salience: 1}}
  west:
    preferences:
      border: {ideal: 1, salience: 3}
      relief: {ideal: 0, salience: 2}
      survey: {ideal: 1, salience: 2}
    war: {cost: {uniform: [0.2, 0.6], private: true}, perceived_risk: 0.2}
    trust: {east: 0.5}
    posture: {start: 3, grievance: 0.05, reaction: {east: 0.01}}
    moves:
      threat: {text: "threatens", kind: threat, category: posturing, effects: {tension: 0.04, perceived_risk: 0.1, commitment: 0.1, act: hostile_words}, cooldown: 5}
mediator: {style: facilitation, skill: 0.6, variance: 0.02}
dyads:
  frontier:
    first: east
    second: west
    incidents: {base: 0.02}
    force:
      east: {may_strike: true, gain: 0.02, loss: 0.3, damage: 0.3}
      west: {may_strike: true, gain: 0.05, loss: 0.3, damage: 0.2}
)";

}  // namespace backchannel::testing
