#include "analysis/statistics/competing_risks.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <stdexcept>

#include "tests/analysis/simulate.hpp"

using namespace backchannel;

namespace {

constexpr double deal_hazard = 0.02, war_hazard = 0.005, horizon = 120;

/// Constant competing hazards, censored at the horizon; with probability `shared` both partners have one fate.
std::vector<FirstPassage> play(int pairs, double shared, SplitMix& random) {
  std::vector<FirstPassage> passages;
  const auto fate = [&] {
    const double day = -std::log1p(-random.uniform()) / (deal_hazard + war_hazard);
    const int cause = random.uniform() < deal_hazard / (deal_hazard + war_hazard) ? 0 : 1;
    return day < horizon ? FirstPassage{0, day, cause} : FirstPassage{0, horizon, censored};
  };
  for (std::uint64_t k = 0; k < static_cast<std::uint64_t>(pairs); ++k) {
    FirstPassage first = fate();
    FirstPassage second = random.uniform() < shared ? first : fate();
    first.run = 2 * k, second.run = 2 * k + 1;
    passages.push_back(first), passages.push_back(second);
  }
  return passages;
}

double true_incidence(double hazard, double day) {
  const double total = deal_hazard + war_hazard;
  return hazard / total * (1 - std::exp(-total * day));
}

double true_time_lost(double hazard, double until) {
  const double total = deal_hazard + war_hazard;
  return hazard / total * (until - (1 - std::exp(-total * until)) / total);
}

}  // namespace

TEST_CASE("the worked example in the tests of R's survival package (Therneau)") {
  // Days 1 2 2 3 3 3 5 6 with causes – 1 – 2 – 2 – 2: after day 2 (6/7, 1/7, 0), after day 3 survival 6/7·3/5 and
  // 12/35.
  const FirstPassage passages[] = {{0, 1, censored}, {2, 2, 0},  {4, 2, censored},  {6, 3, 1},
                                   {8, 3, censored}, {10, 3, 1}, {12, 5, censored}, {14, 6, 1}};
  const CompetingRisks risks(passages, 2);
  CHECK(risks.probability(0, 1.9) == 0);
  CHECK(risks.probability(0, 2) == doctest::Approx(1.0 / 7));
  CHECK(risks.survival(2) == doctest::Approx(6.0 / 7));
  CHECK(risks.probability(1, 3) == doctest::Approx(12.0 / 35));
  CHECK(risks.survival(5) == doctest::Approx(18.0 / 35));
  CHECK(risks.probability(1, 6) == doctest::Approx(6.0 / 7));
  CHECK(risks.survival(6) == 0);
  // Its influence ("leverage") at day 2 is 6/49 for the run with the event and −1/49 for the six others at risk.
  CHECK(risks.incidence(0, 2).standard_error == doctest::Approx(std::sqrt(36 + 6.0) / 49));
}

TEST_CASE("influences are derivatives: the variance equals a numeric jackknife of weights") {
  SplitMix random(31);
  std::vector<FirstPassage> passages;
  for (std::uint64_t i = 0; i < 60; ++i)
    passages.push_back({2 * i, static_cast<double>(random.below(12)), static_cast<int>(random.below(3)) - 1});
  const double day = 8;
  const std::size_t copies = 2000;  // a weight of 1 + 1/copies: everybody copied, one of them once more
  const CompetingRisks risks(passages, 2);
  double from_weights = 0, lost_from_weights = 0;
  for (std::size_t chosen = 0; chosen < passages.size(); chosen += 1) {
    std::vector<FirstPassage> weighted;
    for (const FirstPassage& passage : passages)
      for (std::size_t c = 0; c < copies + (&passage == &passages[chosen]); ++c)
        weighted.push_back({2 * weighted.size(), passage.day, passage.cause});
    const CompetingRisks other(weighted, 2);
    const double influence = (other.probability(0, day) - risks.probability(0, day)) * copies;
    double lost = -risks.time_lost(0, day).days;
    for (int d = 0; d < 8; ++d) lost += other.probability(0, d);
    from_weights += influence * influence;
    lost_from_weights += lost * copies * lost * copies;
  }
  CHECK(risks.incidence(0, day).standard_error == doctest::Approx(std::sqrt(from_weights)).epsilon(1e-3));
  CHECK(risks.time_lost(0, day).standard_error == doctest::Approx(std::sqrt(lost_from_weights)).epsilon(1e-3));
}

TEST_CASE("without censoring the incidence is the share, its variance the binomial one") {
  std::vector<FirstPassage> passages;
  for (std::uint64_t i = 0; i < 100; ++i) passages.push_back({2 * i, static_cast<double>(i), i % 4 == 0 ? 0 : 1});
  const CompetingRisks risks(passages, 2);
  const Incidence incidence = risks.incidence(0, 49);
  CHECK(incidence.probability == doctest::Approx(0.13));
  CHECK(incidence.standard_error == doctest::Approx(std::sqrt(0.13 * 0.87 / 100)));
  CHECK(incidence.band.low == doctest::Approx(wilson_interval(0.13, 100).low));
  CHECK(incidence.band.high == doctest::Approx(wilson_interval(0.13, 100).high));
}

