// A run of the crisis is the same alone, in a batch, among any neighbours, on any number of threads, and traced; and
// its daily loop allocates nothing.
#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <filesystem>
#include <memory>
#include <mutex>

#include "sim/crisis/kernel.hpp"
#include "sim/montecarlo/study.hpp"
#include "tests/montecarlo/allocations.hpp"

namespace backchannel {
namespace {

constexpr std::uint64_t seed = 3, runs = 130;

std::shared_ptr<const Model> flagship() {
  static const auto model = std::make_shared<const Model>(
      read_scenario(std::filesystem::path(PROJECT_ROOT) / "scenarios/flagship/oman-2026.yaml"));
  return model;
}

/// A signature of all bits that depend on how a run went.
std::uint64_t signature(const Row& row) {
  std::uint64_t sum = 0xcbf29ce484222325;
  const auto add = [&sum](double x) { sum = (sum ^ std::bit_cast<std::uint64_t>(x)) * 0x100000001b3; };
  for (const auto x : {static_cast<double>(row.run), static_cast<double>(row.outcome), row.end_day, row.rounds,
                       row.incidents, row.strikes, row.escalation, row.tension})
    add(x);
  for (const double x : row.terms) add(x);
  for (const auto* by_actor : {&row.value, &row.top_rung, &row.trust, &row.perceived_risk})
    for (const double x : *by_actor) add(x);
  return sum;
}

std::vector<std::uint64_t> signatures(const std::vector<Row>& rows) {
  std::vector<std::uint64_t> list;
  for (const Row& row : rows) list.push_back(signature(row));
  return list;
}

std::vector<std::uint64_t> played(std::uint64_t first, std::uint64_t count) {
  CrisisKernel kernel(flagship(), seed);
  return signatures(play_batch(kernel, seed, first, count).rows);
}

const std::vector<std::uint64_t>& whole() {
  static const std::vector<std::uint64_t> list = played(0, runs);
  return list;
}

}  // namespace

TEST_CASE("a crisis is the same with any number of lanes in use") {
  for (const std::uint64_t lanes_in_use : {1, 2, 7, 33, 63, 64}) {
    CAPTURE(lanes_in_use);
    const auto some = played(20, lanes_in_use);
    REQUIRE(some.size() == lanes_in_use);
    for (std::size_t n = 0; n < some.size(); ++n) REQUIRE(some[n] == whole()[20 + n]);
  }
}

TEST_CASE("a crisis is the same whichever batches a kernel played before") {
  CrisisKernel kernel(flagship(), seed);
  for (const std::uint64_t first : {90, 0, 60, 30}) {
    const auto part = signatures(play_batch(kernel, seed, first, 30).rows);
    for (std::size_t n = 0; n < part.size(); ++n) REQUIRE(part[n] == whole()[first + n]);
  }
}

TEST_CASE("a crisis is the same on any number of threads") {
  constexpr std::uint64_t many = 1100;  // three portions
  const auto on = [&](int threads) {
    std::vector<std::uint64_t> list;
    play_study(
        {seed, 0, many, threads}, [] { return CrisisKernel(flagship(), seed); },
        [&](Batch<Row>&& batch) {
          list = signatures(batch.rows);
          return true;
        });
    return list;
  };
  const auto one = on(1);
  REQUIRE(one.size() == many);
  for (std::size_t n = 0; n < runs; ++n) REQUIRE(one[n] == whole()[n]);
  CHECK(on(2) == one);
  CHECK(on(7) == one);
}

// Of a run that is told everything is computed: the exchanges of a day that repeat the one before, and what texts are
// worth to whoever decides on force, also where that cannot matter. So this holds what is left out against all of it.
TEST_CASE("a crisis that is told, of which nothing is left out, is the same") {
  CrisisKernel kernel(flagship(), seed);
  Story story;
  kernel.follow(&story);
  std::size_t decisions = 0;
  for (std::uint64_t run = 0; run < runs; run += 3) {
    CAPTURE(run);
    story.entries.clear();
    const auto rows = play_batch(kernel, seed, run, 1).rows;
    REQUIRE(signature(rows[0]) == whole()[run]);
    for (const StoryEntry& entry : story.entries)
      decisions += std::holds_alternative<told::ForceConsidered>(entry.event);
  }
  CHECK(decisions > 500);
}

namespace {

struct Cost {
  std::uint64_t allocations = 0, locks = 0;
};

/// Counts what is allocated and locked while days are lived.
class CountingCrisis {
 public:
  using Row = backchannel::Row;
  explicit CountingCrisis(Cost& in_days) : kernel_(flagship(), seed), in_days_(in_days) {}
  void start(int lane, std::uint64_t run) { kernel_.start(lane, run); }
  Mask day(const Draws& draws, const Mask& running) {
    const Cost before{allocations(), locks()};
    const Mask ended = kernel_.day(draws, running);
    in_days_.allocations += allocations() - before.allocations;
    in_days_.locks += locks() - before.locks;
    return ended;
  }
  Row row(int lane) const { return kernel_.row(lane); }

 private:
  CrisisKernel kernel_;
  Cost& in_days_;
};

}  // namespace

TEST_CASE("the daily loop of a crisis allocates nothing and takes no lock") {
  const std::uint64_t locks_before = locks();
  std::mutex mutex;
  mutex.lock();
  mutex.unlock();
  CHECK(locks() == locks_before + 1);  // the counter counts
  Cost in_days;
  CountingCrisis crisis(in_days);
  play_batch(crisis, seed, 0, 512);
  CHECK(in_days.allocations > 0);  // scratch grows to its size when it is first used
  in_days = {};
  play_batch(crisis, seed, 512, 512);
  CHECK(in_days.allocations == 0);
  CHECK(in_days.locks == 0);
}

TEST_CASE("the first fault of a run is kept with its quantity and day, lane by lane") {
  const Model& model = *flagship();
  State state(model);
  for (Lanes& position : state.in_force) position.setConstant(0.5);
  Faults faults(state.memory);
  const Values values(model.loaded.parameters, seed);
  const Draws draws(seed);
  const Mask running = Mask::all();
  const auto live = [&](double number) {
    const Lanes day = lanes(number);
    faults.look(Runs(values, draws, day, running));
  };
  live(1);
  for (int lane = 0; lane < lane_count; ++lane) CHECK_FALSE(faults.of(lane));
  state.trust[ActorId{0}][3] = std::nan("");
  live(2);
  state.tension[3] = 7;
  state.tension[5] = 1.5;
  state.in_force[IssueId{1}][6] = -0.1;
  live(3);
  CHECK(faults.of(3) == "trust of " + model.actors[ActorId{0}].id + " is not finite on day 2");
  CHECK(faults.of(5) == "the tension is not in [0, 1] on day 3");
  CHECK(faults.of(6) == "the text in force on " + model.agenda.id[IssueId{1}] + " is not in [0, 1] on day 3");
  CHECK_FALSE(faults.of(4));
  faults.clear(3);
  CHECK_FALSE(faults.of(3));
}

}  // namespace backchannel
