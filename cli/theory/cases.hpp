// The limiting cases: scenarios in which the literature knows the answer, each played through the real reader, model
// and engine and compared with its closed form. The closed form is computed from the numbers of the scenario as loaded,
// so that `--set` moves result and expectation together. `backchannel theory` and the tests run the same table.
//
// A result is a mean over runs (or the dispersion of counts, or the largest value); it passes if it lies within four
// standard errors of what is expected, where runs 2k and 2k + 1 share parameters (analysis/intervals.hpp), and within
// 1e-9 where nothing is random.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "sim/crisis/kernel.hpp"

namespace backchannel::theory {

/// The governing numbers of a scenario.
class Numbers {
 public:
  explicit Numbers(const LoadedScenario& loaded) : loaded_(loaded) {}
  /// The constant (or mean of the prior) at a path.
  double operator()(const std::string& path) const { return prior(path).mean(); }
  double low(const std::string& path) const { return prior(path).support().first; }
  double high(const std::string& path) const { return prior(path).support().second; }
  const Scenario& scenario() const { return loaded_.scenario; }

 private:
  const Prior& prior(const std::string& path) const;
  const LoadedScenario& loaded_;
};

inline constexpr std::size_t most_quantities = 4;
using Gauged = std::array<double, most_quantities>;
/// Reads the quantities of a case off a run that ended in a lane.
using Gauge = std::function<Gauged(const CrisisKernel&, int lane)>;

enum class Statistic { mean, dispersion, largest };  // dispersion: variance over mean

struct Quantity {
  std::string name;
  std::function<double(const Numbers&)> expected;
  Statistic statistic = Statistic::mean;
  double tolerance = 1e-9;  // beside four standard errors
};

/// The scenario with other numbers; `printed`: the values as the literature or the model page prints them, to 1e-6 or
/// the digits given (empty: only the closed form is known).
struct Variant {
  std::vector<std::string> set;  // path=value
  std::vector<double> printed;
};

/// A fault that the case must notice: the broken scenario is played, the closed form is that of the sound one (`at`).
struct Twin {
  std::string fault;
  std::vector<std::string> set;
  std::vector<std::string> at = {};
};

struct Case {
  std::string id, result, source, scenario;
  std::uint64_t runs = 2;
  Gauge gauge;
  std::vector<Quantity> quantities;
  std::vector<Variant> variants;
  std::vector<Twin> twins;
  int count_from = 0;  // the gauge of this day is subtracted from that of the last (after a burn-in)
};

/// The whole suite, in the order of the model page.
const std::vector<Case>& cases();

// By subject.
std::vector<Case> bargaining_cases();
std::vector<Case> crisis_cases();
std::vector<Case> mediation_cases();

/// A result of the suite.
struct Finding {
  std::string id, result, source, settings;
  double expected = 0, got = 0, standard_error = 0, tolerance = 0;
  bool passes = false;
};

/// Where and how the suite is played.
struct Laboratory {
  std::filesystem::path scenarios;
  int threads = 2;
  std::uint64_t seed = 1;
};

/// One finding for each quantity of the case.
std::vector<Finding> examine(const Laboratory& laboratory, const Case& one, const Variant& variant);
/// The same with the fault built in; a sound suite fails at least one of them.
std::vector<Finding> examine(const Laboratory& laboratory, const Case& one, const Twin& twin);

}  // namespace backchannel::theory