TEST_CASE("where an event has come in all runs or in none, all runs that were not censored before tell of it") {
  std::vector<FirstPassage> passages;
  for (std::uint64_t i = 0; i < 1000; ++i) passages.push_back({i, 1.0 + static_cast<double>(i % 7), 0});
  const CompetingRisks all(passages, 2);
  CHECK(all.incidence(0, 7).band.low == doctest::Approx(wilson_interval(1, 500).low));
  CHECK(all.incidence(1, 7).band.high == doctest::Approx(wilson_interval(0, 500).high));
  for (std::size_t i = 0; i < 400; ++i) passages[i] = {i, 0.5, censored};
  CHECK(CompetingRisks(passages, 2).incidence(1, 7).band.high == doctest::Approx(wilson_interval(0, 300).high));
}

TEST_CASE("V10: competing constant hazards .02 and .005: P(deal) = .8, war by day 22 .084610") {
  SplitMix random(37);
  const CompetingRisks risks(play(50'000, 0, random), 2);
  const double by_end = true_incidence(deal_hazard, horizon);
  CHECK(std::abs(risks.probability(0, horizon) - by_end) < four_errors(by_end, 100'000));
  CHECK(true_incidence(war_hazard, 22) == doctest::Approx(0.084610).epsilon(1e-5));
  CHECK(std::abs(risks.probability(1, 22) - 0.084610) < four_errors(0.0846, 100'000));
  CHECK(risks.probability(0, horizon) / (risks.probability(0, horizon) + risks.probability(1, horizon)) ==
        doctest::Approx(0.8).epsilon(0.01));
  CHECK(risks.probability(0, 50) + risks.probability(1, 50) + risks.survival(50) == doctest::Approx(1));
  const TimeLost lost = risks.time_lost(0, horizon);
  CHECK(std::abs(lost.days - true_time_lost(deal_hazard, horizon)) < 4 * lost.standard_error);
  CHECK(lost.standard_error < 0.15);
}

TEST_CASE("the median of the first deal; none where less than half get there") {
  SplitMix random(41);
  const CompetingRisks risks(play(2000, 0, random), 2);
  const double median = -std::log(1 - 0.5 / 0.8) / 0.025;  // 39.2
  const auto passage = risks.passage(0);
  REQUIRE(passage);
  CHECK(std::abs(passage->day - median) < 4 * std::sqrt(0.25 / 4000) / (0.02 * 0.375));
  CHECK(passage->interval.low < passage->day);
  CHECK(passage->interval.high > passage->day);
  CHECK_FALSE(risks.passage(1));
}

TEST_CASE("bands, time lost and median cover, with and without shared fates and early censoring") {
  for (double shared : {0.0, 1.0}) {
    CAPTURE(shared);
    SplitMix random(43);
    const int trials = 2000;
    int early = 0, late = 0, lost = 0, median = 0;
    for (int t = 0; t < trials; ++t) {
      std::vector<FirstPassage> passages = play(150, shared, random);
      for (FirstPassage& passage : passages) {
        const double censoring = 200 * random.uniform();
        if (censoring < passage.day) passage.day = censoring, passage.cause = censored;
      }
      const CompetingRisks risks(passages, 2);
      early += risks.incidence(1, 10).band.contains(true_incidence(war_hazard, 10));
      late += risks.incidence(0, 100).band.contains(true_incidence(deal_hazard, 100));
      lost += risks.time_lost(0, 100).interval.contains(true_time_lost(deal_hazard, 100));
      const auto passage = risks.passage(0);
      median += !passage || passage->interval.contains(-std::log(1 - 0.5 / 0.8) / 0.025);
    }
    MESSAGE("coverage ", early / double(trials), " ", late / double(trials), " ", lost / double(trials), " ",
            median / double(trials));
    for (int covered : {early, late, lost, median}) CHECK(covered / double(trials) >= 0.95 - four_errors(0.95, trials));
  }
}

TEST_CASE("bad passages are refused") {
  const auto build = [](std::vector<FirstPassage> passages) { return CompetingRisks(passages, 2); };
  CHECK_THROWS_AS(build({}), std::invalid_argument);
  CHECK_THROWS_AS(build({{0, -1, 0}}), std::invalid_argument);
  CHECK_THROWS_AS(build({{0, 1, 2}}), std::invalid_argument);
  CHECK_THROWS_AS(build({{1, 1, 0}, {0, 1, 0}}), std::invalid_argument);
  CHECK_THROWS_AS(build({{0, 1, 0}}).incidence(2, 1), std::invalid_argument);
}
