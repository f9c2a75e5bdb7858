#include "analysis/statistics/sensitivity.hpp"

#include <algorithm>
#include <boost/math/distributions/fisher_f.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>

#include "analysis/statistics/random.hpp"
#include "analysis/statistics/variance.hpp"
#include "sim/core/errors.hpp"
#include "sim/core/id.hpp"

namespace backchannel {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t jackknife_groups = 20;
constexpr double rounding = 1e-9;  // what of a mean square may be left of sums that cancel: no variance

void require_finite(std::span<const double> values) {
  require(std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); }),
          "a value is not finite");
}

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// ---- Sobol' ----

/// What one block, or the sum over many, adds to the estimators.
struct BlockSums {
  double blocks = 0, mean = 0, other_mean = 0, square = 0;
  double size = 0;  // mean square of all halves, replication noise and all
  std::vector<double> first, total;

  explicit BlockSums(std::size_t factors) : first(factors), total(factors) {}
  void add(const BlockSums& block) {
    blocks += block.blocks, mean += block.mean, other_mean += block.other_mean, square += block.square;
    size += block.size;
    for (std::size_t i = 0; i < first.size(); ++i) first[i] += block.first[i], total[i] += block.total[i];
  }
  double variance() const { return square / blocks - mean / blocks * (other_mean / blocks); }
  bool varies() const { return variance() > rounding * size / blocks; }
  double index(double sum) const { return varies() ? sum / blocks / variance() : nan; }
};

BlockSums block_sums(std::span<const double> y, std::span<const double> z, double centre) {
  const std::size_t factors = y.size() - 2;
  const double ya = y[0] - centre, yb = y[1] - centre, za = z[0] - centre, zb = z[1] - centre;
  BlockSums sums(factors);
  sums.blocks = 1;
  sums.mean = (ya + yb) / 2;
  sums.other_mean = (za + zb) / 2;
  sums.square = (ya * za + yb * zb) / 2;
  sums.size = (ya * ya + yb * yb + za * za + zb * zb) / 4;
  for (std::size_t i = 0; i < factors; ++i) {
    const double y_step = y[i + 2] - y[0], z_step = z[i + 2] - z[0];
    sums.first[i] = (yb * z_step + zb * y_step) / 2;
    sums.total[i] = y_step * z_step / 2;
  }
  return sums;
}

/// Indices of resampled blocks, and how many resamples vary at all.
struct Resamples {
  std::vector<std::vector<double>> first, total;  // by factor, of the resamples that vary
  double varying = 0;                             // share
};

Resamples resample(const std::vector<BlockSums>& blocks, std::size_t factors, const BootstrapOptions& options) {
  Resamples result{std::vector<std::vector<double>>(factors), std::vector<std::vector<double>>(factors)};
  SplitMix random(options.seed);
  for (int r = 0; r < options.resamples; ++r) {
    BlockSums sums(factors);
    for (std::size_t i = 0; i < blocks.size(); ++i) sums.add(blocks[random.below(blocks.size())]);
    if (!sums.varies()) continue;
    result.varying += 1.0 / options.resamples;
    for (std::size_t i = 0; i < factors; ++i) {
      result.first[i].push_back(sums.index(sums.first[i]));
      result.total[i].push_back(sums.index(sums.total[i]));
    }
  }
  return result;
}

Index index_of(double value, const std::vector<double>& resamples, double level) {
  return {value,
          {estimate_quantile(resamples, (1 - level) / 2).value, estimate_quantile(resamples, (1 + level) / 2).value}};
}

// ---- given data ----

/// Equal-count bins of an input: bin[r] is the bin of row r; ties keep the order of rows.
std::vector<std::size_t> equal_bins(const std::vector<double>& input, std::size_t bins) {
  std::vector<std::size_t> order(input.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return input[a] < input[b]; });
  std::vector<std::size_t> result(input.size());
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const bool tied = rank > 0 && input[order[rank]] == input[order[rank - 1]];
    result[order[rank]] = tied ? result[order[rank - 1]] : rank * bins / order.size();
  }
  return result;
}

/// Between-bin over total sum of squares, over the rows for which keep(row).
template <class Keep>
double correlation_ratio(const std::vector<std::size_t>& bin, std::span<const double> y, std::size_t bins,
                         const Keep& keep) {
  std::vector<double> sum(bins), count(bins);
  double total = 0, rows = 0, squares = 0;
  for (std::size_t r = 0; r < y.size(); ++r) {
    if (!keep(r)) continue;
    sum[bin[r]] += y[r];
    count[bin[r]] += 1;
    total += y[r], squares += y[r] * y[r], rows += 1;
  }
  const double overall = total * total / rows;
  double between = -overall;
  for (std::size_t b = 0; b < sum.size(); ++b)
    if (count[b] > 0) between += sum[b] * sum[b] / count[b];
  return squares > overall ? between / (squares - overall) : nan;
}

