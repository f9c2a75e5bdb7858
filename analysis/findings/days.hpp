// What a daily series says of one day: over the runs that count on it, as stored in bins
// (sim/results/counts/daily.hpp). Quantiles are linear within the bin that holds the rank, so off by at most a bin. NaN
// where no run counts.
#pragma once

#include <string>
#include <vector>

#include "sim/results/counts/daily.hpp"

namespace backchannel {

/// The index of a series; that of the end if there is none of the name.
[[nodiscard]] std::size_t series_index(const Daily& daily, const std::string& name);

[[nodiscard]] double runs_on_day(const Daily& daily, std::size_t series, int day);
[[nodiscard]] double day_mean(const Daily& daily, std::size_t series, int day);
[[nodiscard]] double day_quantile(const Daily& daily, std::size_t series, int day, double probability);

}  // namespace backchannel
