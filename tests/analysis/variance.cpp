#include "analysis/statistics/variance.hpp"

#include <doctest/doctest.h>

#include <boost/math/distributions/beta.hpp>
#include <boost/random/beta_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <stdexcept>

#include "analysis/findings/summary.hpp"
#include "analysis/statistics/intervals.hpp"
#include "tests/analysis/simulate.hpp"

using namespace backchannel;

TEST_CASE("the judgement share of a small table by hand") {
  // Pairs (1,3), (5,5), (9,7): means 2, 5, 8, MSB = 2·(9 + 0 + 9)/2 = 18, MSW = (4 + 0 + 4)/6 = 4/3.
  const double first[] = {1, 5, 9}, second[] = {3, 5, 7};
  CHECK(judgement_share(first, second).raw == doctest::Approx((18 - 4.0 / 3) / (18 + 4.0 / 3)));
}

TEST_CASE("an indicator gives the same share from counts as from numbers") {
  std::vector<double> first, second;
  PairCounts counts;
  counts.both = 20, counts.one = 30, counts.none = 50;
  for (int k = 0; k < 100; ++k) {
    first.push_back(k < 50 ? 1 : 0);
    second.push_back(k < 20 ? 1 : 0);
  }
  const VarianceShare numbers = judgement_share(first, second), indicator = judgement_share(counts);
  CHECK(numbers.raw == doctest::Approx(indicator.raw));
  CHECK(numbers.raw_interval.low == doctest::Approx(indicator.raw_interval.low).epsilon(0.01));
  CHECK(numbers.raw_interval.high == doctest::Approx(indicator.raw_interval.high).epsilon(0.01));
  CHECK(indicator.raw == doctest::Approx(within_pair_correlation(counts)).epsilon(0.02));
}

TEST_CASE("the interval of the judgement share covers") {
  for (double p : {0.5, 0.1})
    for (double rho : {0.0, 0.2, 0.8}) {
      CAPTURE(p);
      CAPTURE(rho);
      SplitMix random(3);
      int covered = 0;
      double sum = 0;
      for (int t = 0; t < 4000; ++t) {
        const VarianceShare share = judgement_share(simulate_pairs(1000, p, rho, random));
        covered += share.raw_interval.contains(rho);
        sum += share.raw;
      }
      MESSAGE("coverage ", covered / 4000.0, " mean ", sum / 4000);
      CHECK(covered / 4000.0 >= 0.95 - four_errors(0.95, 4000));
      CHECK(sum / 4000 == doctest::Approx(rho).epsilon(0.01).scale(1));
    }
}

TEST_CASE("a number that is half judgement, half luck") {
  SplitMix random(5);
  boost::random::normal_distribution<double> normal;
  int covered = 0;
  for (int t = 0; t < 1000; ++t) {
    std::vector<double> first, second;
    for (int k = 0; k < 300; ++k) {
      const double judgement = normal(random);
      first.push_back(1e6 + judgement + normal(random));
      second.push_back(1e6 + judgement + normal(random));
    }
    covered += judgement_share(first, second).raw_interval.contains(0.5);
  }
  CHECK(covered / 1000.0 >= 0.95 - four_errors(0.95, 1000));
}

TEST_CASE("the ends: no discordant pair, no variance, negative correlation") {
  PairCounts equal;
  equal.both = 100, equal.none = 100;
  const VarianceShare all = judgement_share(equal);
  CHECK(all.share == 1);
  CHECK(all.interval.low == doctest::Approx(1 - 2 * wilson_interval(0, 200).high));
  PairCounts never;
  never.none = 100;
  CHECK(std::isnan(judgement_share(never).share));
  CHECK(judgement_share(never).interval.high == 1);
  PairCounts opposed;
  opposed.both = 20, opposed.one = 60, opposed.none = 20;
  CHECK(judgement_share(opposed).share == 0);
  CHECK(judgement_share(opposed).raw_interval.high < 0.1);
  CHECK(judgement_share(opposed).interval.high > 0.05);  // not without width
  CHECK(judgement_share(opposed).raw < 0);
}

TEST_CASE("the spread of a probability over the priors") {
  CHECK(probability_spread(0.5, 0.25) == 0.25);
  CHECK(probability_spread(0.5, -0.1) == 0);
}

namespace {

/// The broken twin: quantiles of the observed shares, replication noise and all.
Interval noisy_range(const std::vector<NestedDraw>& draws) {
  std::vector<double> shares;
  for (const NestedDraw& draw : draws)
    shares.push_back(static_cast<double>(draw.successes) / static_cast<double>(draw.runs));
  return {estimate_quantile(shares, 0.05).value, estimate_quantile(shares, 0.95).value};
}

}  // namespace

