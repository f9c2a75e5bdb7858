// Where to look: designs on the unit cube [0, 1]^d, to be mapped through quantiles or ranges by the caller.
//
//   full grid          every combination of levels; level j of L is (j + ½)/L, or j/(L − 1) with the ends included
//   one at a time      the base point, then each factor alone over its levels
//   Latin hypercube    every factor's n strata hit once; of `tries` random ones the one whose closest two points are
//                      farthest apart (McKay, Beckman and Conover 1979; Johnson, Moore and Ylvisaker 1990); of more
//                      than 1,000 points the first one
//   Sobol' sequence    direction numbers of Joe and Kuo (2008) by Boost.Random, from the zero point on, so that the
//                      first 2^m points are a net; scrambled by a random digital shift (Cranley and Patterson 1976, in
//                      base 2) or by Owen's (1995) nested uniform scrambling, every bit's flip being a hash of the
//                      bits above it
//   Morris             r trajectories of d + 1 points on a p-level grid, step p/(2(p − 1)) (Morris 1991)
//   Saltelli           n blocks (A, B, A with column 1 from B, …, A with column d from B) of a 2d-dimensional
//                      Owen-scrambled Sobol' sequence (Saltelli 2002; Saltelli et al. 2010)
//
// Stopped early: the rows come so that those done are an even sample. Grid cells are visited in the order in which a
// Sobol' sequence enters them; any subset of a Latin hypercube's rows is exchangeable; Sobol' prefixes are even;
// Morris and Saltelli come in whole blocks. For a list use even_order.
//
// Shapes: Points has one row per point, one column per factor. Same seed, same bits on every machine.
// Throws std::invalid_argument for fewer than one factor, point, level or try, an odd number of Morris levels, or more
// factors than the Sobol' table has (3,667 columns).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace backchannel {

class Points {
 public:
  explicit Points(int factors) : factors_(factors) {}

  int factors() const { return static_cast<int>(factors_); }
  int size() const { return static_cast<int>(values_.size() / factors_); }
  std::span<const double> operator[](int point) const { return {values_.data() + factors_ * point, factors_}; }
  void add(std::span<const double> point) { values_.insert(values_.end(), point.begin(), point.end()); }

 private:
  std::size_t factors_;
  std::vector<double> values_;
};

enum class Levels { Centred, WithEnds };
enum class Scrambling { None, DigitalShift, Owen };

/// 0 … size − 1 in van der Corput's order (1935): every prefix is spread over the whole.
std::vector<int> even_order(int size);

Points full_grid(std::span<const int> levels, Levels placement = Levels::WithEnds);

/// The base point comes first; the factors take turns, each with its number of levels, in even order; points equal to
/// the base are left out. A base outside [0, 1] may stand for "as it is".
Points one_at_a_time(std::span<const double> base, std::span<const int> levels, Levels placement = Levels::WithEnds);

Points latin_hypercube(int points, int factors, std::uint64_t seed, int tries = 100);

Points sobol_sequence(int points, int factors, Scrambling scrambling, std::uint64_t seed);

Points morris_trajectories(int trajectories, int factors, std::uint64_t seed, int levels = 4);

/// Row block·(factors + 2) is A, the next B, then A with one factor after the other taken from B.
Points saltelli_design(int blocks, int factors, std::uint64_t seed);

}  // namespace backchannel
