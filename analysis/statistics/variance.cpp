#include "analysis/statistics/variance.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "analysis/statistics/random.hpp"
#include "sim/core/errors.hpp"

namespace backchannel {
namespace {

/// Sums over pairs from which the variance share follows, with or without one pair.
struct PairSums {
  double pairs = 0, mean = 0, mean_square = 0, difference_square = 0;

  static PairSums of(double x, double y) {
    const double mean = (x + y) / 2;
    return {1, mean, mean * mean, (x - y) * (x - y)};
  }
  PairSums plus(const PairSums& o, double times) const {
    return {pairs + times * o.pairs, mean + times * o.mean, mean_square + times * o.mean_square,
            difference_square + times * o.difference_square};
  }
  double share() const {
    const double between = 2 * (mean_square - mean * mean / pairs) / (pairs - 1);
    const double within = difference_square / (2 * pairs);
    return between + within > 0 ? std::clamp((between - within) / (between + within), -1.0, 1.0)
                                : std::numeric_limits<double>::quiet_NaN();
  }
};

/// Fisher's z, kept finite at ±1.
double fisher_z(double share) { return std::atanh(std::clamp(share, -1 + 1e-12, 1 - 1e-12)); }

/// A jackknife whose deletions may repeat: `times` pairs leave the same rest.
class Jackknife {
 public:
  void add(double value, double times) {
    count_ += times;
    const double step = value - mean_;
    mean_ += step * times / count_;
    squares_ += step * (value - mean_) * times;
  }
  double standard_error() const { return std::sqrt(squares_ * (count_ - 1) / count_); }

