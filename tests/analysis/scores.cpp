#include "analysis/statistics/scores.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <stdexcept>

using namespace backchannel;

TEST_CASE("V24: scores of a six-class forecast when the last class happens") {
  const double forecast[] = {0.1, 0.15, 0.25, 0.2, 0.2, 0.1};
  CHECK(brier_score(forecast, 5) == doctest::Approx(0.985).epsilon(1e-12));
  CHECK(log_score(forecast, 5) == doctest::Approx(2.302585).epsilon(1e-6));
  CHECK(ranked_probability_score(forecast, 5) == doctest::Approx(0.3245).epsilon(1e-12));
}

TEST_CASE("a sure and right forecast scores 0, a sure and wrong one the worst") {
  const double sure[] = {0, 0, 1};
  CHECK(brier_score(sure, 2) == 0);
  CHECK(log_score(sure, 2) == 0);
  CHECK(ranked_probability_score(sure, 2) == 0);
  CHECK(brier_score(sure, 0) == 2);
  CHECK(std::isinf(log_score(sure, 0)));
  CHECK(ranked_probability_score(sure, 0) == 1);
}

TEST_CASE("scores are proper: the true probabilities expect the best score") {
  const std::array<double, 3> truth = {0.5, 0.3, 0.2}, other = {0.6, 0.3, 0.1};
  for (const auto score : {brier_score, log_score, ranked_probability_score}) {
    double of_truth = 0, of_other = 0;
    for (std::size_t k = 0; k < 3; ++k) of_truth += truth[k] * score(truth, k), of_other += truth[k] * score(other, k);
    CHECK(of_truth < of_other);
  }
}

TEST_CASE("what is no forecast is refused") {
  const double short_sum[] = {0.5, 0.4}, negative[] = {1.5, -0.5}, fine[] = {0.5, 0.5};
  CHECK_THROWS_AS(brier_score(short_sum, 0), std::invalid_argument);
  CHECK_THROWS_AS(log_score(negative, 0), std::invalid_argument);
  CHECK_THROWS_AS(ranked_probability_score(fine, 2), std::invalid_argument);
}