double correlation_ratio(const std::vector<std::size_t>& bin, std::span<const double> y, std::size_t bins) {
  return correlation_ratio(bin, y, bins, [](std::size_t) { return true; });
}

/// What correlation ratios of an inert input come to: their mean, and what they exceed once in twenty.
struct ChanceRatio {
  double mean = 0, high = 0;
};

ChanceRatio chance_of(const std::vector<double>& ratios) {
  if (std::isnan(mean(ratios))) return {nan, nan};
  return {mean(ratios), estimate_quantile(ratios, 0.95).value};
}

std::vector<std::size_t> sizes_of(const std::vector<std::size_t>& bin, std::size_t bins) {
  std::vector<std::size_t> sizes(bins);
  for (const std::size_t b : bin) ++sizes[b];
  return sizes;
}

/// By input: with y permuted. Inputs whose bins are of the same sizes share the answer.
std::vector<ChanceRatio> chance_of_rows(const std::vector<std::vector<std::size_t>>& binned, std::vector<double> y,
                                        std::size_t bins, int permutations, SplitMix& random) {
  struct Kind {
    const std::vector<std::size_t>* bin;
    std::vector<double> ratios;
    ChanceRatio chance;
  };
  std::map<std::vector<std::size_t>, Kind> kinds;
  for (const std::vector<std::size_t>& bin : binned) kinds.try_emplace(sizes_of(bin, bins), Kind{&bin, {}, {}});
  for (int p = 0; p < permutations; ++p) {
    shuffle(y, random);
    for (auto& [sizes, kind] : kinds) kind.ratios.push_back(correlation_ratio(*kind.bin, y, bins));
  }
  for (auto& [sizes, kind] : kinds) kind.chance = chance_of(kind.ratios);
  std::vector<ChanceRatio> result;
  for (const std::vector<std::size_t>& bin : binned) result.push_back(kinds.at(sizes_of(bin, bins)).chance);
  return result;
}

/// Chi² of the table of two inputs' bins, a row: 0 where every cell holds its share.
double unevenness(const std::vector<std::size_t>& one, const std::vector<std::size_t>& two, std::size_t bins) {
  const std::vector<std::size_t> sizes = sizes_of(one, bins), other_sizes = sizes_of(two, bins);
  std::vector<double> cells(bins * bins);
  for (std::size_t r = 0; r < one.size(); ++r) ++cells[one[r] * bins + two[r]];
  double sum = -1;
  for (std::size_t i = 0; i < bins; ++i)
    for (std::size_t j = 0; j < bins; ++j)
      if (cells[i * bins + j] > 0)
        sum += cells[i * bins + j] * cells[i * bins + j] / static_cast<double>(sizes[i] * other_sizes[j]);
  return sum;
}

/// By input: of columns that do nothing those that lie as evenly with every other input as it does itself.
std::vector<ChanceRatio> chance_of_inert(std::span<const std::vector<double>> inert,
                                         const std::vector<std::vector<std::size_t>>& binned,
                                         const std::vector<double>& y, std::size_t bins) {
  constexpr std::size_t fewest = 20;
  constexpr double rounding_of_sums = 1e-9;
  struct Column {
    double ratio = 0;
    std::vector<double> uneven{};  // by input
    double excess = 0;             // over that of an input
  };
  std::vector<Column> columns;
  for (const std::vector<double>& input : inert) {
    const std::vector<std::size_t> bin = equal_bins(input, bins);
    columns.push_back({.ratio = correlation_ratio(bin, y, bins)});
    for (const std::vector<std::size_t>& own : binned) columns.back().uneven.push_back(unevenness(bin, own, bins));
  }
  std::vector<ChanceRatio> result;
  for (std::size_t i = 0; i < binned.size(); ++i) {
    double most = 0;  // also of a column with the input itself, whose effect is not chance
    for (Column& column : columns) column.excess = 0;
    for (std::size_t j = 0; j < binned.size(); ++j) {
      if (j == i) continue;
      const double own = unevenness(binned[i], binned[j], bins);
      most = std::max(most, own);
      for (Column& column : columns) column.excess += std::max(0.0, column.uneven[j] - own);
    }
    for (Column& column : columns) column.excess += std::max(0.0, column.uneven[i] - most);
    std::ranges::stable_sort(columns, {}, &Column::excess);
    std::vector<double> ratios;
    for (const Column& column : columns)
      if (column.excess < rounding_of_sums || ratios.size() < fewest) ratios.push_back(column.ratio);
    result.push_back(chance_of(ratios));
  }
  return result;
}

