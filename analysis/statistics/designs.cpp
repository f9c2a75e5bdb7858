#include "analysis/statistics/designs.hpp"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <limits>

#include "analysis/statistics/random.hpp"
#include "sim/core/errors.hpp"

namespace backchannel {
namespace {

constexpr int sobol_columns = 3667;
constexpr int most_compared = 1000;  // points of a Latin hypercube: the pairs that are compared grow with their square
constexpr int visits_per_cell = 64;  // after so many Sobol' points per cell the few cells missed follow in order

double level_value(int level, int levels, Levels placement) {
  if (placement == Levels::Centred || levels == 1) return (level + 0.5) / levels;
  return static_cast<double>(level) / (levels - 1);
}

/// The top 53 bits as a number in [0, 1).
double unit(std::uint64_t bits) { return static_cast<double>(bits >> 11) * 0x1p-53; }

/// Each bit is flipped, or not, by a hash of the bits above it: a nested uniform permutation of [0, 1).
std::uint64_t owen_scramble(std::uint64_t bits, std::uint64_t key) {
  std::uint64_t flips = 0;
  for (int bit = 63; bit > 10; --bit) {
    const std::uint64_t above = bit == 63 ? 0 : bits >> (bit + 1);
    const std::uint64_t place = key + SplitMix::golden_gamma * static_cast<std::uint64_t>(bit);
    flips |= (scatter(scatter(place) ^ above) & 1) << bit;
  }
  return bits ^ flips;
}

/// The Sobol' sequence with its zero point, which Boost leaves out.
class SobolSource {
 public:
  SobolSource(int factors, Scrambling scrambling, std::uint64_t seed) : engine_(factors), scrambling_(scrambling) {
    SplitMix random(seed);
    for (int j = 0; j < factors; ++j) keys_.push_back(random());
  }
  std::vector<double> next() {
    std::vector<double> point;
    for (std::uint64_t key : keys_) point.push_back(unit(scramble(first_ ? 0 : engine_(), key)));
    first_ = false;
    return point;
  }

 private:
  std::uint64_t scramble(std::uint64_t bits, std::uint64_t key) const {
    if (scrambling_ == Scrambling::None) return bits;
    return scrambling_ == Scrambling::DigitalShift ? bits ^ key : owen_scramble(bits, key);
  }

  boost::random::sobol engine_;
  Scrambling scrambling_;
  std::vector<std::uint64_t> keys_;
  bool first_ = true;
};

void check_cube(int points, int factors) {
  require(points >= 1, "a design needs at least one point");
  require(factors >= 1, "a design needs at least one factor");
}

/// Cells of a grid, numbered with the last factor fastest, in the order in which a Sobol' sequence enters them.
std::vector<long> cells_as_entered(std::span<const int> levels, long cells) {
  SobolSource source(static_cast<int>(levels.size()), Scrambling::None, 0);
  std::vector<char> seen(cells);
  std::vector<long> order;
  const auto enter = [&](long cell) {
    if (!std::exchange(seen[cell], 1)) order.push_back(cell);
  };
  for (long visit = 0; visit < visits_per_cell * cells && static_cast<long>(order.size()) < cells; ++visit) {
    const std::vector<double> point = source.next();
    long cell = 0;
    for (std::size_t j = 0; j < levels.size(); ++j) cell = cell * levels[j] + static_cast<long>(point[j] * levels[j]);
    enter(cell);
  }
  for (long cell = 0; cell < cells; ++cell) enter(cell);
  return order;
}

std::vector<std::vector<double>> random_hypercube(int points, int factors, SplitMix& random) {
  std::vector<std::vector<double>> rows(points);
  for (int j = 0; j < factors; ++j) {
    const std::vector<int> strata = permutation(points, random);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].push_back((strata[i] + random.uniform()) / points);
  }
  return rows;
}

double squared_distance(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t j = 0; j < a.size(); ++j) sum += (a[j] - b[j]) * (a[j] - b[j]);
  return sum;
}

/// The squared distance of the closest two rows, or anything at most `enough` once it is known not to exceed that.
double closest(const std::vector<std::vector<double>>& rows, double enough) {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t a = 0; a < rows.size() && least > enough; ++a)
    for (std::size_t b = a + 1; b < rows.size(); ++b) least = std::min(least, squared_distance(rows[a], rows[b]));
  return least;
}

