#include "analysis/statistics/intervals.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/analysis/simulate.hpp"

using namespace backchannel;

namespace {

double wilson_coverage(double p, double rho, int pairs, int trials, bool naive = false) {
  SplitMix random(20111115);
  int covered = 0;
  for (int t = 0; t < trials; ++t) {
    const PairCounts counts = simulate_pairs(static_cast<std::uint64_t>(pairs), p, rho, random);
    const double effective = naive ? 2.0 * pairs : effective_size(counts);
    covered += wilson_interval(counts.share(), effective).contains(p);
  }
  return static_cast<double>(covered) / trials;
}

}  // namespace

TEST_CASE("V23: the standard error of a share of .25 over 10,000 runs") {
  CHECK(share_standard_error(0.25, 10'000) == doctest::Approx(0.00433).epsilon(1e-3));
  PairCounts equal;
  equal.both = 1250, equal.none = 3750;
  CHECK(within_pair_correlation(equal) == 1);
  CHECK(effective_size(equal) == 5000);
  CHECK(estimate_share(equal).standard_error == doctest::Approx(0.00612).epsilon(1e-3));
}

TEST_CASE("Wilson's interval: published and limiting values") {
  const Interval none = wilson_interval(0, 10);  // Brown, Cai and DasGupta 2001: z²/(n + z²)
  CHECK(none.low == 0);
  CHECK(none.high == doctest::Approx(0.277533).epsilon(1e-5));
  const Interval newcombe = wilson_interval(81.0 / 263, 263);  // Newcombe 1998, table I: .2553 to .3662
  CHECK(newcombe.low == doctest::Approx(0.2553).epsilon(2e-4));
  CHECK(newcombe.high == doctest::Approx(0.3662).epsilon(2e-4));
  CHECK(wilson_interval(1, 10).high == 1);
}

TEST_CASE("Wilson on the effective size covers at least .94, independent or correlated") {
  for (double p : {0.5, 0.25, 0.05, 0.01})
    for (double rho : {0.0, 0.3, 0.7, 1.0})
      for (int pairs : {500, 5000}) {
        CAPTURE(p);
        CAPTURE(rho);
        CAPTURE(pairs);
        const double coverage = wilson_coverage(p, rho, pairs, 20'000);  // standard error .0017
        MESSAGE("coverage ", coverage);
        CHECK(coverage >= 0.94);
        CHECK(coverage <= (p > 0.01 ? 0.975 : 0.995));
      }
}

TEST_CASE("broken twin: Wilson that ignores pairs covers about .83 when judgement decides") {
  CHECK(wilson_coverage(0.25, 1, 5000, 20'000, true) == doctest::Approx(0.834).epsilon(0.02));
}

TEST_CASE("pairs are counted by run number, whatever is missing") {
  PairCounter counter;
  for (auto [run, yes] : {std::pair{0, true}, {1, true}, {2, true}, {3, false}, {5, true}, {6, false}, {8, false}})
    counter.add(static_cast<std::uint64_t>(run), yes);
  const PairCounts counts = counter.counts();
  CHECK(counts.both == 1);
  CHECK(counts.one == 1);
  CHECK(counts.none == 0);
  CHECK(counts.alone_yes == 1);
  CHECK(counts.alone_no == 2);
  CHECK(counts.runs() == 7);
  CHECK(counts.yes() == 4);
  counter.add(9, false);
  CHECK(counter.counts().none == 1);
  CHECK_THROWS_AS(counter.add(9, true), std::invalid_argument);
}

TEST_CASE("the effective size discounts only runs in pairs, and is cautious where it cannot know") {
  PairCounts counts;
  counts.alone_yes = 3, counts.alone_no = 7;
  CHECK(effective_size(counts) == 10);
  PairCounts opposed;
  opposed.one = 50;
  CHECK(within_pair_correlation(opposed) == -1);
  CHECK(effective_size(opposed) == 100);
  PairCounts never;
  never.none = 50;
  CHECK(std::isnan(within_pair_correlation(never)));
  CHECK(effective_size(never) == 50);
}

TEST_CASE("the interval of no hit is not wider than that of one, nor that of one than of two") {
  for (const std::uint64_t pairs : {10, 128, 10'000}) {
    CAPTURE(pairs);
    Interval before{0, 0};
    for (std::uint64_t hits = 0; hits < 4; ++hits) {
      CAPTURE(hits);
      PairCounts counts;
      counts.one = hits, counts.none = pairs - hits;
      const Interval interval = estimate_share(counts).interval;
      CHECK(interval.high > before.high);
      CHECK(interval.half_width() > before.half_width());
      PairCounts mirrored;
      mirrored.one = hits, mirrored.both = pairs - hits;
      CHECK(estimate_share(mirrored).interval.low == doctest::Approx(1 - interval.high));
      before = interval;
    }
  }
}

TEST_CASE("Goodman's intervals are Wilson's at a stricter level, and cover all classes together") {
  // z at level 1 − .05/3 is 2.3940; p = .2, n = 100: (.2 + .028656 ± 2.394·sqrt(.0016 + .000143))/1.057312
  std::vector<PairCounts> classes(3);
  classes[0].alone_yes = 20, classes[0].alone_no = 80;
  classes[1].alone_yes = 30, classes[1].alone_no = 70;
  classes[2].alone_yes = 50, classes[2].alone_no = 50;
  const auto together = estimate_shares_together(classes);
  CHECK(together[0].interval.low == doctest::Approx(0.12173).epsilon(1e-3));
  CHECK(together[0].interval.high == doctest::Approx(0.31080).epsilon(1e-3));

  SplitMix random(7);
  const double p[] = {0.5, 0.3, 0.15, 0.05};
  int covered = 0;
  for (int trial = 0; trial < 5000; ++trial) {
    std::uint64_t left = 2000;
    double rest = 1;
    std::vector<PairCounts> drawn(4);
    bool all = true;
    for (int k = 0; k < 4; ++k) {
      const std::uint64_t yes = k == 3 ? left : binomial(left, p[k] / rest, random);
      left -= yes, rest -= p[k];
      drawn[static_cast<std::size_t>(k)].alone_yes = yes;
      drawn[static_cast<std::size_t>(k)].alone_no = 2000 - yes;
    }
    const auto estimates = estimate_shares_together(drawn);
    for (std::size_t k = 0; k < 4; ++k) all = all && estimates[k].interval.contains(p[k]);
    covered += all;
  }
  CHECK(covered / 5000.0 >= 0.95 - four_errors(0.95, 5000));
}

TEST_CASE("the median of 10 values lies between the 2nd and the 9th with probability .9785") {
  const QuantileEstimate median = estimate_quantile({10, 1, 9, 2, 8, 3, 7, 4, 6, 5}, 0.5);
  CHECK(median.value == 5.5);
  CHECK(median.interval.low == 2);
  CHECK(median.interval.high == 9);
  const QuantileEstimate extreme = estimate_quantile({1, 2, 3, 4, 5}, 0.95);
  CHECK(std::isinf(extreme.interval.high));
  const double never = std::numeric_limits<double>::infinity();
  CHECK(estimate_quantile({1, never, never}, 0.5).value == never);
}

TEST_CASE("quantile intervals cover, also when pairs are equal") {
  for (double q : {0.05, 0.5, 0.9}) {
    for (bool equal : {false, true}) {
      CAPTURE(q);
      CAPTURE(equal);
      SplitMix random(11);
      int covered = 0;
      std::vector<double> values(400);
      std::vector<std::uint64_t> runs(400);
      for (std::size_t i = 0; i < runs.size(); ++i) runs[i] = i;
      for (int trial = 0; trial < 2000; ++trial) {
        for (std::size_t i = 0; i < values.size(); ++i)
          values[i] = equal && i % 2 == 1 ? values[i - 1] : random.uniform();
        covered += estimate_run_quantile(runs, values, q).interval.contains(q);
      }
      MESSAGE("coverage ", covered / 2000.0);
      CHECK(covered / 2000.0 >= 0.95 - four_errors(0.95, 2000));
      CHECK(covered / 2000.0 <= 0.985);
    }
  }
}

TEST_CASE("bad numbers are refused") {
  CHECK_THROWS_AS(wilson_interval(1.1, 10), std::invalid_argument);
  CHECK_THROWS_AS(wilson_interval(0.5, 0), std::invalid_argument);
  CHECK_THROWS_AS(wilson_interval(0.5, 10, 1), std::invalid_argument);
  CHECK_THROWS_AS(estimate_share({}), std::invalid_argument);
  CHECK_THROWS_AS(estimate_quantile({}, 0.5), std::invalid_argument);
  CHECK_THROWS_AS(estimate_quantile({1, std::nan("")}, 0.5), std::invalid_argument);
}
