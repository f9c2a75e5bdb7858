#include "analysis/statistics/designs.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

using namespace backchannel;

namespace {

std::vector<double> row(const Points& points, int i) { return {points[i].begin(), points[i].end()}; }

bool equal(const Points& a, const Points& b) {
  if (a.size() != b.size() || a.factors() != b.factors()) return false;
  for (int i = 0; i < a.size(); ++i)
    if (row(a, i) != row(b, i)) return false;
  return true;
}

/// Largest gap, over intervals [0, k/cells) of one factor, between the share of points in it and its length.
double unevenness(const Points& points, int first, int factor, int cells) {
  double worst = 0;
  for (int k = 1; k < cells; ++k) {
    int inside = 0;
    for (int i = 0; i < first; ++i) inside += points[i][static_cast<std::size_t>(factor)] * cells < k;
    worst = std::max(worst, std::abs(inside / double(first) - k / double(cells)));
  }
  return worst;
}

/// Points of the first `count` in each of the cells of a 2^a × 2^b partition of factors 0 and 1.
bool one_each(const Points& points, int count, int a, int b) {
  std::set<std::pair<int, int>> cells;
  for (int i = 0; i < count; ++i)
    cells.insert({static_cast<int>(points[i][0] * (1 << a)), static_cast<int>(points[i][1] * (1 << b))});
  return static_cast<int>(cells.size()) == count;
}

}  // namespace

TEST_CASE("even order is a permutation whose prefixes are spread") {
  CHECK(even_order(8) == std::vector<int>{0, 4, 2, 6, 1, 5, 3, 7});
  CHECK(even_order(5) == std::vector<int>{0, 4, 2, 1, 3});
  CHECK(even_order(0).empty());
  CHECK(even_order(1) == std::vector<int>{0});
}

TEST_CASE("a full grid has every combination once, and its first quarter is even") {
  const int levels[] = {5, 3, 8};
  const Points grid = full_grid(levels);
  CHECK(grid.size() == 120);
  std::set<std::vector<double>> seen;
  for (int i = 0; i < grid.size(); ++i) seen.insert(row(grid, i));
  CHECK(seen.size() == 120);
  CHECK(seen.count({0.25, 0.5, 3.0 / 7}) == 1);
  CHECK(seen.count({1, 1, 1}) == 1);
  const int square[] = {16, 16};
  const Points even = full_grid(square, Levels::Centred);
  for (int factor : {0, 1}) CHECK(unevenness(even, 64, factor, 4) == 0);
  CHECK(even[0][0] == 1.0 / 32);
}

TEST_CASE("one factor at a time leaves the others at the base") {
  const double base[] = {0.5, 0.2};
  const int levels[] = {3, 4};
  const Points points = one_at_a_time(base, levels);
  CHECK(points.size() == 1 + 2 + 4);  // .5 of the first factor is the base itself
  CHECK(row(points, 0) == std::vector<double>{0.5, 0.2});
  for (int i = 1; i < points.size(); ++i) CHECK((points[i][0] == 0.5) != (points[i][1] == 0.2));
}

TEST_CASE("a Latin hypercube hits each stratum once, and more tries keep points farther apart") {
  const Points cube = latin_hypercube(40, 3, 9, 50);
  for (std::size_t j = 0; j < 3; ++j) {
    std::set<int> strata;
    for (int i = 0; i < 40; ++i) strata.insert(static_cast<int>(cube[i][j] * 40));
    CHECK(strata.size() == 40);
  }
  const auto closest = [](const Points& points) {
    double least = 10;
    for (int a = 0; a < points.size(); ++a)
      for (int b = a + 1; b < points.size(); ++b) {
        double sum = 0;
        for (std::size_t j = 0; j < 3; ++j) sum += std::pow(points[a][j] - points[b][j], 2);
        least = std::min(least, sum);
      }
    return least;
  };
  CHECK(closest(cube) > closest(latin_hypercube(40, 3, 9, 1)));
  CHECK(equal(cube, latin_hypercube(40, 3, 9, 50)));
  CHECK_FALSE(equal(cube, latin_hypercube(40, 3, 10, 50)));
  CHECK(equal(latin_hypercube(1001, 2, 9, 50), latin_hypercube(1001, 2, 9, 1)));
}