TEST_CASE("the nested range is that of the probabilities, not of their noisy estimates") {
  const boost::math::beta_distribution<double> truth(2, 6);
  const double low = boost::math::quantile(truth, 0.05), high = boost::math::quantile(truth, 0.95);
  SplitMix random(17);
  boost::random::beta_distribution<double> draw_p(2, 6);
  double mean_low = 0, mean_high = 0, observed_high = 0, judgement = 0;
  int covered = 0, judgement_covered = 0;
  const int trials = 150;
  for (int t = 0; t < trials; ++t) {
    std::vector<NestedDraw> draws;
    for (int k = 0; k < 200; ++k) draws.push_back({10, binomial(10, draw_p(random), random)});
    NestedOptions options;
    options.resamples = 100;
    const ProbabilityRange range = probability_range(draws, options);
    mean_low += range.range.low / trials, mean_high += range.range.high / trials;
    observed_high += noisy_range(draws).high / trials;
    covered += range.high_error.contains(high);
    judgement += range.judgement.share / trials;
    judgement_covered += range.judgement.interval.contains(1.0 / 9);
  }
  MESSAGE("5-95 % ", low, " ", high, " estimated ", mean_low, " ", mean_high, " observed ", observed_high, " coverage ",
          covered / double(trials));
  CHECK(std::abs(mean_low - low) < 0.02);
  CHECK(std::abs(mean_high - high) < 0.02);
  CHECK(observed_high > high + 0.05);  // the broken twin
  CHECK(covered / double(trials) >= 0.95 - four_errors(0.95, trials));
  CHECK(judgement == doctest::Approx(1.0 / 9).epsilon(0.05));  // 1/(a + b + 1) of a beta law
  CHECK(judgement_covered / double(trials) >= 0.95 - four_errors(0.95, trials));
}

TEST_CASE("the nested range is what the draws say where no beta law fits them") {
  // Two kinds of scenarios: one in ten never goes on, the others go on with a probability of .5 to .58.
  SplitMix random(23);
  std::vector<NestedDraw> draws;
  for (int k = 0; k < 300; ++k)
    draws.push_back({50, binomial(50, k % 10 == 0 ? 0.0 : 0.5 + 0.08 * random.uniform(), random)});
  const ProbabilityRange range = probability_range(draws);
  CHECK(range.range.low < 0.05);
  CHECK(range.range.high == doctest::Approx(0.576).epsilon(0.08));  // the beta law of these moments says .75
  CHECK(range.high_error.contains(0.576));
  CHECK(range.high_error.high < 0.7);
}

TEST_CASE("without judgement a nested range is told in one study of twenty") {
  int told = 0;
  for (int study = 0; study < 200; ++study) {
    SplitMix random(100 + static_cast<std::uint64_t>(study));
    std::vector<NestedDraw> draws;
    for (int k = 0; k < 50; ++k) draws.push_back({20, binomial(20, 0.3, random)});
    const ProbabilityRange range = probability_range(draws, {.resamples = 2});
    told += range.spread > 0 ? 1 : 0;
    CHECK((range.spread > 0 || range.range.high == range.range.low));
  }
  CHECK(told < 22);  // 10 expected; chance of 22 or more below .0005
}

TEST_CASE("without judgement the nested range is narrow") {
  SplitMix random(19);
  std::vector<NestedDraw> draws;
  for (int k = 0; k < 500; ++k) draws.push_back({20, binomial(20, 0.3, random)});
  const ProbabilityRange range = probability_range(draws);
  CHECK(range.range.high - range.range.low < 0.15);
  CHECK(noisy_range(draws).high - noisy_range(draws).low > 0.25);
}

TEST_CASE("the ends of the nested range: an outcome that never happens, one that judgement decides alone") {
  const ProbabilityRange never = probability_range(std::vector<NestedDraw>(100, {20, 0}));
  CHECK(never.range.high == 0);
  CHECK(never.high_error.high == wilson_interval(0, 100).high);
  std::vector<NestedDraw> decided(60, {20, 20});
  decided.resize(200, {20, 0});
  const ProbabilityRange all = probability_range(decided);
  CHECK(all.spread == doctest::Approx(std::sqrt(0.3 * 0.7)));
  CHECK(all.range.low < 0.001);  // in the first and in the last of 100 cells
  CHECK(all.range.high > 0.998);
  CHECK_THROWS_AS(probability_range(std::vector<NestedDraw>{{20, 1}, {20, 2}}), std::invalid_argument);
  CHECK_THROWS_AS(probability_range(std::vector<NestedDraw>{{20, 1}, {20, 2}, {1, 1}}), std::invalid_argument);
}

TEST_CASE("a share of judgement that is measured as 0 has the error that it has by chance") {
  const ProbabilityRange even = probability_range(std::vector<NestedDraw>(30, {8, 6}));
  CHECK(even.spread == 0);
  CHECK(even.judgement.share == 0);
  // 1.959964·√((2 + 1/(8·.75·.25))/29)/8
  CHECK(even.judgement.interval.high == doctest::Approx(0.074292).epsilon(1e-4));
}

TEST_CASE("one draw of many that is apart does not tell judgement") {
  std::vector<NestedDraw> draws(29, {8, 0});
  draws.push_back({8, 2});
  const ProbabilityRange range = probability_range(draws);
  CHECK(range.spread > 0);  // Pearson's test rejects
  ClassShare share;
  share.nested = range, share.judgement = range.judgement;
  CHECK_FALSE(is_told(share));
  for (std::size_t k = 0; k < 15; ++k) draws[k] = {8, 7};
  share.nested = probability_range(draws), share.judgement = share.nested->judgement;
  CHECK(is_told(share));
}
