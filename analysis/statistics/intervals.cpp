#include "analysis/statistics/intervals.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>

#include "sim/core/errors.hpp"

namespace backchannel {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The smallest count whose binomial distribution function exceeds `tail`.
double binomial_rank(double trials, double probability, double tail) {
  const boost::math::binomial_distribution<double> distribution(trials, probability);
  double low = -1, high = trials;
  while (high - low > 1) {
    const double middle = std::floor((low + high) / 2);
    (boost::math::cdf(distribution, middle) > tail ? high : low) = middle;
  }
  return high;
}

/// P(value at rank `low` ≤ quantile < value at rank `high`) ≥ level; ranks from 1, 0 and size + 1 mean unbounded.
Interval sorted_interval(const std::vector<double>& sorted, double probability, double level, double effective) {
  const double trials = std::max(1.0, std::floor(effective)), size = static_cast<double>(sorted.size());
  const double low = binomial_rank(trials, probability, (1 - level) / 2);
  const double high = binomial_rank(trials, probability, (1 + level) / 2) + 1;
  const double low_rank = std::floor(low * (size / trials)), high_rank = std::ceil(high * (size / trials));
  return {low_rank < 1 ? -infinity : sorted[static_cast<std::size_t>(low_rank) - 1],
          high > trials ? infinity  // NOLINT(bugprone-narrowing-conversions)
                        : sorted[static_cast<std::size_t>(std::min(high_rank, size)) - 1]};
}

double run_effective_size(std::span<const std::uint64_t> runs, std::span<const double> values, double threshold) {
  PairCounter counter;
  for (std::size_t i = 0; i < runs.size(); ++i) counter.add(runs[i], values[i] <= threshold);
  return effective_size(counter.counts());
}

}  // namespace

double sorted_quantile(const std::vector<double>& sorted, double probability) {
  const double position = probability * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const double weight = position - static_cast<double>(below);
  if (weight == 0 || sorted[below] == sorted[below + 1]) return sorted[below];
  return sorted[below] + weight * (sorted[below + 1] - sorted[below]);
}

double normal_quantile(double level) {
  require(level > 0 && level < 1, "level must lie between 0 and 1");
  return boost::math::quantile(boost::math::normal_distribution<double>(), (1 + level) / 2);
}

PairCounts& PairCounts::operator+=(const PairCounts& other) {
  both += other.both;
  one += other.one;
  none += other.none;
  alone_yes += other.alone_yes;
  alone_no += other.alone_no;
  return *this;
}

void PairCounter::add(std::uint64_t run, bool yes) {
  require(!last_ || run > *last_, "runs must be added in increasing order");
  last_ = run;
  if (waiting_ && waiting_->run / 2 == run / 2) {
    ++(waiting_->yes && yes ? counts_.both : waiting_->yes || yes ? counts_.one : counts_.none);
    waiting_.reset();
  } else {
    counts_ = counts();
    waiting_ = Waiting{run, yes};
  }
}

PairCounts PairCounter::counts() const {
  PairCounts result = counts_;
  if (waiting_) ++(waiting_->yes ? result.alone_yes : result.alone_no);
  return result;
}

double within_pair_correlation(const PairCounts& counts) {
  const double pairs = static_cast<double>(counts.pairs());
  const double share = static_cast<double>(2 * counts.both + counts.one) / (2 * pairs);
  return 1 - static_cast<double>(counts.one) / pairs / (2 * share * (1 - share));  // 0/0 is NaN: not estimable
}

double effective_size(const PairCounts& counts) {
  const double runs = static_cast<double>(counts.runs());
  if (counts.pairs() == 0) return runs;
  PairCounts guarded = counts;
  ++guarded.both, ++guarded.none;
  const double excess = std::max(0.0, within_pair_correlation(guarded));
  return runs / (1 + excess * 2 * static_cast<double>(counts.pairs()) / runs);
}

double share_standard_error(double share, double effective) {
  require(share >= 0 && share <= 1, "a share must lie in [0, 1]");
  require(effective > 0, "there must be runs");
  return std::sqrt(share * (1 - share) / effective);
}

Interval wilson_interval(double share, double effective, double level) {
  const double error = share_standard_error(share, effective), z = normal_quantile(level);
  const double shrink = 1 / (1 + z * z / effective), centre = share + z * z / (2 * effective);
  const double reach = z * std::sqrt(error * error + z * z / (4 * effective * effective));
  return {share == 0 ? 0 : std::max(0.0, (centre - reach) * shrink),
          share == 1 ? 1 : std::min(1.0, (centre + reach) * shrink)};
}

ShareEstimate estimate_share(const PairCounts& counts, double level) {
  require(counts.runs() > 0, "there must be runs");
  const double share = counts.share(), effective = effective_size(counts);
  return {share, share_standard_error(share, effective), effective, wilson_interval(share, effective, level)};
}

std::vector<ShareEstimate> estimate_shares_together(std::span<const PairCounts> classes, double level) {
  std::vector<ShareEstimate> estimates;
  for (const PairCounts& counts : classes)
    estimates.push_back(estimate_share(counts, 1 - (1 - level) / static_cast<double>(classes.size())));
  return estimates;
}

QuantileEstimate estimate_quantile(std::vector<double> values, double probability, double level) {
  const double size = static_cast<double>(values.size());
  return estimate_quantile(std::move(values), probability, level, size);
}

QuantileEstimate estimate_quantile(std::vector<double> values, double probability, double level, double effective) {
  require(!values.empty(), "there must be values");
  require(probability > 0 && probability < 1, "the probability of a quantile must lie between 0 and 1");
  require(level > 0 && level < 1, "level must lie between 0 and 1");
  require(effective > 0 && effective <= static_cast<double>(values.size()), "effective size out of range");
  require(std::none_of(values.begin(), values.end(), [](double v) { return std::isnan(v); }), "a value is NaN");
  std::sort(values.begin(), values.end());
  return {sorted_quantile(values, probability), sorted_interval(values, probability, level, effective)};
}

QuantileEstimate estimate_run_quantile(std::span<const std::uint64_t> runs, std::span<const double> values,
                                       double probability, double level) {
  require(runs.size() == values.size(), "runs and values differ in number");
  std::vector<double> copy(values.begin(), values.end());
  const double value = estimate_quantile(copy, probability, level).value;
  return estimate_quantile(std::move(copy), probability, level, run_effective_size(runs, values, value));
}

Quartiles estimate_run_quartiles(std::span<const std::uint64_t> runs, std::span<const double> values, double level) {
  return {estimate_run_quantile(runs, values, 0.25, level), estimate_run_quantile(runs, values, 0.5, level),
          estimate_run_quantile(runs, values, 0.75, level)};
}

}  // namespace backchannel