/// Levels of an input that hold rows, less one.
double freedom_of(const std::vector<std::size_t>& bin) {
  return static_cast<double>(std::set<std::size_t>(bin.begin(), bin.end()).size()) - 1;
}

/// By input of a balanced design: the mean square that all inputs together leave, by the analysis of variance.
std::vector<ChanceRatio> chance_of_balance(const std::vector<std::vector<std::size_t>>& binned,
                                           const std::vector<double>& y, std::size_t bins) {
  double left = 1, freedom = static_cast<double>(y.size()) - 1;  // of the total sum of squares
  for (const std::vector<std::size_t>& bin : binned) {
    left -= correlation_ratio(bin, y, bins);
    freedom -= freedom_of(bin);
  }
  std::vector<ChanceRatio> result;
  for (const std::vector<std::size_t>& bin : binned) {
    const double k = freedom_of(bin), mean_square = freedom > 0 ? std::max(0.0, left) / freedom : nan;
    const double tail =
        k > 0 && freedom > 0 ? quantile(boost::math::fisher_f_distribution<double>(k, freedom), 0.95) : 0;
    result.push_back({k * mean_square, k * mean_square * tail});
  }
  return result;
}

/// Standard error of a correlation ratio by leaving out every 20th row, starting at each of the first 20.
double jackknife_error(const std::vector<std::size_t>& bin, std::span<const double> y, std::size_t bins) {
  std::vector<double> without;
  for (std::size_t g = 0; g < jackknife_groups; ++g)
    without.push_back(correlation_ratio(bin, y, bins, [g](std::size_t r) { return r % jackknife_groups != g; }));
  const double centre = mean(without), groups = static_cast<double>(jackknife_groups);
  double squares = 0;
  for (double ratio : without) squares += (ratio - centre) * (ratio - centre);
  return std::sqrt(squares * (groups - 1) / groups);
}

GivenDataIndex given_data_index(const std::vector<std::size_t>& bin, std::span<const double> y, std::size_t bins,
                                const ChanceRatio& chance) {
  const double bias = chance.mean;
  if (std::isnan(bias)) return {nan, nan, nan};
  const auto corrected = [&](double ratio) { return (ratio - bias) / (1 - bias); };
  return {corrected(correlation_ratio(bin, y, bins)), jackknife_error(bin, y, bins) / (1 - bias),
          corrected(chance.high)};
}

std::size_t default_bins(std::size_t rows) {
  return std::clamp(static_cast<int>(std::cbrt(static_cast<double>(rows))), 4, 32);
}

std::vector<double> centred(std::span<const double> y) {
  const double centre = mean(y);
  std::vector<double> result(y.begin(), y.end());
  for (double& value : result) value -= centre;
  return result;
}

}  // namespace

SobolIndices sobol_indices(std::span<const double> y, int factors, const BootstrapOptions& options) {
  return sobol_indices(y, y, factors, options);
}

SobolIndices sobol_indices(std::span<const double> half, std::span<const double> other_half, int factors,
                           const BootstrapOptions& options) {
  require(factors >= 1, "there must be factors");
  const std::size_t count = factors, rows = count + 2;
  require(half.size() == other_half.size() && half.size() % rows == 0, "the rows are not whole Saltelli blocks");
  require(half.size() >= 4 * rows, "Sobol' indices need at least 4 blocks");
  require_finite(half), require_finite(other_half);
  const double centre = (mean(half) + mean(other_half)) / 2;
  std::vector<BlockSums> blocks;
  BlockSums sums(count);
  for (std::size_t row = 0; row < half.size(); row += rows) {
    blocks.push_back(block_sums(half.subspan(row, rows), other_half.subspan(row, rows), centre));
    sums.add(blocks.back());
  }
  SobolIndices result;
  result.variance = sums.variance();
  for (std::size_t r = 0; r < half.size(); ++r)
    result.noise += (half[r] - other_half[r]) * (half[r] - other_half[r]) / 4 / static_cast<double>(half.size());
  const Resamples resamples = resample(blocks, count, options);
  const bool told = sums.varies() && resamples.varying >= (1 + options.level) / 2;
  for (std::size_t i = 0; i < count; ++i) {
    const auto index = [&](double sum, const std::vector<double>& of) {
      return told ? index_of(sums.index(sum), of, options.level) : Index{nan, {nan, nan}};
    };
    result.first.push_back(index(sums.first[i], resamples.first[i]));
    result.total.push_back(index(sums.total[i], resamples.total[i]));
  }
  return result;
}