TEST_CASE("Sobol' points begin as published and stay nets under both scramblings") {
  const Points plain = sobol_sequence(8, 2, Scrambling::None, 0);
  CHECK(row(plain, 0) == std::vector<double>{0, 0});
  CHECK(row(plain, 1) == std::vector<double>{0.5, 0.5});
  CHECK(row(plain, 2) == std::vector<double>{0.75, 0.25});
  CHECK(row(plain, 3) == std::vector<double>{0.25, 0.75});
  CHECK(row(plain, 4) == std::vector<double>{0.375, 0.375});
  for (const Scrambling scrambling : {Scrambling::None, Scrambling::DigitalShift, Scrambling::Owen}) {
    const Points points = sobol_sequence(256, 2, scrambling, 77);
    for (int a = 0; a <= 8; ++a) CHECK(one_each(points, 256, a, 8 - a));
    for (int a = 0; a <= 5; ++a) CHECK(one_each(points, 32, a, 5 - a));
  }
  CHECK_FALSE(equal(sobol_sequence(8, 2, Scrambling::Owen, 0), sobol_sequence(8, 2, Scrambling::Owen, 1)));
  CHECK(sobol_sequence(4, 100, Scrambling::Owen, 1).factors() == 100);
}

TEST_CASE("Owen scrambling is unbiased, and integrates a smooth function far better than chance") {
  // ∫ Π (1 + x_j − ½) = 1 over 4 factors; variance (1 + 1/12)^4 − 1 = .377.
  const int seeds = 200, n = 256;
  double sum = 0, squares = 0;
  for (int seed = 0; seed < seeds; ++seed) {
    const Points points = sobol_sequence(n, 4, Scrambling::Owen, static_cast<std::uint64_t>(seed));
    double mean = 0;
    for (int i = 0; i < n; ++i)
      mean += (0.5 + points[i][0]) * (0.5 + points[i][1]) * (0.5 + points[i][2]) * (0.5 + points[i][3]) / n;
    sum += mean, squares += (mean - 1) * (mean - 1);
  }
  const double error = std::sqrt(squares / seeds);
  MESSAGE("root mean square error ", error, ", by chance ", std::sqrt(0.377 / n));
  CHECK(std::abs(sum / seeds - 1) < 4 * error / std::sqrt(seeds));
  CHECK(error < 0.05 * std::sqrt(0.377 / n));
}

TEST_CASE("Morris trajectories move one factor at a time by the step") {
  const Points points = morris_trajectories(10, 5, 3, 4);
  CHECK(points.size() == 60);
  for (int i = 0; i < points.size(); ++i) {
    for (double x : points[i]) CHECK((x >= 0 && x <= 1));
    if (i % 6 == 0) continue;
    int moved = 0;
    for (std::size_t j = 0; j < 5; ++j) {
      const double step = std::abs(points[i][j] - points[i - 1][j]);
      moved += step > 0;
      if (step > 0) CHECK(step == doctest::Approx(2.0 / 3));
    }
    CHECK(moved == 1);
  }
}

TEST_CASE("Saltelli blocks mix one factor of B into A, and a prefix is a smaller design") {
  const Points points = saltelli_design(16, 3, 4);
  CHECK(points.size() == 16 * 5);
  for (int block = 0; block < 16; ++block)
    for (int i = 0; i < 3; ++i)
      for (std::size_t j = 0; j < 3; ++j)
        CHECK(points[block * 5 + 2 + i][j] == points[block * 5 + (static_cast<int>(j) == i ? 1 : 0)][j]);
  const Points prefix = saltelli_design(8, 3, 4);
  for (int i = 0; i < prefix.size(); ++i) CHECK(row(prefix, i) == row(points, i));
}

TEST_CASE("designs keep their bits") {
  CHECK(sobol_sequence(2, 1, Scrambling::Owen, 20111115)[1][0] == 0x1.906e126410516p-2);
  CHECK(latin_hypercube(3, 1, 20111115, 1)[0][0] == 0x1.7fc6ecee7f55p-2);
}

TEST_CASE("impossible designs are refused") {
  const int none[] = {3, 0};
  CHECK_THROWS_AS(full_grid(none), std::invalid_argument);
  CHECK_THROWS_AS(full_grid({}), std::invalid_argument);
  CHECK_THROWS_AS(latin_hypercube(0, 2, 1), std::invalid_argument);
  CHECK_THROWS_AS(sobol_sequence(4, 4000, Scrambling::None, 1), std::invalid_argument);
  CHECK_THROWS_AS(morris_trajectories(2, 2, 1, 5), std::invalid_argument);
  CHECK_THROWS_AS(saltelli_design(4, 2000, 1), std::invalid_argument);
}
