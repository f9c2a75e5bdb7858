#include "analysis/findings/days.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/core/id.hpp"

namespace backchannel {

std::size_t series_index(const Daily& daily, const std::string& name) {
  return find_index(daily.series(), name, &SeriesSpec::name);
}

double runs_on_day(const Daily& daily, std::size_t series, int day) {
  const auto counts = daily.counts(series, day);
  return static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}));
}

double day_mean(const Daily& daily, std::size_t series, int day) {
  return static_cast<double>(daily.sum(series, day)) / 1e6 / runs_on_day(daily, series, day);
}

double day_quantile(const Daily& daily, std::size_t series, int day, double probability) {
  const Bins& bins = daily.series()[series].bins;
  const auto counts = daily.counts(series, day);
  const double rank = probability * runs_on_day(daily, series, day);
  double passed = 0;
  for (std::size_t b = 0; b < counts.size(); ++b) {
    const int bin = static_cast<int>(b);
    if (counts[b] > 0 && rank <= passed + counts[b])
      return std::lerp(bins.edge(bin), bins.edge(bin + 1), (rank - passed) / counts[b]);
    passed += counts[b];
  }
  return std::nan("");
}

}  // namespace backchannel
