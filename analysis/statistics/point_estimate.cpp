#include "analysis/statistics/point_estimate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/statistics/variance.hpp"

namespace backchannel {

void PointEstimator::add(std::uint64_t run, double value) {
  const std::uint64_t pair = run / 2;
  if (open_.runs > 0 && pair != open_pair_) {
    closed_.add(open_.value, open_.runs);
    open_ = {};
  }
  open_pair_ = pair;
  for (Sums* sums : {&open_, &all_, &half_[pair % 2]}) sums->runs += 1, sums->value += value;
  squares_ += value * value;
  if (kind_ == OutcomeKind::share) pairs_.add(run, value > 0.5);
}

double PointEstimator::error_of_mean(double mean) const {
  PairSums sums = closed_;
  sums.add(open_.value, open_.runs);
  const double n = all_.runs;
  const double single = std::max(0.0, squares_ - n * mean * mean) / (n * n) * (n > 1 ? n / (n - 1) : 1);
  const double between = std::max(0.0, sums.s_s - 2 * mean * sums.s_m + mean * mean * sums.m_m) / (n * n);
  return std::sqrt(std::max(single, between * (sums.pairs > 1 ? sums.pairs / (sums.pairs - 1) : 1)));
}

PointEstimate PointEstimator::estimate(double level) const {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  PointEstimate result;
  result.mean = result.standard_error = result.low = result.high = nan;
  result.first_half = half_[0].mean(), result.second_half = half_[1].mean();
  if (all_.runs == 0) return result;
  result.mean = all_.mean();
  if (kind_ == OutcomeKind::share) {
    const ShareEstimate share = estimate_share(pairs_.counts(), level);
    result.standard_error = share.standard_error;
    result.low = share.interval.low, result.high = share.interval.high;
    if (const auto range = fitted_prior_range(pairs_.counts()))
      result.prior_low = range->low, result.prior_high = range->high;
    return result;
  }
  result.standard_error = error_of_mean(result.mean);
  const double reach = normal_quantile(level) * result.standard_error;
  result.low = result.mean - reach, result.high = result.mean + reach;
  return result;
}

}  // namespace backchannel
