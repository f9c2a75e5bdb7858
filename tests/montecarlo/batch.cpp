#include "sim/montecarlo/batch.hpp"

#include <doctest/doctest.h>

#include "tests/montecarlo/allocations.hpp"
#include "tests/montecarlo/walk.hpp"

namespace backchannel {
namespace {

// Counts the days of the lanes that run, and checks that the mask is the engine's.
struct Counter {
  std::uint64_t days = 0;
  int most = 0;
  void day_ended(const Walk&, const Mask& running) {
    days += count(running);
    most = std::max(most, count(running));
  }
};

}  // namespace

TEST_CASE("rows leave in order of run, each from day 1 of its own run") {
  Walk walk;
  const auto batch = play_batch(walk, 5, 1000, 777);
  CHECK(batch.first_run == 1000);
  REQUIRE(batch.rows.size() == 777);
  for (std::size_t i = 0; i < batch.rows.size(); ++i) REQUIRE(batch.rows[i] == walk_alone(5, 1000 + i));
}

TEST_CASE("a run does not depend on its batch") {
  Walk walk;
  const auto whole = play_batch(walk, 5, 0, 300);
  for (const std::uint64_t size : {1, 7, 64, 100}) {
    CAPTURE(size);
    std::vector<WalkRow> rows;
    for (std::uint64_t first = 0; first < 300; first += size) {
      const auto part = play_batch(walk, 5, first, std::min<std::uint64_t>(size, 300 - first));
      rows.insert(rows.end(), part.rows.begin(), part.rows.end());
    }
    CHECK(rows == whole.rows);
  }
}

TEST_CASE("an observer sees every day of every run once, with idle lanes masked out") {
  Walk walk;
  Counter counter;
  const auto batch = play_batch(walk, 5, 0, 500, counter);
  std::uint64_t days = 0;
  for (const WalkRow& row : batch.rows) days += row.days;
  CHECK(counter.days == days);
  CHECK(counter.most == lane_count);
  Counter single;
  const auto one = play_batch(walk, 5, 3, 1, single);
  CHECK(single.days == static_cast<std::uint64_t>(one.rows[0].days));
  CHECK(single.most == 1);
}

TEST_CASE("failed runs are told by number and reason, in order, and leave an empty row") {
  FailingWalk walk;
  const auto batch = play_batch(walk, 5, 100, 400);
  REQUIRE(batch.failures.size() == 4);
  for (int k = 0; k < 4; ++k) {
    CHECK(batch.failures[k].run == static_cast<std::uint64_t>(100 + 100 * k));
    CHECK(batch.failures[k].reason == "a round number");
    CHECK(batch.rows[100 * k] == WalkRow{});
  }
  CHECK(batch.rows[1] == walk_alone(5, 101));
}

TEST_CASE("the daily loop allocates nothing: a batch costs the same few allocations at any length") {
  Walk walk;
  const auto cost = [&walk](std::uint64_t runs) {
    const std::uint64_t before = allocations();
    play_batch(walk, 5, 0, runs);
    return allocations() - before;
  };
  CHECK(cost(10) >= 1);  // the counter counts
  CHECK(cost(10) == cost(4096));
}

TEST_CASE("no runs, no rows") {
  Walk walk;
  CHECK(play_batch(walk, 5, 0, 0).rows.empty());
}

}  // namespace backchannel
