#include "analysis/findings/point_spread.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/statistics/moments.hpp"

namespace backchannel {

std::optional<PointSpread> spread_of(const StoredSweep& sweep, std::size_t outcome) {
  std::vector<double> mean, first, second;
  for (const PointResult& result : sweep.results) {
    const PointEstimate& e = result.estimates[outcome];
    if (!std::isfinite(e.mean + e.first_half + e.second_half)) continue;
    mean.push_back(e.mean), first.push_back(e.first_half), second.push_back(e.second_half);
  }
  if (mean.size() < 2) return std::nullopt;
  const double total = covariance(mean, mean), between = std::max(0.0, covariance(first, second));
  PointSpread spread{.mean = average(mean), .between = std::sqrt(between)};
  spread.kept = total > 0 ? std::min(1.0, between / total) : 0;
  const auto [low, high] = std::ranges::minmax(mean);
  spread.lowest = spread.moved(low), spread.highest = spread.moved(high);
  return spread;
}

}  // namespace backchannel
