#include "analysis/statistics/scores.hpp"

#include <cmath>
#include <stdexcept>

namespace backchannel {
namespace {

void check_forecast(std::span<const double> forecast, std::size_t happened) {
  if (forecast.size() < 2) throw std::invalid_argument("a forecast needs at least 2 classes");
  if (happened >= forecast.size()) throw std::invalid_argument("the class that happened is not in the forecast");
  double sum = 0;
  for (double p : forecast) {
    if (!(p >= 0 && p <= 1)) throw std::invalid_argument("a probability must lie in [0, 1]");
    sum += p;
  }
  if (std::abs(sum - 1) > 1e-9) throw std::invalid_argument("the probabilities of a forecast must sum to 1");
}

}  // namespace

double brier_score(std::span<const double> forecast, std::size_t happened) {
  check_forecast(forecast, happened);
  double score = 0;
  for (std::size_t j = 0; j < forecast.size(); ++j) {
    const double off = forecast[j] - (j == happened ? 1 : 0);
    score += off * off;
  }
  return score;
}

double log_score(std::span<const double> forecast, std::size_t happened) {
  check_forecast(forecast, happened);
  return -std::log(forecast[happened]);
}

double ranked_probability_score(std::span<const double> forecast, std::size_t happened) {
  check_forecast(forecast, happened);
  double score = 0, cumulative = 0;
  for (std::size_t j = 0; j + 1 < forecast.size(); ++j) {
    cumulative += forecast[j];
    const double off = cumulative - (happened <= j ? 1 : 0);
    score += off * off;
  }
  return score / static_cast<double>(forecast.size() - 1);
}

}  // namespace backchannel
