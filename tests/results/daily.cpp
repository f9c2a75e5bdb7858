#include "sim/results/counts/recorded_crisis.hpp"

#include <doctest/doctest.h>

#include <numeric>

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
