#include "cli/theory/statistics.hpp"

#include <algorithm>
#include <cmath>

namespace backchannel::theory {

Sample mean_of(const std::vector<double>& x) {
  // Equal values have an exact mean.
  if (std::all_of(x.begin(), x.end(), [&](double v) { return v == x.front(); })) return {x.front(), 0};
  const auto n = static_cast<double>(x.size());
  double sum = 0, by_run = 0, by_pair = 0;
  for (const double v : x) sum += v;
  const double mean = sum / n;
  for (std::size_t i = 0; i < x.size(); i += 2) {
    const double first = x[i] - mean, second = i + 1 < x.size() ? x[i + 1] - mean : 0;
    by_run += first * first + second * second;
    by_pair += (first + second) * (first + second);
  }
  return {mean, std::sqrt(std::max(by_run, by_pair)) / n};
}

Sample dispersion_of(const std::vector<double>& x) {
  const double mean = mean_of(x).value;
  std::vector<double> squares;
  for (const double v : x) squares.push_back((v - mean) * (v - mean));
  const Sample variance = mean_of(squares);
  return {variance.value / mean, variance.standard_error / mean};
}

Sample largest_of(const std::vector<double>& x) { return {*std::max_element(x.begin(), x.end()), 0}; }

}  // namespace backchannel::theory
