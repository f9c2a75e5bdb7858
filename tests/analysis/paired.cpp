#include "analysis/statistics/paired.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <stdexcept>

#include "tests/analysis/simulate.hpp"

using namespace backchannel;

namespace {

struct Study {
  std::vector<std::uint64_t> runs;
  std::vector<int> before, after;
  PairedRuns view() const { return {runs, before, after}; }
  void add(int from, int to) {
    runs.push_back(runs.size());
    before.push_back(from);
    after.push_back(to);
  }
};

/// Each pair shares a parameter that, with weight rho, decides in place of chance; the change moves the threshold.
Study play(int pairs, double before, double after, double rho, SplitMix& random) {
  Study study;
  for (int k = 0; k < pairs; ++k) {
    const bool judged = random.uniform() < rho;
    const double shared = random.uniform();
    for (int twin = 0; twin < 2; ++twin) {
      const double luck = random.uniform(), u = judged ? shared : luck;
      study.add(u < before, u < after);
    }
  }
  return study;
}

}  // namespace

TEST_CASE("with independent runs the variance is McNemar's") {
  Study study;  // Agresti's approval table (Categorical Data Analysis, §10.1): 794, 150, 86, 570; difference −.040
  for (int i = 0; i < 794; ++i) study.add(1, 1);
  for (int i = 0; i < 150; ++i) study.add(1, 0);
  for (int i = 0; i < 86; ++i) study.add(0, 1);
  for (int i = 0; i < 570; ++i) study.add(0, 0);
  for (std::size_t i = 0; i < study.runs.size(); ++i) study.runs[i] = 2 * i;  // nobody's partner
  const PairedDifference difference = paired_difference(study.view(), 1);
  CHECK(difference.before == doctest::Approx(0.59));
  CHECK(difference.after == doctest::Approx(0.55));
  CHECK(difference.difference == doctest::Approx(-0.04));
  CHECK(difference.standard_error == doctest::Approx(0.0095).epsilon(0.01));
  CHECK(difference.interval.low == doctest::Approx(-0.059).epsilon(0.01));
  CHECK(difference.interval.high == doctest::Approx(-0.021).epsilon(0.02));
  CHECK(difference.into == 86);
  CHECK(difference.out_of == 150);
  const TransitionMatrix matrix(study.view(), 2);
  CHECK(matrix.count(1, 0) == 150);
  CHECK(matrix.count(1, 1) == 794);
  CHECK(matrix.flipped() == 236);
}

TEST_CASE("paired intervals cover, also when partners flip together; singles' variance would not") {
  for (double rho : {0.0, 0.5, 1.0})
    for (double after : {0.3, 0.33, 0.301}) {
      CAPTURE(rho);
      CAPTURE(after);
      SplitMix random(23);
      int covered = 0;
      const int trials = 2000;
      for (int t = 0; t < trials; ++t)
        covered += paired_difference(play(1000, 0.3, after, rho, random).view(), 1).interval.contains(after - 0.3);
      MESSAGE("coverage ", covered / double(trials));
      CHECK(covered / double(trials) >= 0.95 - four_errors(0.95, trials));
    }
}

TEST_CASE("common random numbers save runs: the reduction matches its closed form") {
  // Independent: 2·p(1 − p) about .431; paired: flips .03 − .03².
  SplitMix random(29);
  const PairedDifference difference = paired_difference(play(100'000, 0.3, 0.33, 0, random).view(), 1);
  const double expected = (0.3 * 0.7 + 0.33 * 0.67) / (0.03 * 0.97);
  CHECK(difference.variance_reduction == doctest::Approx(expected).epsilon(0.06));  // 4/sqrt(6,000 flips)
}

TEST_CASE("no flip at all still has an interval, and bad studies are refused") {
  Study study;
  for (int i = 0; i < 200; ++i) study.add(i % 3, i % 3);
  const PairedDifference difference = paired_difference(study.view(), 0);
  CHECK(difference.difference == 0);
  CHECK(std::isinf(difference.variance_reduction));
  CHECK(difference.interval.low < 0);
  CHECK(difference.interval.high > 0);
  CHECK_THROWS_AS(TransitionMatrix(study.view(), 2), std::invalid_argument);
  study.runs[1] = 0;
  CHECK_THROWS_AS(paired_difference(study.view(), 0), std::invalid_argument);
  study.runs.pop_back();
  CHECK_THROWS_AS(paired_difference(study.view(), 0), std::invalid_argument);
}

TEST_CASE("paired means: variance, interval and reduction of a shift with common noise in closed form") {
  // before = a + b, after = a + c + 1/2 with a uniform on [0, 1], b and c on [0, 1/10]: variances 1/12, 1/1200, 1/1200.
  SplitMix random(31);
  std::vector<std::uint64_t> runs;
  std::vector<double> before, after;
  const std::size_t size = 40'000;
  for (std::size_t i = 0; i < size; ++i) {
    const double common = random.uniform();
    runs.push_back(2 * i);
    before.push_back(common + random.uniform() / 10);
    after.push_back(common + random.uniform() / 10 + 0.5);
  }
  const PairedMeans means = paired_means(runs, before, after);
  const double error = std::sqrt(2.0 / 1200 / double(size));
  CHECK(std::abs(means.difference - 0.5) < 4 * error);
  CHECK(means.standard_error == doctest::Approx(error).epsilon(0.03));
  CHECK(means.interval.half_width() == doctest::Approx(1.96 * error).epsilon(0.03));
  CHECK(means.variance_reduction == doctest::Approx((1.0 / 12 + 1.0 / 1200) / (1.0 / 1200)).epsilon(0.05));
  CHECK(std::isinf(paired_means(runs, before, before).variance_reduction));
  CHECK_THROWS_AS(paired_means(runs, before, {}), std::invalid_argument);
}
