#include "sim/montecarlo/in_order.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

using namespace backchannel;

namespace {

/// The same worker in every thread.
template <class Work>
auto every(Work work) {
  return [work] { return work; };
}

}  // namespace

TEST_CASE("results come in order of task for any number of threads") {
  for (const int threads : {1, 2, 5}) {
    std::vector<std::size_t> tasks;
    play_in_order(
        3, 200, threads, every([](std::size_t task, std::stop_token) {
          if (task % 7 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
          return std::optional(task * task);
        }),
        [&](std::size_t task, std::size_t square) {
          CHECK(square == task * task);
          tasks.push_back(task);
          return true;
        },
        never_stop);
    REQUIRE(tasks.size() == 197);
    for (std::size_t i = 0; i < tasks.size(); ++i) CHECK(tasks[i] == i + 3);
  }
}

TEST_CASE("stopped in the middle, what was delivered is an unbroken beginning, and tasks in hand are given up") {
  std::size_t delivered = 0;
  play_in_order(
      0, 1000, 2, every([](std::size_t task, std::stop_token stop) -> std::optional<std::size_t> {
        while (task >= 10 && !stop.stop_requested()) std::this_thread::yield();
        return task < 10 ? std::optional(task) : std::nullopt;
      }),
      [&](std::size_t task, std::size_t) {
        CHECK(task == delivered);
        ++delivered;
        return true;
      },
      [&] { return delivered < 10; });
  CHECK(delivered == 10);
}

TEST_CASE("what was finished before the first that gave up is delivered, also after the stop") {
  std::atomic<bool> last_begun{false};
  std::vector<std::size_t> tasks;
  const std::size_t delivered = play_in_order(
      0, 1000, 1, every([&](std::size_t task, std::stop_token stop) -> std::optional<std::size_t> {
        if (task < 8) return task;
        last_begun = true;
        while (!stop.stop_requested()) std::this_thread::yield();
        return task == 8 ? std::optional(task) : std::nullopt;  // one that has something to show nevertheless
      }),
      [&](std::size_t task, std::size_t) {
        tasks.push_back(task);
        while (!last_begun) std::this_thread::yield();
        return true;
      },
      [&] { return tasks.empty(); });
  CHECK(delivered == 9);
  CHECK(tasks == std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6, 7, 8});
}

TEST_CASE("every thread has a worker of its own, and the sink ends it") {
  std::atomic<int> workers{0};
  const std::size_t delivered = play_in_order(
      0, 1000, 3,
      [&] {
        return
            [tasks = 0, n = ++workers](std::size_t, std::stop_token) mutable { return std::optional(++tasks + 0 * n); };
      },
      [](std::size_t task, int tasks) {
        CHECK(tasks >= 1);
        return task < 5;
      },
      never_stop);
  CHECK(delivered == 6);
  CHECK(workers == 3);
}

TEST_CASE("what a worker, its factory or the sink throws comes out") {
  const auto quiet = [](std::size_t, int) { return true; };
  const auto bad = every([](std::size_t task, std::stop_token) -> std::optional<int> {
    if (task == 5) throw std::runtime_error("task");
    return 1;
  });
  CHECK_THROWS_WITH(play_in_order(0, 9, 3, bad, quiet, never_stop), "task");
  const auto good = every([](std::size_t, std::stop_token) { return std::optional(1); });
  const auto full = [](std::size_t, int) -> bool { throw std::runtime_error("sink"); };
  CHECK_THROWS_WITH(play_in_order(0, 9, 3, good, full, never_stop), "sink");
  const auto none = []() -> decltype(good()) { throw std::runtime_error("factory"); };
  CHECK_THROWS_WITH(play_in_order(0, 9, 3, none, quiet, never_stop), "factory");
}
