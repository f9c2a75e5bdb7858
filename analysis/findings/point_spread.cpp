#include "analysis/findings/point_spread.hpp"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <vector>

#include "analysis/statistics/moments.hpp"

namespace backchannel {
namespace {

/// Whether all that is set is the placebo.
bool moves_nothing(const SweepFacts& facts, std::size_t point) {
  bool placebo = false;
  for (std::size_t f = 0; f < facts.factors.size(); ++f) {
    if (!facts.points[point].values[f]) continue;
    if (facts.factors[f].kind != "placebo") return false;
    placebo = true;
  }
  return placebo;
}

/// Whether means with these standard errors differ beyond chance at 5 %, `variance` being the one between them.
bool differ(double variance, const std::vector<double>& errors) {
  double squares = 0, fourths = 0;
  for (const double error : errors) squares += error * error, fourths += error * error * error * error;
  if (!(fourths > 0)) return variance > 0;
  if (!std::isfinite(fourths)) return false;  // errors that nobody can reckon with
  const auto n = static_cast<double>(errors.size());
  const double freedom = (n - 1) / n * squares * squares / fourths;
  const boost::math::chi_squared_distribution<double> law(freedom);
  return variance * n / squares > boost::math::quantile(law, 0.95) / freedom;
}

}  // namespace

std::optional<PointSpread> spread_of(const StoredSweep& sweep, std::size_t outcome) {
  std::vector<double> mean, first, second, errors;
  for (std::size_t p = 0; p < sweep.results.size(); ++p) {
    const PointEstimate& e = sweep.results[p].estimates[outcome];
    if (moves_nothing(sweep.facts, p) || !std::isfinite(e.mean + e.first_half + e.second_half + e.standard_error))
      continue;
    mean.push_back(e.mean), first.push_back(e.first_half), second.push_back(e.second_half);
    errors.push_back(e.standard_error);
  }
  if (mean.size() < 2) return std::nullopt;
  const double total = covariance(mean, mean);
  const double between = differ(total, errors) ? std::max(0.0, covariance(first, second)) : 0;
  PointSpread spread{.mean = average(mean), .between = std::sqrt(between)};
  spread.kept = total > 0 ? std::min(1.0, between / total) : 0;
  const auto [low, high] = std::ranges::minmax(mean);
  spread.lowest = spread.moved(low), spread.highest = spread.moved(high);
  return spread;
}

}  // namespace backchannel
