// Simulated pairs of runs for the statistical tests.
#pragma once

#include <boost/random/binomial_distribution.hpp>
#include <cmath>

#include "analysis/statistics/intervals.hpp"
#include "analysis/statistics/random.hpp"

namespace backchannel {

inline std::uint64_t binomial(std::uint64_t trials, double p, SplitMix& random) {
  if (trials == 0 || p <= 0) return 0;
  if (p >= 1) return trials;
  return static_cast<std::uint64_t>(boost::random::binomial_distribution<long>(static_cast<long>(trials), p)(random));
}

/// Pairs with share p and within-pair correlation rho: both with p² + rho·p(1 − p), one with 2(1 − rho)·p(1 − p).
inline PairCounts simulate_pairs(std::uint64_t pairs, double p, double rho, SplitMix& random) {
  const double both = p * p + rho * p * (1 - p), one = 2 * (1 - rho) * p * (1 - p);
  PairCounts counts;
  counts.both = binomial(pairs, both, random);
  counts.one = binomial(pairs - counts.both, one / (1 - both), random);
  counts.none = pairs - counts.both - counts.one;
  return counts;
}

/// Four standard errors of a share estimated from `trials`.
inline double four_errors(double share, int trials) { return 4 * std::sqrt(share * (1 - share) / trials); }

}  // namespace backchannel