 private:
  double count_ = 0, mean_ = 0, squares_ = 0;
};

VarianceShare describe(double raw, double z_error, double level) {
  if (std::isnan(raw)) return {raw, {0, 1}, raw, {-1, 1}};
  const double z = fisher_z(raw), reach = normal_quantile(level) * z_error;
  const Interval around{std::tanh(z - reach), std::tanh(z + reach)};
  const auto clamp = [](double value) { return std::clamp(value, 0.0, 1.0); };
  return {clamp(raw), {clamp(around.low), clamp(around.high)}, raw, around};
}

struct BetaMoments {
  double mean = 0, variance = 0;
};

/// Mean and noise-free variance of the probability over draws: analysis of variance of 0/1 outcomes in groups.
BetaMoments beta_moments(std::span<const NestedDraw> draws) {
  double runs = 0, successes = 0, run_squares = 0, within = 0, between = 0;
  for (const NestedDraw& draw : draws) {
    const double n = static_cast<double>(draw.runs), x = static_cast<double>(draw.successes);
    runs += n, successes += x, run_squares += n * n;
    within += x * (n - x) / n;
  }
  const double mean = successes / runs, groups = static_cast<double>(draws.size());
  for (const NestedDraw& draw : draws) {
    const double n = static_cast<double>(draw.runs), off = static_cast<double>(draw.successes) / n - mean;
    between += n * off * off;
  }
  const double size = (runs - run_squares / runs) / (groups - 1);
  const double variance = (between / (groups - 1) - within / (runs - groups)) / size;
  return {mean, std::clamp(variance, 0.0, mean * (1 - mean))};
}

Interval beta_range(const BetaMoments& moments, const NestedOptions& options) {
  const double full = moments.mean * (1 - moments.mean);
  if (moments.variance <= 1e-12 * full) return {moments.mean, moments.mean};
  const double concentration = std::max(full / moments.variance - 1, 1e-6);
  const boost::math::beta_distribution<double> beta(moments.mean * concentration, (1 - moments.mean) * concentration);
  return {boost::math::quantile(beta, options.low), boost::math::quantile(beta, options.high)};
}

Interval percentile_interval(std::vector<double> values, double level) {
  return {estimate_quantile(values, (1 - level) / 2).value, estimate_quantile(values, (1 + level) / 2).value};
}

/// The outcome always or never happened: each draw counts once, as if judgement decided everything.
ProbabilityRange unvaried_range(double mean, std::size_t draws, double level) {
  const Interval error = wilson_interval(mean, static_cast<double>(draws), level);
  return {mean, 0, {mean, mean}, error, error};
}

}  // namespace

VarianceShare judgement_share(std::span<const double> first, std::span<const double> second, double level) {
  require(first.size() == second.size(), "first and second differ in number");
  require(first.size() >= 3, "a variance share needs at least 3 pairs");
  double centre = 0;
  for (std::size_t k = 0; k < first.size(); ++k) centre += (first[k] + second[k]) / 2;
  centre /= static_cast<double>(first.size());
  require(std::isfinite(centre), "a value is not finite");
  PairSums sums;
  for (std::size_t k = 0; k < first.size(); ++k)
    sums = sums.plus(PairSums::of(first[k] - centre, second[k] - centre), 1);
  const double raw = sums.share();
  if (std::isnan(raw)) return describe(raw, 0, level);
  Jackknife jackknife;
  for (std::size_t k = 0; k < first.size(); ++k) {
    const double without = sums.plus(PairSums::of(first[k] - centre, second[k] - centre), -1).share();
    jackknife.add(fisher_z(std::isnan(without) ? 0 : without), 1);
  }
  return describe(raw, jackknife.standard_error(), level);
}

VarianceShare judgement_share(const PairCounts& counts, double level) {
  require(counts.pairs() >= 3, "a variance share needs at least 3 pairs");
  const std::pair<PairSums, double> kinds[] = {{PairSums::of(1, 1), static_cast<double>(counts.both)},
                                               {PairSums::of(1, 0), static_cast<double>(counts.one)},
                                               {PairSums::of(0, 0), static_cast<double>(counts.none)}};
  PairSums sums;
  for (const auto& [kind, times] : kinds) sums = sums.plus(kind, times);
  const double raw = sums.share();
  if (std::isnan(raw)) return describe(raw, 0, level);
  if (counts.one == 0) {
    const double share = sums.mean / sums.pairs;
    const double discordant = wilson_interval(0, sums.pairs, level).high;
    const double low = std::max(-1.0, 1 - discordant / (2 * share * (1 - share)));
    return {1, {std::max(0.0, low), 1}, raw, {low, 1}};
  }
  PairSums guarded = sums;  // by one more concordant pair of either kind: few of them would understate the error
  for (const auto& [kind, times] : kinds) guarded = guarded.plus(kind, kind.difference_square == 0 ? 1 : 0);
  Jackknife jackknife;
  for (const auto& [kind, times] : kinds)
    jackknife.add(fisher_z(guarded.plus(kind, -1).share()), times + (kind.difference_square == 0 ? 1 : 0));
  return describe(raw, jackknife.standard_error(), level);
}

double probability_spread(double share, double judgement) {
  require(share >= 0 && share <= 1, "a share must lie in [0, 1]");
  return std::sqrt(std::max(0.0, judgement) * share * (1 - share));
}

ProbabilityRange probability_range(std::span<const NestedDraw> draws, const NestedOptions& options) {
  require(draws.size() >= 3, "a nested design needs at least 3 draws");
  for (const NestedDraw& draw : draws)
    require(draw.runs >= 2 && draw.successes <= draw.runs, "a draw needs at least 2 runs, and at most all succeed");
  const BetaMoments moments = beta_moments(draws);
  if (moments.mean == 0 || moments.mean == 1) return unvaried_range(moments.mean, draws.size(), options.level);
  SplitMix random(options.seed);
  std::vector<double> lows, highs;
  std::vector<NestedDraw> resample(draws.size());
  for (int r = 0; r < options.resamples; ++r) {
    for (NestedDraw& draw : resample) draw = draws[random.below(draws.size())];
    const Interval range = beta_range(beta_moments(resample), options);
    lows.push_back(range.low);
    highs.push_back(range.high);
  }
  const Interval range = beta_range(moments, options);
  if (lows.empty()) lows = {range.low}, highs = {range.high};
  return {moments.mean, std::sqrt(moments.variance), range, percentile_interval(lows, options.level),
          percentile_interval(highs, options.level)};
}

}  // namespace backchannel
