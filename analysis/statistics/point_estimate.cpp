#include "analysis/statistics/point_estimate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/statistics/variance.hpp"
#include "sim/core/errors.hpp"

namespace backchannel {

namespace {

constexpr std::size_t numbers = 16;  // of sums()

PairCounts counts_of(std::span<const double> sums) {
  const auto whole = [&](std::size_t i) { return static_cast<std::uint64_t>(sums[i]); };
  return {whole(0), whole(1), whole(2), whole(3), whole(4)};
}

}  // namespace

PointEstimator::PointEstimator(OutcomeKind kind, std::span<const double> sums) : kind_(kind) {
  require(sums.size() == numbers, "sums of another kind");
  pairs_ = PairCounter(counts_of(sums));
  all_ = {sums[5], sums[6]};
  squares_ = sums[7];
  half_ = {Sums{sums[8], sums[9]}, Sums{sums[10], sums[11]}};
  closed_ = {sums[12], sums[13], sums[14], sums[15]};
}

std::vector<double> PointEstimator::sums() const {
  const PairCounts pairs = pairs_.counts();
  const PairSums closed = all_pairs();
  const auto number = [](std::uint64_t count) { return static_cast<double>(count); };
  return {number(pairs.both),     number(pairs.one), number(pairs.none), number(pairs.alone_yes),
          number(pairs.alone_no), all_.runs,         all_.value,         squares_,
          half_[0].runs,          half_[0].value,    half_[1].runs,      half_[1].value,
          closed.pairs,           closed.s_s,        closed.s_m,         closed.m_m};
}

PointEstimator::PairSums PointEstimator::all_pairs() const {
  PairSums sums = closed_;
  if (open_.runs > 0) sums.add(open_.value, open_.runs);
  return sums;
}

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
  const PairSums sums = all_pairs();
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

PointEstimate within_range(PointEstimate estimate, const OutcomeFacts& outcome) {
  const auto [least, most] = possible_range(outcome);
  if (std::isnan(estimate.mean)) return estimate;
  estimate.low = std::max(estimate.low, least);
  estimate.high = std::min(estimate.high, most);
  return estimate;
}

}  // namespace backchannel
