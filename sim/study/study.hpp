// A study (scenarios/studies/*.yaml) as plain structs: a base scenario, factors, a design, outcomes. Read as strictly
// as a scenario; every change that a study makes is also tried on its base scenario, so that all problems are told
// before a run.
//
//   title, description     for people
//   scenario               base scenario, relative to the study file
//   set                    changes of the base scenario, path: value
//   factors                by id:
//     path | paths         the number or choice it sets; several paths are linked: all take the same value
//     values: [..]         these values (numbers, words, flags, priors, groups: whatever `--set` takes)
//     range: [low, high]   evenly between two numbers; of a key that takes whole numbers: those from low to high
//     prior: own           the scenario's own priors; linked paths take the same quantile of each. What others believe
//                          of a private number stays, while values and ranges are known to everyone, as with `--set`
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

#include "sim/core/choice.hpp"
#include "sim/scenario/reader.hpp"

namespace backchannel {

BACKCHANNEL_CHOICE(FactorKind, range, prior, values, policies, placebo)
BACKCHANNEL_CHOICE(DesignKind, grid, list, one_at_a_time, latin_hypercube, sobol, morris, saltelli)
BACKCHANNEL_CHOICE(RandomNumbers, common, independent)
BACKCHANNEL_CHOICE(DesignScrambling, owen, digital_shift, none)

/// A value or policy: its name and what it changes.
struct FactorLevel {
  std::string name;
  std::vector<Override> changes;
};

struct Factor {
  std::string id;
  std::string title;  // no two factors of a study have the same
  FactorKind kind = FactorKind::values;
  Place place;
  std::vector<std::string> paths;
  std::vector<FactorLevel> levels;  // of values and policies
  std::vector<Prior> priors;        // of a range or prior, by path
  bool own = false;                 // the scenario's own priors
  bool whole = false;               // the key takes whole numbers only
  int steps = 0;                    // levels of a range or prior on a grid; 0: the design's
};

/// Level or number of each factor at a point of a list; nothing: as in the scenario.
struct ListedValue {
  std::size_t factor = 0;
  std::optional<std::size_t> level;
  std::optional<double> number;
  Place place;
};

struct DesignSpec {
  DesignKind kind = DesignKind::grid;
  int size = 0;    // points, trajectories or blocks
  int levels = 0;  // of ranges and priors on a grid, one at a time or Morris
  DesignScrambling scrambling = DesignScrambling::owen;
  std::uint64_t seed = 1;
  std::vector<std::vector<ListedValue>> points;  // of a list
};

struct Study {
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
  std::vector<std::string> notices;  // what a reader of the results should know

  LoadedScenario base;  // the base scenario with `set`
};

/// Reads a study and its base scenario; throws BadInput with every problem of the study, or of the base scenario.
[[nodiscard]] Study load_study(const std::filesystem::path& file);

/// The base scenario with changes on top of `set`; throws BadInput.
[[nodiscard]] LoadedScenario changed_scenario(const Study& study, const std::vector<Override>& changes);

/// How many levels a factor has on a grid or one at a time.
[[nodiscard]] int levels_of(const Study& study, const Factor& factor);

/// The number that a factor of a range or prior gives its path number `path` at a position of 0 to 1 of the design:
///   range   low + position·(high − low); whole numbers: on designs whose levels include both ends (grid, one at a
///           time, Morris) the nearest, else each with the same chance, low + ⌊position·(high − low + 1)⌋
///   prior   its quantile; on designs with both ends the 0.05 + 0.9·position quantile, so that ends are the 5 and 95 %
///           points; whole numbers: the nearest
/// Of twelve significant digits, ends of ranges as they are written: what is told is what is set.
[[nodiscard]] double number_at(const Study& study, const Factor& factor, std::size_t path, double position);

}  // namespace backchannel
