#include "analysis/statistics/sensitivity.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "tests/analysis/simulate.hpp"

using namespace backchannel;

namespace {

using Function = double (*)(std::span<const double>);

/// Ishigami and Homma 1990 with a = 7, b = .1.
double ishigami(std::span<const double> u) {
  const auto x = [&](std::size_t i) { return std::numbers::pi * (2 * u[i] - 1); };
  const double middle = std::sin(x(1));
  return std::sin(x(0)) + 7 * middle * middle + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

constexpr double g_a[] = {0, 1, 4.5, 9, 99, 99, 99, 99};

/// Sobol's G (Saltelli and Sobol' 1995).
double sobol_g(std::span<const double> u) {
  double product = 1;
  for (std::size_t i = 0; i < 8; ++i) product *= (std::abs(4 * u[i] - 2) + g_a[i]) / (1 + g_a[i]);
  return product;
}

/// Morris 1991, 20 inputs; the coefficients he drew at random are ±1 in turns.
double morris_function(std::span<const double> u) {
  double w[20];
  for (int i = 0; i < 20; ++i) {
    const double x = u[static_cast<std::size_t>(i)];
    const bool bent = i == 2 || i == 4 || i == 6;
    w[i] = bent ? 2 * (1.1 * x / (x + 0.1) - 0.5) : 2 * (x - 0.5);
  }
  const auto sign = [](int k) { return k % 2 == 0 ? 1.0 : -1.0; };
  double y = 0;
  for (int i = 0; i < 20; ++i) y += (i < 10 ? 20 : sign(i + 1)) * w[i];
  for (int i = 0; i < 20; ++i)
    for (int j = i + 1; j < 20; ++j) y += (j < 6 ? -15 : sign(i + j)) * w[i] * w[j];
  for (int i = 0; i < 5; ++i)
    for (int j = i + 1; j < 5; ++j)
      for (int l = j + 1; l < 5; ++l) y -= 10 * w[i] * w[j] * w[l];
  return y + 5 * w[0] * w[1] * w[2] * w[3];
}

std::vector<double> evaluate(const Points& points, Function function) {
  std::vector<double> y;
  for (int i = 0; i < points.size(); ++i) y.push_back(function(points[i]));
  return y;
}

/// A probability with two inputs that matter and two that do not.
double probability(std::span<const double> u) { return 0.3 + 0.2 * (u[0] - 0.5) + 0.1 * (u[1] - 0.5); }

struct Halves {
  std::vector<double> first, second, both;
};

/// Shares of `runs` runs at each point, in two halves.
Halves estimate(const Points& points, std::uint64_t runs, SplitMix& random) {
  Halves halves;
  for (int i = 0; i < points.size(); ++i) {
    const double p = probability(points[i]), half = static_cast<double>(runs / 2);
    halves.first.push_back(static_cast<double>(binomial(runs / 2, p, random)) / half);
    halves.second.push_back(static_cast<double>(binomial(runs / 2, p, random)) / half);
    halves.both.push_back((halves.first.back() + halves.second.back()) / 2);
  }
  return halves;
}

}  // namespace

TEST_CASE("Ishigami: first .3139, .4424, 0; total .5576, .4424, .2437") {
  const SobolIndices indices = sobol_indices(evaluate(saltelli_design(8192, 3, 1), ishigami), 3);
  const double first[] = {0.3139, 0.4424, 0}, total[] = {0.5576, 0.4424, 0.2437};
  for (std::size_t i = 0; i < 3; ++i) {
    CAPTURE(i);
    MESSAGE(indices.first[i].value, " [", indices.first[i].interval.low, ", ", indices.first[i].interval.high, "] ",
            indices.total[i].value);
    CHECK(std::abs(indices.first[i].value - first[i]) < 0.01);
    CHECK(std::abs(indices.total[i].value - total[i]) < 0.01);
    CHECK(indices.first[i].interval.contains(first[i]));
    CHECK(indices.total[i].interval.contains(total[i]));
  }
  CHECK(indices.variance == doctest::Approx(13.8446).epsilon(0.01));
  CHECK(indices.noise == 0);
}

TEST_CASE("Sobol's G: every index in closed form") {
  const SobolIndices indices = sobol_indices(evaluate(saltelli_design(8192, 8, 2), sobol_g), 8);
  double product = 1;
  for (double a : g_a) product *= 1 + 1 / (3 * (1 + a) * (1 + a));
  for (std::size_t i = 0; i < 8; ++i) {
    CAPTURE(i);
    const double partial = 1 / (3 * (1 + g_a[i]) * (1 + g_a[i]));
    CHECK(std::abs(indices.first[i].value - partial / (product - 1)) < 0.01);
    CHECK(std::abs(indices.total[i].value - partial * product / (1 + partial) / (product - 1)) < 0.01);
  }
}

TEST_CASE("probabilities from runs: the halves free the indices of replication noise, the plain ones are not") {
  const Points points = saltelli_design(2048, 4, 3);
  SplitMix random(47);
  const Halves halves = estimate(points, 64, random);
  const SobolIndices honest = sobol_indices(halves.first, halves.second, 4);
  const double total[] = {0.8, 0.2, 0, 0};
  for (std::size_t i = 0; i < 4; ++i) {
    CAPTURE(i);
    MESSAGE(honest.total[i].value, " [", honest.total[i].interval.low, ", ", honest.total[i].interval.high, "]");
    // Two half-widths of the 95 % interval are about four standard errors.
    CHECK(std::abs(honest.total[i].value - total[i]) < 2 * honest.total[i].interval.half_width());
    CHECK(std::abs(honest.first[i].value - total[i]) < 2 * honest.first[i].interval.half_width());
    CHECK(honest.total[i].interval.half_width() < 0.12);
  }
  CHECK(honest.variance == doctest::Approx(0.05 / 12).epsilon(0.1));
  CHECK(honest.noise == doctest::Approx((0.21 - 0.05 / 12) / 64).epsilon(0.05));
  const SobolIndices plain = sobol_indices(halves.both, 4);  // the broken twin: noise/(V + noise) for an inert input
  CHECK(plain.total[2].value > 0.3);
}

TEST_CASE("the intervals of noise-corrected indices cover") {
  const int trials = 300;
  int inert = 0, strong = 0;
  double mean_inert = 0;
  SplitMix random(53);
  for (int t = 0; t < trials; ++t) {
    const Halves halves = estimate(saltelli_design(256, 4, static_cast<std::uint64_t>(t)), 64, random);
    const SobolIndices indices = sobol_indices(halves.first, halves.second, 4, {300, 0.95, 1});
    inert += indices.total[3].interval.contains(0);
    strong += indices.total[0].interval.contains(0.8);
    mean_inert += indices.total[3].value / trials;
  }
  MESSAGE("coverage ", inert / double(trials), " ", strong / double(trials), " mean inert ", mean_inert);
  CHECK(inert / double(trials) >= 0.95 - four_errors(0.95, trials));
  CHECK(strong / double(trials) >= 0.95 - four_errors(0.95, trials));
  CHECK(std::abs(mean_inert) < 0.03);
}

TEST_CASE("Morris 1991: ten inputs matter, the first seven bend or interact") {
  const Points points = morris_trajectories(40, 20, 5);
  const auto effects = morris_effects(points, evaluate(points, morris_function));
  for (std::size_t i = 0; i < 20; ++i) {
    CAPTURE(i);
    MESSAGE("mu ", effects[i].mu, " mu* ", effects[i].mu_star, " sigma ", effects[i].sigma);
    CHECK(effects[i].effects == 40);
    if (i < 10) CHECK(effects[i].mu_star > 25);
    if (i >= 10) CHECK(effects[i].mu_star < 15);
    if (i < 7) CHECK(effects[i].sigma > 20);
    if (i >= 7) CHECK(effects[i].sigma < 15);
    if (i >= 7 && i < 10) CHECK(effects[i].mu == doctest::Approx(40).epsilon(0.15));
  }
}

TEST_CASE("given data: the index of a linear outcome in closed form, inert input and placebo near zero") {
  // y = x1 + x2/2 + luck of variance v: first-order shares 1/12, 1/48 and the rest.
  SplitMix random(59);
  const std::size_t rows = 10'000;
  std::vector<std::vector<double>> inputs(3, std::vector<double>(rows));
  std::vector<double> first(rows), second(rows), mean(rows);
  for (std::size_t k = 0; k < rows; ++k) {
    for (auto& input : inputs) input[k] = random.uniform();
    const double judged = inputs[0][k] + inputs[1][k] / 2;
    first[k] = judged + random.uniform();
    second[k] = judged + random.uniform();
    mean[k] = (first[k] + second[k]) / 2;
  }
  const double judgement = 1.0 / 12 + 1.0 / 48, total = judgement + 1.0 / 24;
  const auto indices = given_data_indices(inputs, mean);
  REQUIRE(indices.size() == 4);
  const double lost_in_bins = 1.0 / (21 * 21);  // of a linear effect, 21 bins
  CHECK(indices[0].value == doctest::Approx(1.0 / 12 / total * (1 - lost_in_bins)).epsilon(0.03));
  CHECK(std::abs(indices[0].value - 1.0 / 12 / total) < 4 * indices[0].standard_error + 0.003);
  CHECK(std::abs(indices[1].value - 1.0 / 48 / total) < 4 * indices[1].standard_error + 0.003);
  CHECK(std::abs(indices[2].value) < 0.003);
  CHECK(std::abs(indices[3].value) < 0.003);
  CHECK(indices[1].above_floor());
  const auto judged = given_data_indices(inputs, first, second);
  CHECK(judged[0].value == doctest::Approx(0.8).epsilon(0.03));
  CHECK(judged[1].value == doctest::Approx(0.2).epsilon(0.1));
}

TEST_CASE("given data: an inert input exceeds the floor about once in twenty, without the correction always") {
  SplitMix random(61);
  int above = 0;
  double mean = 0;
  const int trials = 400;
  for (int t = 0; t < trials; ++t) {
    std::vector<std::vector<double>> inputs(1, std::vector<double>(300));
    std::vector<double> y(300);
    for (std::size_t k = 0; k < 300; ++k) inputs[0][k] = random.uniform(), y[k] = random.uniform() < 0.3;
    const auto indices = given_data_indices(inputs, y, {0, 100, static_cast<std::uint64_t>(t)});
    above += indices[0].above_floor();
    mean += indices[0].value / trials;
  }
  MESSAGE("above the floor ", above / double(trials), " mean ", mean);
  CHECK(std::abs(above / double(trials) - 0.05) < four_errors(0.05, trials) + 0.01);
  CHECK(std::abs(mean) < 4 * 0.01 / std::sqrt(trials));
}

namespace {

/// The mean index of an inert third column on a design, over scrambles; the outcome is x1 + x2/2, with noise on
/// request.
double mean_inert(int points, const GivenDataOptions& options, double noise, bool grid) {
  double sum = 0;
  const int trials = 40;
  for (int t = 0; t < trials; ++t) {
    const auto seed = static_cast<std::uint64_t>(t);
    const Points cube = grid ? full_grid(std::array{4, 4, 4}) : sobol_sequence(points, 3, Scrambling::Owen, seed);
    SplitMix random(1000 + seed);
    std::vector<std::vector<double>> inputs(3);
    std::vector<double> y;
    for (int p = 0; p < cube.size(); ++p) {
      for (std::size_t i = 0; i < 3; ++i) inputs[i].push_back(cube[p][i]);
      y.push_back(cube[p][0] + cube[p][1] / 2 + noise * (random.uniform() - 0.5));
    }
    sum += given_data_indices(inputs, y, options)[2].value / trials;
  }
  return sum;
}

GivenDataOptions inert_columns(int points, std::size_t factors) {
  constexpr std::size_t columns = 200;
  GivenDataOptions options{.permutations = 50, .chance = Chance::inert};
  options.inert.resize(columns);
  const Points more = sobol_sequence(points, static_cast<int>(columns + factors), Scrambling::Owen, 1);
  for (int p = 0; p < points; ++p)
    for (std::size_t c = 0; c < columns; ++c) options.inert[c].push_back(more[p][c + factors]);
  return options;
}

}  // namespace

TEST_CASE("given data: on a short Sobol' sequence the floor is no higher than on independent rows") {
  const Points cube = sobol_sequence(64, 5, Scrambling::Owen, 1);
  SplitMix random(7);
  std::vector<std::vector<double>> inputs(5);
  std::vector<double> first, second;
  for (int p = 0; p < cube.size(); ++p) {
    for (std::size_t i = 0; i < inputs.size(); ++i) inputs[i].push_back(cube[p][i]);
    const double value = cube[p][0] + cube[p][1] / 2;  // first order 4/5 and 1/5
    first.push_back(value + 0.1 * (random.uniform() - 0.5));
    second.push_back(value + 0.1 * (random.uniform() - 0.5));
  }
  GivenDataOptions options = inert_columns(64, 5);
  const auto indices = given_data_indices(inputs, first, second, options);
  CHECK(indices[1].value == doctest::Approx(0.2).epsilon(0.2));
  for (std::size_t i = 0; i < 5; ++i) {
    CAPTURE(i);
    CHECK(indices[i].floor < 0.08);
    CHECK(indices[i].above_floor() == (i < 2));
  }
}

TEST_CASE("given data: an inert input has 0 on average on every design") {
  for (const int points : {64, 512}) {
    CAPTURE(points);
    const double tolerance = 4 * 0.35 * (points == 64 ? 0.06 : 0.011) / std::sqrt(40.0) + 0.003;
    CHECK(std::abs(mean_inert(points, inert_columns(points, 3), 0, false)) < tolerance);
    // The broken twin: permuted rows, −(bins − 1)/(n − 1).
    CHECK(mean_inert(points, {.permutations = 50}, 0, false) < (points == 64 ? -0.04 : -0.01));
  }
  CHECK(std::abs(mean_inert(64, {.permutations = 50, .chance = Chance::balance}, 1, true)) < 0.02);
  CHECK(mean_inert(64, {.permutations = 50}, 0, true) < -0.04);
}

TEST_CASE("a variance that is rounding, or that one resample in forty has not, gives no index") {
  // Of 32 blocks one point differs, in one half only: the product of the halves has no variance but rounding.
  const int factors = 3;
  std::vector<double> first(32 * 5, 0.1 + 0.2), second(32 * 5, 0.3);
  first[7] = 0.30000000000000016;
  const SobolIndices none = sobol_indices(first, second, factors);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(std::isnan(none.first[i].value));
    CHECK(std::isnan(none.total[i].interval.low));
  }
  // A point that differs in both halves: a third of the resamples miss its block.
  first[7] = second[7] = 0.35;
  CHECK(std::isnan(sobol_indices(first, second, factors).total[0].value));
  CHECK(std::isnan(sobol_indices(first, second, factors).first[0].interval.high));
  // Halves whose covariance is chance have no given-data index, however large variance / covariance is.
  SplitMix random(67);
  std::vector<std::vector<double>> inputs(1);
  std::vector<double> y, z;
  for (int k = 0; k < 64; ++k)
    inputs[0].push_back(random.uniform()), y.push_back(random.uniform()), z.push_back(random.uniform());
  CHECK(std::isnan(given_data_indices(inputs, y, z)[0].value));
}

TEST_CASE("remarks explain what looks wrong") {
  CHECK(remark({0.3, {0.28, 0.32}}).empty());
  CHECK(remark({-0.01, {-0.03, 0.02}}).find("sampling error") != std::string::npos);
  CHECK(remark({0.3, {0.1, 0.5}}).find("wide") != std::string::npos);
  CHECK(remark({std::nan(""), {0, 0}}).find("no variance") != std::string::npos);
  const std::vector<double> flat(5 * 8, 0.5);
  CHECK(std::isnan(sobol_indices(flat, 3).total[0].value));
}

TEST_CASE("wrong shapes are refused") {
  const std::vector<double> y(21, 1.0);
  CHECK_THROWS_AS(sobol_indices(y, 3), std::invalid_argument);
  CHECK_THROWS_AS(morris_effects(morris_trajectories(2, 3, 1), y), std::invalid_argument);
  CHECK_THROWS_AS(given_data_indices({}, y), std::invalid_argument);
  std::vector<double> bad(20, 1.0);
  bad[3] = std::nan("");
  CHECK_THROWS_AS(sobol_indices(bad, 3), std::invalid_argument);
}