std::string remark(const Index& index) {
  if (std::isnan(index.value)) return "no variance beyond replication noise: indices are not defined";
  if (index.value < 0 && index.interval.contains(0))
    return "negative by sampling error: cannot be told from 0; more points narrow it";
  if (index.value < 0) return "negative beyond its interval: too few points for this response";
  if (index.interval.half_width() > 0.1) return "wide interval: use it to rank, not to state; more points narrow it";
  return "";
}

std::vector<MorrisEffect> morris_effects(const Points& points, std::span<const double> y) {
  const int length = points.factors() + 1;
  require(points.size() == static_cast<int>(y.size()), "points and y differ in number");
  require(points.size() % length == 0 && points.size() >= 2 * length, "at least 2 whole trajectories are needed");
  require_finite(y);
  std::vector<std::vector<double>> effects(points.factors());
  for (int row = 1; row < points.size(); ++row) {
    if (row % length == 0) continue;
    const auto from = points[row - 1], to = points[row];
    const auto moved = std::mismatch(from.begin(), from.end(), to.begin());
    require(moved.first != from.end(), "a trajectory stands still");
    const double step = *moved.second - *moved.first, rise = y[row];
    effects[index_at(from, moved.first)].push_back((rise - y[row - 1]) / step);
  }
  std::vector<MorrisEffect> result;
  for (const std::vector<double>& of_factor : effects) {
    const double n = static_cast<double>(of_factor.size());
    require(n >= 2, "a factor never moves");
    MorrisEffect effect{mean(of_factor), 0, 0, 0, static_cast<int>(of_factor.size())};
    for (double e : of_factor) effect.mu_star += std::abs(e) / n;
    double spread = 0;
    for (double e : of_factor) {
      effect.sigma += (e - effect.mu) * (e - effect.mu) / (n - 1);
      spread += (std::abs(e) - effect.mu_star) * (std::abs(e) - effect.mu_star) / (n - 1);
    }
    effect.sigma = std::sqrt(effect.sigma);
    effect.mu_star_error = std::sqrt(spread / n);
    result.push_back(effect);
  }
  return result;
}

std::vector<GivenDataIndex> given_data_indices(std::span<const std::vector<double>> inputs, std::span<const double> y,
                                               const GivenDataOptions& options) {
  require(y.size() >= 2 * jackknife_groups, "given-data indices need at least 40 rows");
  require_finite(y);
  require(options.permutations >= 20, "the noise floor needs at least 20 permutations");
  const std::size_t bins = options.bins > 0 ? options.bins : default_bins(y.size());
  const std::vector<double> outcome = centred(y);
  SplitMix random(options.seed);
  std::vector<double> placebo;
  for (std::size_t r = 0; r < y.size(); ++r) placebo.push_back(random.uniform());
  std::vector<std::vector<std::size_t>> binned;
  for (const std::vector<double>& input : inputs) {
    require(input.size() == y.size(), "an input and y differ in number");
    require_finite(input);
    binned.push_back(equal_bins(input, bins));
  }
  binned.push_back(equal_bins(placebo, bins));
  std::vector<ChanceRatio> chance;
  if (options.chance == Chance::rows) {
    chance = chance_of_rows(binned, outcome, bins, options.permutations, random);
  } else {
    const std::vector<std::vector<std::size_t>> own(binned.begin(), binned.end() - 1), random_column{binned.back()};
    chance = options.chance == Chance::balance ? chance_of_balance(own, outcome, bins)
                                               : chance_of_inert(options.inert, own, outcome, bins);
    chance.push_back(chance_of_rows(random_column, outcome, bins, options.permutations, random).front());
  }
  std::vector<GivenDataIndex> result;
  for (std::size_t i = 0; i < binned.size(); ++i)
    result.push_back(given_data_index(binned[i], outcome, bins, chance[i]));
  return result;
}

std::vector<GivenDataIndex> given_data_indices(std::span<const std::vector<double>> inputs,
                                               std::span<const double> first, std::span<const double> second,
                                               const GivenDataOptions& options) {
  require(first.size() == second.size(), "first and second differ in number");
  require(!first.empty(), "there must be rows");
  const std::vector<double> x = centred(first), y = centred(second);
  std::vector<double> both;
  double covariance = 0, variance = 0;
  for (std::size_t k = 0; k < x.size(); ++k) {
    both.push_back((x[k] + y[k]) / 2);
    covariance += x[k] * y[k];
    variance += both.back() * both.back();
  }
  std::vector<GivenDataIndex> result = given_data_indices(inputs, both, options);
  const bool told = judgement_share(first, second).raw_interval.low > 0;  // else the covariance is chance or rounding
  const double scale = told && covariance > 0 ? variance / covariance : nan;
  for (GivenDataIndex& index : result) index.value *= scale, index.standard_error *= scale, index.floor *= scale;
  return result;
}

}  // namespace backchannel
