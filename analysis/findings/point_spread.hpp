// How far the points of a sweep differ beyond chance. The least and the largest of noisy estimates say more than is
// there; the spread does not. The halves of a point's runs are independent, so their covariance over the points is the
// variance of the outcome free of replication noise (as in sensitivity.hpp); `kept` is its part of the variance of the
// means, by which an estimate is moved towards their mean (empirical Bayes, Efron and Morris 1975).
//
// A spread is told only where the means differ beyond that noise at 5 %: the sum of their squared distances from their
// mean over the mean square of their standard errors, against chi-square (of shares this is Pearson's test, 1900), with
// the degrees of freedom of a sum of unequal squares (Satterthwaite 1946). Points are taken for independent, as one
// factor at a time is in sweep_sensitivity.hpp: with common random numbers the test is cautious.
//
// Units: those of the outcome. Points without an estimate are left out, and those that set the placebo alone.
#pragma once

#include <cstddef>
#include <optional>

#include "sim/results/file/sweep_file.hpp"

namespace backchannel {

struct PointSpread {
  double mean = 0;                 // over the points
  double between = 0;              // standard deviation between them beyond chance; 0: not told from chance
  double kept = 0;                 // in [0, 1]
  double lowest = 0, highest = 0;  // of the estimates moved towards the mean

  [[nodiscard]] double moved(double estimate) const { return mean + kept * (estimate - mean); }
};

/// None with fewer than two points.
[[nodiscard]] std::optional<PointSpread> spread_of(const StoredSweep& sweep, std::size_t outcome);

}  // namespace backchannel
