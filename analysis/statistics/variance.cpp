#include "analysis/statistics/variance.hpp"

#include <algorithm>
#include <array>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
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
  return {clamp(raw), {clamp(around.low), std::tanh(std::max(0.0, z) + reach)}, raw, around};
}

struct Moments {
  double mean = 0, variance = 0;
};

/// Mean and noise-free variance of the probability over draws: analysis of variance of 0/1 outcomes in groups.
Moments moments_of(std::span<const NestedDraw> draws) {
  double runs = 0, successes = 0, run_squares = 0, within = 0, between = 0;
  for (const NestedDraw& draw : draws) {
    const auto n = static_cast<double>(draw.runs), x = static_cast<double>(draw.successes);
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

constexpr std::size_t law_cells = 100;
constexpr int law_steps = 50;

/// A law of the probability, as weights of equal cells of [0, 1], of which the draws are known by their counts.
class ProbabilityLaw {
 public:
  explicit ProbabilityLaw(std::span<const NestedDraw> draws) {
    for (const NestedDraw& draw : draws) {
      const auto [place, is_new] = row_of_.try_emplace({draw.runs, draw.successes}, likelihood_.size());
      row_.push_back(place->second);
      if (is_new) likelihood_.push_back(likelihood_of(draw));
    }
  }

  /// The range of the law that the draws with these indices tell.
  [[nodiscard]] Interval range(std::span<const std::size_t> draws, const Moments& moments,
                               const NestedOptions& options) const {
    if (moments.variance <= 1e-12 * moments.mean * (1 - moments.mean)) return {moments.mean, moments.mean};
    std::vector<double> times(likelihood_.size());
    for (const std::size_t draw : draws) times[row_[draw]] += 1.0 / static_cast<double>(draws.size());
    std::vector<double> law = beta_law(moments);
    for (int step = 0; step < law_steps; ++step) move(law, times);
    return {quantile_of(law, options.low), quantile_of(law, options.high)};
  }

 private:
  using Cells = std::array<double, law_cells>;

  /// Of the counts in each cell, up to a factor.
  static Cells likelihood_of(const NestedDraw& draw) {
    const double yes = static_cast<double>(draw.successes), no = static_cast<double>(draw.runs) - yes;
    Cells cells;
    for (std::size_t c = 0; c < law_cells; ++c) {
      const double p = (static_cast<double>(c) + 0.5) / law_cells;
      cells[c] = yes * std::log(p) + no * std::log1p(-p);
    }
    const double most = *std::ranges::max_element(cells);
    for (double& cell : cells) cell = std::exp(cell - most);
    return cells;
  }

  static std::vector<double> beta_law(const Moments& moments) {
    const double concentration = std::max(moments.mean * (1 - moments.mean) / moments.variance - 1, 1e-6);
    const boost::math::beta_distribution<double> beta(moments.mean * concentration, (1 - moments.mean) * concentration);
    std::vector<double> law(law_cells);
    double below = 0;
    for (std::size_t c = 0; c < law_cells; ++c) {
      const double up_to = boost::math::cdf(beta, static_cast<double>(c + 1) / law_cells);
      law[c] = std::max(up_to - below, 1e-12);  // no cell is ruled out
      below = up_to;
    }
    return law;
  }

  /// A step of the EM algorithm.
  void move(std::vector<double>& law, const std::vector<double>& times) const {
    Cells factor{};
    for (std::size_t r = 0; r < times.size(); ++r) {
      if (times[r] == 0) continue;
      const Cells& likelihood = likelihood_[r];
      double sum = 0;
      for (std::size_t c = 0; c < law_cells; ++c) sum += likelihood[c] * law[c];
      for (std::size_t c = 0; c < law_cells; ++c) factor[c] += times[r] / sum * likelihood[c];
    }
    for (std::size_t c = 0; c < law_cells; ++c) law[c] *= factor[c];
  }

  static double quantile_of(const std::vector<double>& law, double probability) {
    const double rank = probability * std::accumulate(law.begin(), law.end(), 0.0);
    double passed = 0;
    for (std::size_t c = 0; c < law_cells; ++c) {
      if (passed + law[c] >= rank) return (static_cast<double>(c) + (rank - passed) / law[c]) / law_cells;
      passed += law[c];
    }
    return 1;
  }

  std::map<std::pair<std::uint64_t, std::uint64_t>, std::size_t> row_of_;
  std::vector<std::size_t> row_;  // by draw
  std::vector<Cells> likelihood_;
};

Interval percentile_interval(const std::vector<double>& values, double level) {
  return {estimate_quantile(values, (1 - level) / 2).value, estimate_quantile(values, (1 + level) / 2).value};
}

/// Whether the draws differ beyond chance at 5 %: Pearson's test of equal probabilities.
bool differ(std::span<const NestedDraw> draws, double mean) {
  double sum = 0;
  for (const NestedDraw& draw : draws) {
    const auto n = static_cast<double>(draw.runs), x = static_cast<double>(draw.successes);
    sum += (x - n * mean) * (x - n * mean) / (n * mean * (1 - mean));
  }
  const boost::math::chi_squared_distribution<double> law(static_cast<double>(draws.size()) - 1);
  return sum > boost::math::quantile(law, 0.95);
}

/// The outcome always or never happened: each draw counts once, as if judgement decided everything.
ProbabilityRange unvaried_range(double mean, std::size_t draws, double level) {
  const Interval error = wilson_interval(mean, static_cast<double>(draws), level);
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  return {mean, 0, {mean, mean}, error, error, {none, {0, 1}, none, {-1, 1}}};
}

/// What the share of judgement is estimated at by chance where there is none, at a level: Pearson's statistic has the
/// variance (draws − 1)(2 + 1/(n p (1 − p))) or so, with n runs a draw (Haldane 1937).
double error_without_judgement(std::span<const NestedDraw> draws, double mean, double level) {
  double runs = 0;
  for (const NestedDraw& draw : draws) runs += static_cast<double>(draw.runs) / static_cast<double>(draws.size());
  const double spread = std::sqrt((2 + 1 / (runs * mean * (1 - mean))) / static_cast<double>(draws.size() - 1));
  return normal_quantile(level) * spread / runs;
}

double judgement_of(const Moments& moments) {
  const double most = moments.mean * (1 - moments.mean);
  return most > 0 ? moments.variance / most : 0;
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

std::optional<Interval> fitted_prior_range(const PairCounts& counts) {
  if (counts.pairs() < 3) return std::nullopt;
  const VarianceShare judgement = judgement_share(counts);
  const double share = counts.share();
  if (!(judgement.raw_interval.low > 0 && share > 0 && share < 1)) return std::nullopt;
  const double concentration = 1 / std::min(judgement.share, 0.999) - 1;
  const boost::math::beta_distribution<double> beta(share * concentration, (1 - share) * concentration);
  return Interval{boost::math::quantile(beta, 0.05), boost::math::quantile(beta, 0.95)};
}

ProbabilityRange probability_range(std::span<const NestedDraw> draws, const NestedOptions& options) {
  require(draws.size() >= 3, "a nested design needs at least 3 draws");
  for (const NestedDraw& draw : draws)
    require(draw.runs >= 2 && draw.successes <= draw.runs, "a draw needs at least 2 runs, and at most all succeed");
  const Moments moments = moments_of(draws);
  if (moments.mean == 0 || moments.mean == 1) return unvaried_range(moments.mean, draws.size(), options.level);
  const ProbabilityLaw law(draws);
  SplitMix random(options.seed);
  std::vector<double> lows, highs, judgements;
  std::vector<NestedDraw> resample(draws.size());
  std::vector<std::size_t> chosen(draws.size());
  std::iota(chosen.begin(), chosen.end(), std::size_t{0});
  const Interval range = law.range(chosen, moments, options);
  for (int r = 0; r < options.resamples; ++r) {
    for (std::size_t k = 0; k < draws.size(); ++k) {
      chosen[k] = random.below(draws.size());
      resample[k] = draws[chosen[k]];
    }
    const Moments resampled = moments_of(resample);
    const Interval of_resample = law.range(chosen, resampled, options);
    lows.push_back(of_resample.low);
    highs.push_back(of_resample.high);
    judgements.push_back(judgement_of(resampled));
  }
  const double share = judgement_of(moments);
  if (lows.empty()) lows = {range.low}, highs = {range.high}, judgements = {share};
  const Interval low_error = percentile_interval(lows, options.level);
  const Interval high_error = percentile_interval(highs, options.level);
  Interval judged = percentile_interval(judgements, options.level);
  judged.high = std::max(judged.high, std::min(1.0, error_without_judgement(draws, moments.mean, options.level)));
  const VarianceShare judgement{share, judged, share, judged};
  if (!differ(draws, moments.mean))
    return {moments.mean, 0, {moments.mean, moments.mean}, low_error, high_error, judgement};
  return {moments.mean, std::sqrt(moments.variance), range, low_error, high_error, judgement};
}

}  // namespace backchannel
