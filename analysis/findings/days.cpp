#include "analysis/findings/days.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/statistics/histogram.hpp"

namespace backchannel {

std::size_t series_index(const Daily& daily, const std::string& name) {
  return static_cast<std::size_t>(std::ranges::find(daily.series(), name, &SeriesSpec::name) - daily.series().begin());
}

double runs_on_day(const Daily& daily, std::size_t series, int day) {
  const auto counts = daily.counts(series, day);
  return static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}));
}

double day_mean(const Daily& daily, std::size_t series, int day) {
  return static_cast<double>(daily.sum(series, day)) / 1e6 / runs_on_day(daily, series, day);
}

double day_quantile(const Daily& daily, std::size_t series, int day, double probability) {
  const SeriesSpec& spec = daily.series()[series];
  Histogram histogram(spec.low, spec.high, spec.bins);
  const auto counts = daily.counts(series, day);
  for (std::size_t b = 0; b < counts.size(); ++b)
    if (counts[b] > 0) histogram.add(spec.low + (static_cast<double>(b) + 0.5) * histogram.width(), counts[b]);
  return histogram.quantile(probability).value_or(std::nan(""));
}

}  // namespace backchannel
