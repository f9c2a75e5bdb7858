// The limiting cases: scenarios in which the literature knows the answer, each played through the real reader, model
// and engine and compared with its closed form. The closed form is computed from the numbers of the scenario as loaded,
// so that `--set` moves result and expectation together; where it does not hold, it says so instead of a verdict.
// `backchannel theory` and the tests run the same table.
//
// A result passes if it lies within four standard errors of what is expected (statistics.hpp), and within 1e-9 where
// nothing is random.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/theory/statistics.hpp"
#include "sim/crisis/kernel.hpp"

namespace backchannel::theory {

/// The governing numbers of a scenario; remembers which of them a closed form has looked at.
class Numbers {
 public:
  explicit Numbers(const LoadedScenario& loaded) : loaded_(loaded) {}
  /// The constant (or mean of the prior) at a path.
  double operator()(const std::string& path) const { return prior(path).mean(); }
  /// Whether an optional number is there.
  bool has(const std::string& path) const { return loaded_.parameters.find(path).has_value(); }
  const Prior& prior(const std::string& path) const;
  const Scenario& scenario() const { return *loaded_.scenario; }
  const std::set<std::string>& looked_at() const { return looked_at_; }

 private:
  const LoadedScenario& loaded_;
  mutable std::set<std::string> looked_at_;
};

inline constexpr std::size_t most_quantities = 4;
using Gauged = std::array<double, most_quantities>;
/// Reads the quantities of a case off a run that ended in a lane.
using Gauge = std::function<Gauged(const CrisisKernel&, int lane)>;

/// `equal` within the tolerance; `above`: more than what is expected by three standard errors; `below`: less.
enum class Relation { equal, above, below };

struct Quantity {
  std::string name;
  std::function<double(const Numbers&)> expected;
  Statistic statistic = mean_of;
  double tolerance = 1e-9;  // or four standard errors, if they are more
  std::string source = {};  // where it is not the case's
  Relation relation = Relation::equal;
};

/// The scenario with other numbers.
struct Variant {
  std::vector<std::string> set;  // path=value
  /// The values as the literature or the model page prints them, to the digits given; empty: only the closed form.
  std::vector<double> printed = {};
  /// If given, the quantities are differences to the same runs with these numbers.
  std::optional<std::vector<std::string>> against = {};
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
  /// Why the closed form does not hold for these numbers; empty: it does.
  std::function<std::string(const Numbers&)> outside = {};
  std::vector<std::string> choices = {};  // what is not a number and the closed form follows
  int count_from = 0;                     // the gauge of this day is subtracted from that of the last (after a burn-in)
};

/// The whole suite, in the order of the model page.
const std::vector<Case>& cases();

// By subject.
std::vector<Case> alternating_offers_cases();
std::vector<Case> bargaining_cases();
std::vector<Case> mediation_cases();
std::vector<Case> go_between_cases();
std::vector<Case> votes_cases();
std::vector<Case> force_cases();
std::vector<Case> fighting_cases();
std::vector<Case> crisis_cases();
std::vector<Case> uncertainty_cases();

/// `outside`: the closed form does not hold for these numbers.
enum class Verdict { ok, failed, outside };

/// A result of the suite.
struct Finding {
  std::string id, result, source, settings;
  Relation relation = Relation::equal;
  double expected = std::numeric_limits<double>::quiet_NaN(), got = expected;
  double standard_error = 0, tolerance = 0;
  Verdict verdict = Verdict::failed;
  std::string why = {};  // it is outside
  double error() const { return std::abs(got - expected); }
  bool passes() const { return verdict == Verdict::ok; }
};

/// Where and how the suite is played.
struct Laboratory {
  std::filesystem::path scenarios;
  int threads = 2;
  std::uint64_t seed = 1;
  std::uint64_t most_runs = std::numeric_limits<std::uint64_t>::max();  // of a case
};

LoadedScenario load(const Laboratory& laboratory, const Case& one, const std::vector<std::string>& set);

/// One finding for each quantity of the case.
std::vector<Finding> examine(const Laboratory& laboratory, const Case& one, const Variant& variant);
/// The same with the fault built in; a sound suite fails at least one of them.
std::vector<Finding> examine(const Laboratory& laboratory, const Case& one, const Twin& twin);
/// The verdicts on rows of results, wherever they come from.
std::vector<Finding> judge(const Case& one, const LoadedScenario& sound, const std::vector<Gauged>& rows);

}  // namespace backchannel::theory
