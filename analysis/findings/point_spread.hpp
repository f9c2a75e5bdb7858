// How far the points of a sweep differ beyond chance. The least and the largest of noisy estimates say more than is
// there; the spread does not. The halves of a point's runs are independent, so their covariance over the points is the
// variance of the outcome free of replication noise (as in sensitivity.hpp); `kept` is its part of the variance of the
// means, by which an estimate is moved towards their mean (empirical Bayes, Efron and Morris 1975).
//
// Units: those of the outcome. Points without an estimate are left out.
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