void add_trajectory(Points& points, int levels, SplitMix& random) {
  const int factors = points.factors(), step = levels / 2;
  std::vector<int> place;
  const auto add = [&] {
    std::vector<double> point;
    for (int level : place) point.push_back(level_value(level, levels, Levels::WithEnds));
    points.add(point);
  };
  for (int j = 0; j < factors; ++j) place.push_back(static_cast<int>(random.below(static_cast<std::uint64_t>(levels))));
  add();
  for (int j : permutation(factors, random)) {
    int& level = place[j];
    level += level < step ? step : -step;
    add();
  }
}

}  // namespace

std::vector<int> even_order(int size) {
  require(size >= 0, "a size must not be negative");
  std::uint32_t full = 1;
  while (full < static_cast<std::uint32_t>(size)) full *= 2;
  std::vector<int> order;
  for (std::uint32_t i = 0; i < full; ++i) {
    std::uint32_t mirrored = 0;
    for (std::uint32_t bit = 1; bit < full; bit *= 2) mirrored = mirrored * 2 + ((i & bit) != 0);
    if (mirrored < static_cast<std::uint32_t>(size)) order.push_back(static_cast<int>(mirrored));
  }
  return order;
}

Points full_grid(std::span<const int> levels, Levels placement) {
  require(!levels.empty(), "a design needs at least one factor");
  long cells = 1;
  for (int count : levels) {
    require(count >= 1, "a factor needs at least one level");
    require(cells <= 100'000'000 / count, "a grid of more than 100 million points");
    cells *= count;
  }
  Points points(static_cast<int>(levels.size()));
  std::vector<double> point(levels.size());
  for (long cell : cells_as_entered(levels, cells)) {
    for (std::size_t j = levels.size(); j-- > 0; cell /= levels[j])
      point[j] = level_value(static_cast<int>(cell % levels[j]), levels[j], placement);
    points.add(point);
  }
  return points;
}

Points one_at_a_time(std::span<const double> base, std::span<const int> levels, Levels placement) {
  require(!base.empty() && base.size() == levels.size(), "a design needs at least one factor, each with its levels");
  int most = 0;
  for (const int count : levels) {
    require(count >= 1, "a factor needs at least one level");
    most = std::max(most, count);
  }
  Points points(static_cast<int>(base.size()));
  points.add(base);
  for (int turn = 0; turn < most; ++turn)
    for (std::size_t j = 0; j < base.size(); ++j) {
      if (turn >= levels[j]) continue;
      std::vector<double> point(base.begin(), base.end());
      point[j] = level_value(even_order(levels[j])[turn], levels[j], placement);
      if (point[j] != base[j]) points.add(point);
    }
  return points;
}

Points latin_hypercube(int points, int factors, std::uint64_t seed, int tries) {
  check_cube(points, factors);
  require(tries >= 1, "a Latin hypercube needs at least one try");
  SplitMix random(seed);
  std::vector<std::vector<double>> best;
  double best_distance = -1;
  for (int t = 0; t < tries; ++t) {
    std::vector<std::vector<double>> rows = random_hypercube(points, factors, random);
    if (points > most_compared) {
      best = std::move(rows);
      break;
    }
    const double distance = closest(rows, best_distance);
    if (distance > best_distance) best = std::move(rows), best_distance = distance;
  }
  Points result(factors);
  for (const auto& row : best) result.add(row);
  return result;
}

Points sobol_sequence(int points, int factors, Scrambling scrambling, std::uint64_t seed) {
  check_cube(points, factors);
  require(factors <= sobol_columns, "the Sobol' table has 3,667 columns");
  SobolSource source(factors, scrambling, seed);
  Points result(factors);
  for (int i = 0; i < points; ++i) result.add(source.next());
  return result;
}

Points morris_trajectories(int trajectories, int factors, std::uint64_t seed, int levels) {
  check_cube(trajectories, factors);
  require(levels >= 2 && levels % 2 == 0, "Morris trajectories need an even number of levels");
  SplitMix random(seed);
  Points points(factors);
  for (int t = 0; t < trajectories; ++t) add_trajectory(points, levels, random);
  return points;
}

Points saltelli_design(int blocks, int factors, std::uint64_t seed) {
  check_cube(blocks, factors);
  require(2 * factors <= sobol_columns, "the Sobol' table has 3,667 columns");
  SobolSource source(2 * factors, Scrambling::Owen, seed);
  Points points(factors);
  for (int i = 0; i < blocks; ++i) {
    const std::vector<double> both = source.next();
    const std::vector<double> a(both.begin(), both.begin() + factors), b(both.begin() + factors, both.end());
    points.add(a);
    points.add(b);
    for (std::size_t j = 0; j < a.size(); ++j) {
      std::vector<double> mixed = a;
      mixed[j] = b[j];
      points.add(mixed);
    }
  }
  return points;
}

}  // namespace backchannel
