#include "analysis/findings/typical.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "analysis/statistics/intervals.hpp"
#include "sim/core/id.hpp"

namespace backchannel {

namespace {

void add_distances(const std::vector<double>& column, std::vector<double>& distance) {
  std::vector<double> sorted = column;
  std::ranges::sort(sorted);
  const double median = sorted_quantile(sorted, 0.5);
  double scale = sorted_quantile(sorted, 0.75) - sorted_quantile(sorted, 0.25);
  if (!(scale > 0)) {
    for (const double x : column) scale += std::abs(x - median);
    scale /= static_cast<double>(column.size());
  }
  if (!(scale > 0)) return;
  for (std::size_t i = 0; i < column.size(); ++i) distance[i] += std::abs(column[i] - median) / scale;
}

}  // namespace

std::optional<std::size_t> most_typical(std::span<const std::vector<double>> columns) {
  if (columns.empty() || columns[0].empty()) return std::nullopt;
  std::vector<double> distance(columns[0].size());
  for (const std::vector<double>& column : columns) {
    if (column.size() != distance.size()) throw std::invalid_argument("columns of unequal length");
    if (!std::ranges::all_of(column, [](double x) { return std::isfinite(x); }))
      throw std::invalid_argument("a value that is not finite");
    add_distances(column, distance);
  }
  return index_at(distance, std::ranges::min_element(distance));
}

}  // namespace backchannel
