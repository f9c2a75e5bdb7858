#include "analysis/statistics/paired.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/core/errors.hpp"

namespace backchannel {
namespace {

void check_runs(std::span<const std::uint64_t> runs, std::size_t before, std::size_t after) {
  require(!runs.empty(), "there must be runs");
  require(runs.size() == before && runs.size() == after, "runs, before and after differ in number");
  for (std::size_t i = 1; i < runs.size(); ++i) require(runs[i] > runs[i - 1], "runs must be in increasing order");
}

void check_study(const PairedRuns& study) { check_runs(study.runs, study.before.size(), study.after.size()); }

struct MeanVariance {
  double mean = 0, single = 0, clustered = 0;  // variances of the mean; clustered ≥ single
};

template <class Value>
MeanVariance mean_over_pairs(std::span<const std::uint64_t> runs, const Value& value) {
  const double n = static_cast<double>(runs.size());
  MeanVariance result;
  for (std::size_t i = 0; i < runs.size(); ++i) result.mean += value(i) / n;
  double single = 0, crossed = 0, clusters = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const bool same = i > 0 && runs[i] / 2 == runs[i - 1] / 2;
    const double off = value(i) - result.mean;
    single += off * off;
    if (same) crossed += 2 * off * (value(i - 1) - result.mean);
    if (!same) ++clusters;
  }
  result.single = single / (n * n) * (n > 1 ? n / (n - 1) : 1);
  result.clustered = (single + crossed) / (n * n) * (clusters > 1 ? clusters / (clusters - 1) : 1);
  result.clustered = std::max(result.clustered, result.single);
  return result;
}

Interval bonett_price(double into, double out_of, double runs, double effective, double level) {
  const double scale = effective / runs, size = effective + 2;
  const double to = (into * scale + 1) / size, from = (out_of * scale + 1) / size;
  const double reach = normal_quantile(level) * std::sqrt((to + from - (to - from) * (to - from)) / size);
  return {std::max(-1.0, to - from - reach), std::min(1.0, to - from + reach)};
}

}  // namespace

PairedDifference paired_difference(const PairedRuns& study, int outcome, double level) {
  check_study(study);
  const auto before = [&](std::size_t i) { return study.before[i] == outcome ? 1.0 : 0.0; };
  const auto after = [&](std::size_t i) { return study.after[i] == outcome ? 1.0 : 0.0; };
  const MeanVariance first = mean_over_pairs(study.runs, before), second = mean_over_pairs(study.runs, after);
  const MeanVariance both = mean_over_pairs(study.runs, [&](std::size_t i) { return after(i) - before(i); });
  PairedDifference result{first.mean, second.mean, both.mean, std::sqrt(both.clustered), {}, 0, 0, 0};
  for (std::size_t i = 0; i < study.runs.size(); ++i) {
    if (after(i) > before(i)) ++result.into;
    if (after(i) < before(i)) ++result.out_of;
  }
  const double runs = static_cast<double>(study.runs.size());
  const bool flips = both.clustered > 0;
  const double effective = flips ? runs * both.single / both.clustered : runs / 2;
  result.interval =
      bonett_price(static_cast<double>(result.into), static_cast<double>(result.out_of), runs, effective, level);
  result.variance_reduction =
      flips ? (first.clustered + second.clustered) / both.clustered : std::numeric_limits<double>::infinity();
  return result;
}

PairedMeans paired_means(std::span<const std::uint64_t> runs, std::span<const double> before,
                         std::span<const double> after, double level) {
  check_runs(runs, before.size(), after.size());
  const MeanVariance first = mean_over_pairs(runs, [&](std::size_t i) { return before[i]; });
  const MeanVariance second = mean_over_pairs(runs, [&](std::size_t i) { return after[i]; });
  const MeanVariance both = mean_over_pairs(runs, [&](std::size_t i) { return after[i] - before[i]; });
  const double error = std::sqrt(both.clustered), reach = normal_quantile(level) * error;
  return {first.mean,
          second.mean,
          both.mean,
          error,
          {both.mean - reach, both.mean + reach},
          error > 0 ? (first.clustered + second.clustered) / both.clustered : std::numeric_limits<double>::infinity()};
}

TransitionMatrix::TransitionMatrix(const PairedRuns& study, std::size_t classes)
    : classes_(classes), counts_(classes * classes) {
  check_study(study);
  for (std::size_t i = 0; i < study.runs.size(); ++i) {
    const int from = study.before[i], to = study.after[i];
    for (const int of : {from, to}) require(of >= 0 && std::cmp_less(of, classes), "a class is out of range");
    ++counts_[from * classes + to];
  }
}

std::uint64_t TransitionMatrix::flipped() const {
  std::uint64_t total = 0;
  for (std::size_t from = 0; from < classes_; ++from)
    for (std::size_t to = 0; to < classes_; ++to)
      if (from != to) total += count(from, to);
  return total;
}

}  // namespace backchannel
