#include "sim/montecarlo/in_order.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <vector>

using namespace backchannel;

namespace {
const auto always = [] { return true; };
}

TEST_CASE("results come in order of task for any number of threads") {
  for (const int threads : {1, 2, 5}) {
    std::vector<std::size_t> tasks;
    play_in_order(
        3, 200, threads,
        [](std::size_t task, std::stop_token) {
          if (task % 7 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
          return std::optional(task * task);
        },
        [&](std::size_t task, std::size_t square) {
          CHECK(square == task * task);
          tasks.push_back(task);
        },
        always);
    REQUIRE(tasks.size() == 197);
    for (std::size_t i = 0; i < tasks.size(); ++i) CHECK(tasks[i] == i + 3);
  }
}

TEST_CASE("stopped in the middle, what was delivered is an unbroken beginning, and tasks in hand are given up") {
  std::size_t delivered = 0;
  play_in_order(
      0, 1000, 2,
      [](std::size_t task, std::stop_token stop) -> std::optional<std::size_t> {
        if (task >= 10)
          while (!stop.stop_requested()) std::this_thread::yield();
        if (stop.stop_requested()) return std::nullopt;
        return task;
      },
      [&](std::size_t task, std::size_t) {
        CHECK(task == delivered);
        ++delivered;
      },
      [&] { return delivered < 10; });
  CHECK(delivered == 10);
}

TEST_CASE("what a task or the sink throws comes out") {
  const auto quiet = [](std::size_t, int) {};
  const auto bad = [](std::size_t task, std::stop_token) -> std::optional<int> {
    if (task == 5) throw std::runtime_error("task");
    return 1;
  };
  CHECK_THROWS_WITH(play_in_order(0, 9, 3, bad, quiet, always), "task");
  const auto good = [](std::size_t, std::stop_token) { return std::optional(1); };
  const auto full = [](std::size_t, int) { throw std::runtime_error("sink"); };
  CHECK_THROWS_WITH(play_in_order(0, 9, 3, good, full, always), "sink");
}
