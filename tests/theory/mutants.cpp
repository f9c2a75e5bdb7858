// Mechanisms written a second time, plainly and with one mutation each, before the same judges as the model: the plain
// one passes, the mutated one fails. What the judges could not tell apart, they could not find in the model either.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <random>

#include "cli/theory/cases.hpp"

namespace backchannel::theory {
namespace {

const Laboratory laboratory{std::filesystem::path(PROJECT_ROOT) / "scenarios" / "theory"};
constexpr int runs = 200000;

using Play = std::function<Gauged(const Numbers&, std::mt19937_64&)>;

bool accepted(const std::string& id, const std::vector<std::string>& set, const Play& play, int n = runs) {
  const auto one = std::find_if(cases().begin(), cases().end(), [&](const Case& c) { return c.id == id; });
  REQUIRE(one != cases().end());
  const LoadedScenario loaded = load(laboratory, *one, set);
  const Numbers numbers(loaded);
  std::mt19937_64 random(20111115);
  std::vector<Gauged> rows;
  for (int run = 0; run < n; ++run) rows.push_back(play(numbers, random));
  const auto findings = judge(*one, loaded, rows);
  for (const Finding& f : findings)
    if (!f.passes()) MESSAGE(f.result, ": ", f.got, ", not ", f.expected);
  return std::all_of(findings.begin(), findings.end(), [](const Finding& f) { return f.passes(); });
}

double uniform(std::mt19937_64& random) { return std::uniform_real_distribution<double>()(random); }
double logistic_of(double x) { return 1 / (1 + std::exp(-x)); }

// ---------------------------------------------------------------------------------------------- V2
/// The text that maximises an objective of both gains (long double: the top of a parabola is flat).
template <class F>
Gauged mediated(F objective) {
  long double low = 0, high = 1;
  for (int n = 0; n < 300; ++n) {
    const long double a = low + (high - low) / 3, b = high - (high - low) / 3;
    (objective(1 - a * a, a) < objective(1 - b * b, b) ? low : high) =
        objective(1 - a * a, a) < objective(1 - b * b, b) ? a : b;
  }
  const auto x = static_cast<double>(low);
  return {x, 1 - x * x, 2 * x};
}

TEST_CASE("V2: a product of gains, not their sum; equal gains, not the larger one") {
  const auto text = [](auto objective) {
    return [=](const Numbers&, std::mt19937_64&) { return mediated(objective); };
  };
  const std::vector<std::string> smorodinsky{"mediator.objective=kalai_smorodinsky"};
  CHECK(accepted("V2 Nash", {}, text([](long double a, long double b) { return a * b; }), 2));
  CHECK_FALSE(accepted("V2 Nash", {}, text([](long double a, long double b) { return a + b; }), 2));
  CHECK_FALSE(accepted("V2 Nash", {}, text([](long double a, long double b) { return a * b * b; }), 2));
  CHECK(accepted("V2 Kalai-Sm.", smorodinsky, text([](long double a, long double b) { return std::min(a, b); }), 2));
  CHECK_FALSE(accepted("V2 Kalai-Sm.", smorodinsky,
                       text([](long double a, long double b) { return std::min(a, 1.1L * b); }), 2));
}

// ---------------------------------------------------------------------------------------------- V4
/// Two clocks at exponent 1/β (of: how β enters), day by day and by bisection.
template <class F>
Gauged clocks(const Numbers& of, F power) {
  const auto open = [&](double t) {
    double sum = -1;
    for (const std::string side : {"first", "second"})
      sum += 1 - (1 - of(side + ".tactic.kept")) *
                     std::pow(t / of(side + ".patience"), power(of(side + ".tactic.exponent")));
    return sum;
  };
  double day = 1, low = 0, high = of("first.patience");
  while (open(day) > 1e-12) ++day;
  for (int n = 0; n < 200; ++n) (open((low + high) / 2) > 0 ? low : high) = (low + high) / 2;
  return {day, low};
}

TEST_CASE("V4: the exponent of concession is 1/beta") {
  const std::vector<std::string> boulware{"first.tactic.exponent=0.2", "second.tactic.exponent=0.2"};
  const auto with = [](auto power) { return [=](const Numbers& of, std::mt19937_64&) { return clocks(of, power); }; };
  CHECK(accepted("V4", boulware, with([](double beta) { return 1 / beta; }), 2));
  CHECK_FALSE(accepted("V4", boulware, with([](double beta) { return beta; }), 2));
  CHECK_FALSE(accepted("V4", boulware, with([](double beta) { return 1.01 / beta; }), 2));
}

// ---------------------------------------------------------------------------------------------- V6
/// A side stays until the survivors of its type are fewer than its rank; `ends` chooses t* of the two roots, `shape` is
/// the share of survivors (of: own and other slope, time, t*).
template <class Ends, class Shape>
Gauged nerves(const Numbers& of, std::mt19937_64& random, Ends ends, Shape shape) {
  const double a = of("first.tactic.audience_slope"), b = of("second.tactic.audience_slope");
  const auto root = [](double i, double j) { return (std::sqrt(1 + 4 * i / j) - 1) / (2 * i); };
  const double end = ends(root(a, b), root(b, a)), half = std::floor(std::min(root(a, b), root(b, a)) / 2);
  const double first = uniform(random), second = uniform(random);
  const auto both_stay = [&](double t) { return first < shape(a, b, t, end) && second < shape(b, a, t, end); };
  const auto quits_on = [&](double rank, double own, double other) {
    for (double day = 1; day < end + 1; ++day)
      if (rank >= shape(own, other, std::min(day, end), end)) return day;
    return std::numeric_limits<double>::infinity();
  };
  const double one = quits_on(first, a, b), two = quits_on(second, b, a);
  const bool prevails = two < one || (two == one && std::isfinite(one) && uniform(random) < 0.5);
  return {both_stay(end) ? 1.0 : 0.0, both_stay(half) ? 0.0 : 1.0, prevails ? 1.0 : 0.0};
}

double survivors(double own, double other, double t, double end) {
  return std::min(1.0, own * end * (1 + other * end) / (1 + other * t));
}

TEST_CASE("V6: the contest ends at the smaller root, its hazards fall") {
  const std::vector<std::string> unequal{"first.tactic.audience_slope=0.02"};
  const auto until = [](auto ends, auto shape) {
    return [=](const Numbers& of, std::mt19937_64& random) { return nerves(of, random, ends, shape); };
  };
  const auto smaller = [](double a, double b) { return std::min(a, b); };
  CHECK(accepted("V6", unequal, until(smaller, survivors)));
  CHECK_FALSE(accepted("V6", unequal, until([](double a, double b) { return std::max(a, b); }, survivors)));
  CHECK_FALSE(accepted("V6", unequal, until([](double a, double b) { return 0.97 * std::min(a, b); }, survivors)));
  // The same atom and the same end, but a constant hazard in between.
  CHECK_FALSE(accepted("V6", unequal, until(smaller, [](double own, double other, double t, double end) {
                         return survivors(own, other, 0, end) * std::pow(1 + other * end, -t / end);
                       })));
  // Each side quits at the hazard of the other: war and length stay, who prevails does not.
  CHECK_FALSE(accepted("V6", unequal, until(smaller, [](double own, double other, double t, double end) {
                         return survivors(own, other, 0, end) / (1 + own * t);
                       })));
  // Without an atom.
  CHECK_FALSE(accepted("V6", unequal, until(smaller, [](double own, double other, double t, double end) {
                         return 1 - (1 - survivors(own, other, end, end)) * t / end;
                       })));
}

// ---------------------------------------------------------------------------------------------- V10
Gauged by_total(const Numbers& of, std::mt19937_64& random) {
  const double deal = of("agreement.rate"), war = of("outbreak.rate"), total = deal + war;
  for (double day = 1;; ++day) {
    const double u = uniform(random);
    if (u >= 1 - std::exp(-total)) continue;
    const double time = day - 1 - std::log(1 - u) / total;
    const bool is_war = uniform(random) * total >= deal;
    return {is_war ? 0.0 : 1.0, time, is_war && time <= 22 ? 1.0 : 0.0};
  }
}

Gauged one_after_the_other(const Numbers& of, std::mt19937_64& random) {
  for (double day = 1;; ++day) {
    if (uniform(random) < 1 - std::exp(-of("agreement.rate"))) return {1, day, 0};
    if (uniform(random) < 1 - std::exp(-of("outbreak.rate"))) return {0, day, day <= 22 ? 1.0 : 0.0};
  }
}

TEST_CASE("V10: the cause is drawn from the total hazard, the hour within the day") {
  CHECK(accepted("V10", {}, by_total));
  CHECK_FALSE(accepted("V10", {}, one_after_the_other));
  CHECK_FALSE(accepted("V10", {}, [](const Numbers& of, std::mt19937_64& random) {
    Gauged row = by_total(of, random);
    row[1] = std::ceil(row[1]);  // whole days only
    return row;
  }));
}

// ---------------------------------------------------------------------------------------------- V11
/// `expects`: the chance of an answer that the attacker reckons with, given the true one.
template <class F>
Gauged occasion(const Numbers& of, std::mt19937_64& random, F expects) {
  const double precision = of("precision.force");
  const auto payoff = [&](const char* path) { return of(std::string("border.force.") + path); };
  const double answer = logistic_of(precision * (payoff("second.payoffs.exchange") - payoff("second.payoffs.absorb")));
  const double h = expects(answer);
  const double strike = h * payoff("first.payoffs.exchange") + (1 - h) * payoff("first.payoffs.unanswered");
  if (uniform(random) >= logistic_of(precision * (strike - payoff("first.payoffs.status_quo")))) return {1, 0, 0};
  return uniform(random) < answer ? Gauged{0, 0, 1} : Gauged{0, 1, 0};
}

TEST_CASE("V11: the attacker reckons with the answer as it is") {
  const auto expecting = [](auto expects) {
    return [=](const Numbers& of, std::mt19937_64& random) { return occasion(of, random, expects); };
  };
  CHECK(accepted("V11", {}, expecting([](double h) { return h; })));
  CHECK_FALSE(accepted("V11", {}, expecting([](double) { return 0.5; })));  // a coin, not the answer's logit
  CHECK_FALSE(accepted("V11", {}, expecting([](double h) { return h > 0.5 ? 1.0 : 0.0; })));
}

}  // namespace
}  // namespace backchannel::theory
