// When to stop adding runs: the shares of the chosen classes, or the means of quantities, are known to within a
// half-width H.
//
// A look at n finished runs is precise if n ≥ minimum and the 95 % interval of every chosen outcome has a half-width of
// at most H: Wilson's on n_eff for shares (intervals.hpp), the normal one for means (point_estimate.hpp). Sampling
// stops at the second precise look in a row, or when n ≥ maximum.
// Stopping at the first precise look would favour studies whose share came out too extreme, since that very error
// narrows their interval (the bias of fixed-width rules: Chow and Robbins 1965; Frey 2010 for proportions): the worst
// measured coverage of a nominal .95 was .935. The runs up to the second look are mostly fresh and mend that, also with
// looks after every 1,024 runs, as `run --until-half-width` takes them: at least .943 for shares p = .3, .05, .01 and
// correlations 0, .3, 1, and at least .940 for means of exponential and of lognormal values, over 9 values of H
// (tests/analysis/stopping.cpp repeats this).
// Looks are at the same numbers of runs for any number of threads; a look less than `minimum` runs after the last one
// is passed over. After a resume, replay the looks of the batches done.
//
// Units: runs; H in shares or in the unit of a mean. Throws std::invalid_argument for H ≤ 0, no minimum, minimum >
// maximum, no class, no runs.
#pragma once

#include <cstdint>
#include <span>

#include "analysis/statistics/intervals.hpp"

namespace backchannel {

struct StoppingRule {
  double half_width = 0.01;  // H
  double level = 0.95;
  std::uint64_t minimum = 1000;
  std::uint64_t maximum = 1'000'000;
};

enum class StoppingReason { Continue, PreciseEnough, MaximumReached };

struct Look {
  StoppingReason reason = StoppingReason::Continue;
  double widest = 0;    // the largest half-width over the outcomes
  double expected = 0;  // about how many runs it will take in all, at most the maximum
  bool stop() const { return reason != StoppingReason::Continue; }
};

class Stopping {
 public:
  explicit Stopping(const StoppingRule& rule);

  /// `classes` are the counts so far of the chosen outcomes, all over the same runs.
  Look look(std::span<const PairCounts> classes);
  /// `widest`: the largest half-width over the chosen outcomes, after so many runs.
  Look look(double widest, std::uint64_t runs);

 private:
  bool precise(double widest, std::uint64_t runs);

  StoppingRule rule_;
  std::uint64_t last_look_ = 0;
  int precise_in_a_row_ = 0;
};

}  // namespace backchannel
