// Study files (scenarios/studies/*.yaml) as plain structs: a base scenario, factors, a design. Read as strictly as
// scenarios; every change a study makes is also tried on its base scenario, so that all problems are told before a run.
//
//   title, description     for people
//   scenario               base scenario, relative to the study file
//   set                    changes of the base scenario, path: value
//   factors                by id:
//     path | paths         the number or choice it sets; several paths are linked: all take the same value
//     values: [..]         these values (numbers, words, flags, priors, groups: whatever `--set` takes)
//     range: [low, high]   evenly between two numbers
//     prior: own           the scenario's own priors; linked paths take the same quantile of each. What others believe of
//                          a private number stays, while values and ranges are known to everyone, as with `--set`
//     prior: {..}          another prior, as in a scenario
//     policies: {..}       by name: changes (path: value), or a file with them; instead of a path
//     levels               of a range or prior on a grid or one at a time
//     title                for people
//   design                 kind: grid, list, one_at_a_time, latin_hypercube, sobol, morris, saltelli; its size: levels,
//                          points, trajectories or blocks; scrambling of sobol; seed; at most 1,000,000 points
//   runs, seed             runs a point, an even number; seed of all randomness
//   random_numbers         common (the same runs at every point) or independent
//   placebo                adds a factor that changes nothing but the random numbers: the noise floor
//   outcomes               names of sim/results/outcome_list.hpp
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/reader.hpp"

namespace backchannel {

enum class FactorKind { range, prior, values, policies, placebo };
enum class DesignKind { grid, list, one_at_a_time, latin_hypercube, sobol, morris, saltelli };
enum class RandomNumbers { common, independent };
enum class SweepScrambling { owen, digital_shift, none };

[[nodiscard]] const std::vector<std::string>& factor_kind_names();
[[nodiscard]] const std::vector<std::string>& design_names();
[[nodiscard]] const std::vector<std::string>& random_numbers_names();

/// A value or policy: its name and what it changes.
struct FactorLevel {
  std::string name;
  std::vector<Override> changes;
};

struct Factor {
  std::string id, title;
  FactorKind kind = FactorKind::values;
  Place place;
  std::vector<std::string> paths;
  std::vector<FactorLevel> levels;  // of values and policies
  std::vector<Prior> priors;        // of a range or prior, by path
  bool own = false;                 // the scenario's own priors
  int steps = 0;                    // levels of a range or prior on a grid; 0: the design's
};

/// Level or number of each factor at a point of a list; nothing: as in the scenario.
struct ListedValue {
  std::size_t factor = 0;
  std::optional<std::size_t> level;
  std::optional<double> number;
};

struct DesignSpec {
  DesignKind kind = DesignKind::grid;
  int size = 0;    // points, trajectories or blocks
  int levels = 0;  // of ranges and priors on a grid, one at a time or Morris
  SweepScrambling scrambling = SweepScrambling::owen;
  std::uint64_t seed = 1;
  std::vector<std::vector<ListedValue>> points;  // of a list
};

struct SweepStudy {
  std::string file, text;
  std::string title, description;
  std::string scenario;  // path of the base scenario
  std::vector<Override> set;
  std::vector<Factor> factors;
  DesignSpec design;
  std::uint64_t runs = 0, seed = 1;
  RandomNumbers random_numbers = RandomNumbers::common;
  bool placebo = false;
  std::vector<std::string> outcomes;
  std::vector<Place> outcome_places;

  LoadedScenario base;  // the base scenario with `set`
};

/// Reads a study and its base scenario; throws BadInput with every problem of the study, or of the base scenario.
[[nodiscard]] SweepStudy read_sweep_study(const std::filesystem::path& file);

/// The base scenario with changes on top of `set`; throws BadInput.
[[nodiscard]] LoadedScenario changed_scenario(const SweepStudy& study, const std::vector<Override>& changes);

/// A policy file: `title`, `note` and `set` with path: value.
struct Policy {
  std::string title, note;
  std::vector<Override> changes;
};
[[nodiscard]] Policy read_policy(const std::filesystem::path& file);

}  // namespace backchannel
