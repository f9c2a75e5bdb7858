#include "sim/montecarlo/runs.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <thread>

#include "tests/montecarlo/walk.hpp"

namespace backchannel {
namespace {

Walk make_walk() { return {}; }

std::vector<WalkRow> all_rows(const RunsPlan& plan) {
  std::vector<WalkRow> rows;
  play_runs(plan, make_walk, [&rows](Batch<WalkRow>&& batch) {
    rows.insert(rows.end(), batch.rows.begin(), batch.rows.end());
    return true;
  });
  return rows;
}

class ThrowingWalk : public Walk {
 public:
  void start(int lane, std::uint64_t run) {
    if (run == 3 * batch_size + 5) throw std::runtime_error("cannot start");
    Walk::start(lane, run);
  }
};

}  // namespace

TEST_CASE("rows do not depend on the number of threads, and come in order") {
  const std::vector<WalkRow> one = all_rows({.seed = 2, .first_run = 0, .runs = 5 * batch_size + 3, .threads = 1});
  REQUIRE(one.size() == 5 * batch_size + 3);
  for (std::size_t run = 0; run < one.size(); ++run) REQUIRE(one[run].run == run);
  for (const int threads : {2, 3, 8}) {
    CAPTURE(threads);
    CHECK(all_rows({.seed = 2, .first_run = 0, .runs = 5 * batch_size + 3, .threads = threads}) == one);
  }
}

TEST_CASE("a few runs give every thread work") {
  std::atomic<int> at_work{0};
  class Worker : public Walk {
   public:
    explicit Worker(std::atomic<int>& at_work) : at_work_(&at_work) {}
    void start(int lane, std::uint64_t run) {
      if (!std::exchange(began_, true)) ++*at_work_;
      while (*at_work_ < 2) std::this_thread::yield();  // until the other has runs too
      Walk::start(lane, run);
    }

   private:
    std::atomic<int>* at_work_;
    bool began_ = false;
  };
  std::vector<WalkRow> rows;
  std::vector<std::uint64_t> sizes;
  play_runs(
      {.seed = 2, .runs = batch_size + 70, .threads = 2}, [&] { return Worker(at_work); },
      [&](Batch<WalkRow>&& batch) {
        sizes.push_back(batch.rows.size());
        rows.insert(rows.end(), batch.rows.begin(), batch.rows.end());
        return true;
      });
  CHECK(at_work == 2);
  CHECK(sizes == std::vector<std::uint64_t>{batch_size, 70});
  CHECK(rows == all_rows({.seed = 2, .runs = batch_size + 70, .threads = 1}));
}

TEST_CASE("runs may begin anywhere") {
  const std::vector<WalkRow> all = all_rows({.seed = 2, .runs = 3 * batch_size, .threads = 2});
  const std::vector<WalkRow> rest =
      all_rows({.seed = 2, .first_run = 2 * batch_size, .runs = batch_size, .threads = 2});
  CHECK(rest == std::vector<WalkRow>(all.begin() + 2 * batch_size, all.end()));
  CHECK(all_rows({.seed = 2, .runs = 0, .threads = 2}).empty());
}

TEST_CASE("the sink ends at the batch it chose") {
  std::vector<std::uint64_t> firsts;
  const std::uint64_t done =
      play_runs({.seed = 2, .runs = 50 * batch_size, .threads = 3}, make_walk, [&firsts](Batch<WalkRow>&& batch) {
        firsts.push_back(batch.first_run);
        return firsts.size() < 3;
      });
  CHECK(done == 3 * batch_size);
  CHECK(firsts == std::vector<std::uint64_t>{0, batch_size, 2 * batch_size});
}

TEST_CASE("stopped in the middle, an unbroken sequence is delivered and no more") {
  std::vector<std::uint64_t> firsts;
  const auto sink = [&](Batch<WalkRow>&& batch) {
    firsts.push_back(batch.first_run);
    return true;
  };
  const std::uint64_t done = play_runs({.seed = 2, .runs = 1000 * batch_size, .threads = 3}, make_walk, sink,
                                       [&] { return firsts.size() < 2; });
  CHECK(done == firsts.size() * batch_size);
  CHECK(firsts.size() >= 2);
  CHECK(firsts.size() <= 2 + 3 * detail::most_undelivered);
  for (std::size_t i = 0; i < firsts.size(); ++i) CHECK(firsts[i] == i * batch_size);
}

TEST_CASE("stopped before the start: nothing is played") {
  const auto sink = [](Batch<WalkRow>&&) { return true; };
  const auto never = [] { return false; };
  CHECK(play_runs({.runs = 10 * batch_size, .threads = 2}, make_walk, sink, never) < 10 * batch_size);
}

TEST_CASE("what a kernel, a factory or a sink throws reaches the caller") {
  const RunsPlan plan{.seed = 2, .runs = 20 * batch_size, .threads = 2};
  const auto keep_on = [](Batch<WalkRow>&&) { return true; };
  const auto refuse = [](Batch<WalkRow>&&) -> bool { throw std::logic_error("full"); };
  const auto fail = []() -> Walk { throw std::domain_error("no kernel"); };
  CHECK_THROWS_AS(play_runs(
                      plan, [] { return ThrowingWalk{}; }, keep_on),
                  std::runtime_error);
  CHECK_THROWS_AS(play_runs(plan, make_walk, refuse), std::logic_error);
  CHECK_THROWS_AS(play_runs(plan, fail, keep_on), std::domain_error);
}

}  // namespace backchannel
