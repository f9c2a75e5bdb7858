#include "analysis/statistics/stopping.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "analysis/statistics/point_estimate.hpp"
#include "tests/analysis/simulate.hpp"

using namespace backchannel;

namespace {

enum class Rule { TwoPreciseLooks, FirstPreciseLook };

struct Truth {
  double p = 0, rho = 0;
};

/// The share of studies whose last interval holds the truth; looks after `first` runs, then at multiples of `batch`.
double coverage(const Truth& truth, double half_width, Rule rule, std::uint64_t first, std::uint64_t batch,
                int trials) {
  SplitMix random(42);
  int covered = 0;
  for (int t = 0; t < trials; ++t) {
    Stopping stopping({half_width, 0.95, 1000, 200'000});
    PairCounts counts = simulate_pairs(first / 2, truth.p, truth.rho, random);
    while (true) {
      const Look look = stopping.look({&counts, 1});
      if (look.stop() || (rule == Rule::FirstPreciseLook && look.widest <= half_width)) break;
      const std::uint64_t next = counts.runs() / batch * batch + batch;
      counts += simulate_pairs((next - counts.runs()) / 2, truth.p, truth.rho, random);
    }
    covered += estimate_share(counts).interval.contains(truth.p);
  }
  return static_cast<double>(covered) / trials;
}

constexpr Truth truths[] = {{0.3, 0},  {0.3, 0.3}, {0.3, 1},    {0.05, 0}, {0.05, 0.3},
                            {0.05, 1}, {0.01, 0},  {0.01, 0.3}, {0.01, 1}};

double worst_coverage(const Truth& truth, Rule rule, std::uint64_t first, std::uint64_t batch) {
  double worst = 1;
  for (double half_width = 0.005; half_width < 0.025; half_width *= 1.2)
    worst = std::min(worst, coverage(truth, half_width, rule, first, batch, 20'000));  // standard error .0016
  return worst;
}

}  // namespace

TEST_CASE("stopped studies cover at least .94 for every half-width, with and without correlation") {
  for (const Truth& truth : truths) {
    CAPTURE(truth.p);
    CAPTURE(truth.rho);
    const double early = worst_coverage(truth, Rule::TwoPreciseLooks, 1000, 4096);
    const double often = worst_coverage(truth, Rule::TwoPreciseLooks, 1024, 1024);
    MESSAGE(truth.p, " ", truth.rho, ": every 4,096 from 1,000 on ", early, ", every 1,024 ", often);
    CHECK(std::min(early, often) >= 0.94);
  }
}

TEST_CASE("broken twin: stopping at the first precise look covers less") {
  CHECK(worst_coverage({0.05, 1}, Rule::FirstPreciseLook, 1000, 4096) < 0.94);
}

namespace {

/// A positive, skewed value with mean 1, the same in both runs of a pair with probability rho.
double value(double scale, SplitMix& random) {
  const double exponential = -std::log(1 - random.uniform());
  if (scale == 0) return exponential;
  const double normal = std::sqrt(2 * exponential) * std::cos(2 * std::numbers::pi * random.uniform());
  return std::exp(scale * normal - scale * scale / 2);
}

/// The share of studies whose last interval holds the mean, 1; looks after every 1,024 runs. `scale` of the logarithm
/// of a lognormal value; 0: exponential values.
double coverage_of_mean(double scale, double rho, double half_width, int trials) {
  SplitMix random(7);
  int covered = 0;
  for (int t = 0; t < trials; ++t) {
    Stopping stopping({half_width, 0.95, 1000, 200'000});
    PointEstimator estimator(OutcomeKind::mean);
    PointEstimate estimate;
    for (std::uint64_t run = 0;;) {
      for (const std::uint64_t end = run + 1024; run < end; run += 2) {
        const double first = value(scale, random);
        estimator.add(run, first);
        estimator.add(run + 1, random.uniform() < rho ? first : value(scale, random));
      }
      estimate = estimator.estimate();
      if (stopping.look((estimate.high - estimate.low) / 2, run).stop()) break;
    }
    covered += estimate.low <= 1 && 1 <= estimate.high;
  }
  return static_cast<double>(covered) / trials;
}

}  // namespace

TEST_CASE("means are covered as well, skewed as they may be") {
  for (const double scale : {0.0, 1.0})
    for (const double rho : {0.0, 0.5}) {
      double worst = 1;
      for (double half_width = 0.03; half_width < 0.07; half_width *= 1.2)
        worst = std::min(worst, coverage_of_mean(scale, rho, half_width, 2000));  // standard error .005
      MESSAGE("scale ", scale, ", rho ", rho, ": ", worst);
      CHECK(worst >= 0.93);
    }
}

TEST_CASE("sampling stops at the second precise look or at the maximum, not before") {
  PairCounts counts;
  Stopping stopping({0.01, 0.95, 1000, 20'000});
  const auto look_at = [&](std::uint64_t pairs) {
    counts.none = pairs;
    return stopping.look({&counts, 1}).reason;
  };
  CHECK(look_at(499) == StoppingReason::Continue);  // before the minimum: no look at all
  CHECK(look_at(500) == StoppingReason::Continue);
  CHECK(look_at(800) == StoppingReason::Continue);  // too soon after the last
  CHECK(look_at(1000) == StoppingReason::PreciseEnough);

  PairCounts half;
  half.both = half.none = 10'000;
  Stopping strict({0.004, 0.95, 1000, 20'000});
  const Look look = strict.look({&half, 1});
  CHECK(look.reason == StoppingReason::MaximumReached);
  CHECK(look.expected == 40'000);
}

TEST_CASE("the widest of the chosen classes decides, and the expected number of runs follows from it") {
  PairCounts rare, half;
  rare.both = 10, rare.none = 1990;
  half.alone_yes = half.alone_no = 2000;
  const PairCounts both[] = {rare, half};
  Stopping stopping({0.005, 0.95, 1000, 1'000'000});
  const Look look = stopping.look(both);
  CHECK(look.widest == estimate_share(half).interval.half_width());
  CHECK(look.expected == doctest::Approx(1.96 * 1.96 * 0.25 / 0.005 / 0.005).epsilon(0.01));
}

TEST_CASE("bad rules are refused") {
  CHECK_THROWS_AS(Stopping({0, 0.95, 1000, 2000}), std::invalid_argument);
  CHECK_THROWS_AS(Stopping({0.01, 0.95, 3000, 2000}), std::invalid_argument);
  CHECK_THROWS_AS(Stopping({0.01, 0.95, 0, 2000}), std::invalid_argument);
  CHECK_THROWS_AS(Stopping({}).look({}), std::invalid_argument);
}
