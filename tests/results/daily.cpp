#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "sim/results/counts/recorded_crisis.hpp"
#include "tests/results/support.hpp"

using namespace backchannel;

TEST_CASE("daily series count values in bins, the ends included, and carry the last value where stated") {
  const std::vector<SeriesSpec> specs{{"a", "", "", {0, 1, 4}, AfterTheEnd::last_value},
                                      {"b", "", "", {0, 1, 4}, AfterTheEnd::left_out}};
  Daily daily(specs, 3);
  for (const double value : {-1.0, 0.0, 0.26, 1.0, 7.0, std::nan("")}) daily.add(0, 1, value);
  CHECK(std::vector<std::uint32_t>(daily.counts(0, 1).begin(), daily.counts(0, 1).end()) ==
        std::vector<std::uint32_t>{3, 1, 0, 2});
  CHECK(daily.sum(0, 1) == 2'260'000);
  daily.carry(0, 2, 0.5);
  daily.carry(1, 2, 0.5);
  CHECK(daily.counts(0, 2)[2] == 1);
  CHECK(daily.counts(0, 3)[2] == 1);
  CHECK(daily.counts(1, 3)[2] == 0);
  Daily twice = daily;
  twice += daily;
  CHECK(twice.counts(0, 1)[3] == 4);
  CHECK(twice.sum(0, 1) == 4'520'000);
  CHECK_THROWS_AS(twice += Daily(specs, 4), std::invalid_argument);
}

TEST_CASE("values beyond the bins of equal width are not moved into them: mean and bins hold what was there") {
  const Bins bins{0, 9, 200, Bins::beyond, Bins::beyond};
  Daily daily({{"posture.a", "", "", bins, AfterTheEnd::last_value}}, 1);
  for (const double value : {14.5, 14.5, -3.0, 4.0}) daily.add(0, 1, value);
  CHECK(daily.sum(0, 1) == 30'000'000);
  const auto bin_of = [&](double value) {
    for (int b = 0; b < bins.count(); ++b)
      if (bins.edge(b) <= value && value < bins.edge(b + 1)) return b;
    return -1;
  };
  CHECK(daily.counts(0, 1)[static_cast<std::size_t>(bin_of(14.5))] == 2);
  CHECK(daily.counts(0, 1)[static_cast<std::size_t>(bin_of(-3))] == 1);
  CHECK(daily.counts(0, 1)[static_cast<std::size_t>(bin_of(4))] == 1);
  for (int b = 0; b < bins.count(); ++b) CHECK(bins.edge(b) < bins.edge(b + 1));
  CHECK(bins.edge(bins.below) == 0);
  CHECK(bins.edge(bins.below + bins.within) == 9);
  for (const double value : {9.0001, 10.0, 77.0, 1e4, 1e5, -0.0001, -1e4}) {
    CAPTURE(value);
    const int bin = bins.outside(value);
    CHECK(bins.edge(bin) <= value * (1 + 1e-12) + 1e-12);
    CHECK(value <= bins.edge(bin + 1) * (1 + 1e-12) + 1e-12);
  }
  Daily lanes_daily({{"posture.a", "", "", bins, AfterTheEnd::last_value}}, 1);
  std::vector<double> day(lane_count, 1), value(lane_count, 0), running(lane_count, 0), ended(lane_count, 0);
  value[0] = 14.5, value[1] = 1e9, running[0] = running[1] = 1;
  lanes_daily.add(0, {day, running, ended}, value);
  CHECK(lanes_daily.counts(0, 1)[static_cast<std::size_t>(bin_of(14.5))] == 1);
  CHECK(lanes_daily.counts(0, 1).back() == 1);  // the outermost bin is open
  CHECK(lanes_daily.sum(0, 1) == std::llround(1e6 * 14.5) + std::llround(1e6 * bins.edge(bins.count())));
}

TEST_CASE("bins of the escalation score stand around the even sums of a day, for any number of actors") {
  for (const std::size_t actors : {1, 2, 3, 4, 5, 6, 7, 8}) {
    CAPTURE(actors);
    const Bins bins = score_bins(actors);
    Daily daily({{"escalation", "", "", bins, AfterTheEnd::left_out}}, 1);
    for (int sum = lowest_score; sum <= highest_score; sum += 2) daily.add(0, 1, sum / static_cast<double>(actors));
    for (int sum = lowest_score; sum <= highest_score; sum += 2) {
      const int bin = bins.below + (sum - lowest_score) / 2;
      CHECK(daily.counts(0, 1)[static_cast<std::size_t>(bin)] == 1);
      CHECK(std::round(bins.middle(bin) * static_cast<double>(actors)) == sum);
    }
  }
}

TEST_CASE("every run counts on every day of a carried series, and recording changes no row") {
  const auto model = testing::model();
  CrisisKernel plain(model, 7);
  const auto rows = play_batch(plain, 7, 0, 300).rows;
  testing::play(model, 0, 300, 2, [&](const RunBatch& batch, const Daily& daily) {
    for (std::size_t s = 0; s < daily.series().size(); ++s)
      for (int day = 1; day <= daily.days(); ++day) {
        const auto counts = daily.counts(s, day);
        const auto runs = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
        if (daily.series()[s].after == AfterTheEnd::last_value)
          CHECK(runs == 300);
        else
          CHECK(runs == static_cast<std::uint64_t>(
                            std::ranges::count_if(rows, [&](const Row& row) { return row.end_day >= day; })));
      }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      CHECK(batch.rows[i].outcome == rows[i].outcome);
      CHECK(batch.rows[i].tension == rows[i].tension);
    }
  });
}
