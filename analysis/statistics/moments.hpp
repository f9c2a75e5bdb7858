// Means and covariances of plain numbers. Throws std::invalid_argument for spans of unlike length or too few numbers.
#pragma once

#include <numeric>
#include <span>

#include "sim/core/errors.hpp"

namespace backchannel {

[[nodiscard]] inline double average(std::span<const double> values) {
  require(!values.empty(), "there must be values");
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Σ(x − x̄)(y − ȳ)/(n − 1).
[[nodiscard]] inline double covariance(std::span<const double> x, std::span<const double> y) {
  require(x.size() == y.size() && x.size() >= 2, "a covariance needs two pairs");
  const double mean_x = average(x), mean_y = average(y);
  double sum = 0;
  for (std::size_t k = 0; k < x.size(); ++k) sum += (x[k] - mean_x) * (y[k] - mean_y);
  return sum / static_cast<double>(x.size() - 1);
}

}  // namespace backchannel
