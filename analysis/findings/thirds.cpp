#include "analysis/findings/thirds.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/core/errors.hpp"

namespace backchannel {

ThirdRows thirds_of(std::span<const double> input) {
  require(input.size() >= 3, "thirds need at least 3 rows");
  std::vector<std::size_t> order(input.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t row) { return input[row]; });
  ThirdRows rows;
  for (std::size_t i = 0; i < order.size(); ++i) rows[3 * i / order.size()].push_back(order[i]);
  return rows;
}

Thirds thirds(std::span<const double> input, const ThirdRows& rows, std::span<const double> outcome) {
  require(input.size() == outcome.size(), "an input has another number of rows");
  Thirds result;
  for (std::size_t t = 0; t < 3; ++t) {
    if (t < 2) result.cuts[t] = input[rows[t].back()];
    for (const std::size_t row : rows[t]) result.mean[t] += outcome[row] / static_cast<double>(rows[t].size());
  }
  return result;
}

Trend direction_of(const std::array<double, 3>& mean) {
  const double along = mean[2] - mean[0], bend = mean[1] - (mean[0] + mean[2]) / 2;
  if (std::abs(bend) > std::abs(along)) return bend > 0 ? Trend::peaks : Trend::dips;
  return along >= 0 ? Trend::rises : Trend::falls;
}

const char* direction_name(Trend direction) {
  switch (direction) {
    case Trend::rises:
      return "rises";
    case Trend::falls:
      return "falls";
    case Trend::peaks:
      return "highest in the middle";
    case Trend::dips:
      return "lowest in the middle";
  }
  return "";
}

}  // namespace backchannel
