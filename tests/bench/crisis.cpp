// The flagship: each mechanism of a day, a day, a block, and threads; and how the cost grows with runs, days, actors
// and issues. Run from the top folder of the project.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <string>

#include "sim/crisis/kernel.hpp"
#include "sim/montecarlo/runs.hpp"
#include "tests/bench/processor_time.hpp"

namespace backchannel {
namespace {

constexpr std::uint64_t seed = 1;
const std::shared_ptr<const Model>& flagship() {
  static const auto model = std::make_shared<const Model>(read_scenario("scenarios/flagship/oman-2026.yaml"));
  return model;
}

/// The crisis with a watch on every phase of a day.
class TimedCrisis {
 public:
  struct Row {
    double days = 0;
  };
  explicit TimedCrisis(const Model& model) : values_(model.loaded.parameters, seed), state_(model), day_(state_) {}

  void start(int lane, std::uint64_t run) {
    values_.start(lane, run);
    run_[static_cast<std::size_t>(lane)] = run;
    state_.day[lane] = 0;
    fresh_ = fresh_ | Mask::of(lane);
  }
  Mask day(const Draws& draws, const Mask& running) {
    start_fresh();
    state_.day += 1.0;
    const Runs runs(values_, draws, state_.day, running);
    const auto timed = [&](std::size_t n, auto& mechanism) {
      runs.each([&](const Abreast& eight) { mechanism(eight); });
      lap(n);
    };
    state_.today.memory.clear();
    last_ = processor_seconds();
    timed(0, day_.events), timed(1, day_.domestic), timed(2, day_.posture);
    day_.moves(runs), lap(3);
    timed(4, day_.incidents);
    day_.talks(runs), lap(5);
    day_.capitals(runs), lap(6);
    timed(7, day_.compliance);
    day_.force(runs), lap(8);
    timed(9, day_.beliefs);
    const Mask ended = runs.where([&](const Abreast& eight) { return day_.record(eight); });
    runs.in_packs(ended, [&](const Few& few) { day_.record.take_stock(few); });
    lap(10);
    return ended;
  }
  [[nodiscard]] Row row(int lane) const { return {state_.day[lane]}; }
  [[nodiscard]] double seconds(std::size_t mechanism) const { return seconds_[mechanism]; }

 private:
  void start_fresh() {
    if (!any(fresh_)) return;
    Draws morning(seed);
    for (int lane = 0; lane < lane_count; ++lane) morning.set(lane, run_[static_cast<std::size_t>(lane)], 0);
    const Runs runs(values_, morning, state_.day, fresh_);
    runs.in_packs(fresh_, [&](const Few& few) { day_.begin(few); });
    fresh_ = Mask::none();
  }
  void lap(std::size_t mechanism) {
    const double now = processor_seconds();
    seconds_[mechanism] += now - last_;
    last_ = now;
  }

  Values values_;
  State state_;
  Day day_;
  Mask fresh_ = Mask::none();
  std::array<std::uint64_t, lane_count> run_{};
  std::array<double, day_phases.size()> seconds_{};
  double last_ = 0;
};

/// Nanoseconds a run and day of one mechanism.
void mechanism(benchmark::State& state) {
  const auto index = static_cast<std::size_t>(state.range(0));
  TimedCrisis crisis(*flagship());
  double days = 0;
  for (auto _ : state) {
    const double before = crisis.seconds(index);
    for (const auto& row : play_batch(crisis, seed, 0, 512).rows) days += row.days;
    state.SetIterationTime(crisis.seconds(index) - before);
  }
  state.SetLabel(day_phases[index]);
  state.counters["ns_run_day"] = crisis.seconds(index) / days * 1e9;
}
BENCHMARK(mechanism)->DenseRange(0, day_phases.size() - 1)->Iterations(1)->UseManualTime();

void day(benchmark::State& state) {
  CrisisKernel kernel(flagship(), seed);
  Draws draws(seed);
  for (int lane = 0; lane < lane_count; ++lane) {
    kernel.start(lane, static_cast<std::uint64_t>(lane));
    draws.set(lane, static_cast<std::uint64_t>(lane), 0);
  }
  for (auto _ : state) {
    draws.next_day();
    benchmark::DoNotOptimize(kernel.day(draws, Mask::all()));
  }
  state.counters["ns_run_day"] = benchmark::Counter(static_cast<double>(state.iterations()) * lane_count * 1e-9,
                                                    benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(day)->Iterations(180)->Unit(benchmark::kMicrosecond);

/// Plays runs of a model in one block.
void play(benchmark::State& state, const std::shared_ptr<const Model>& model, std::uint64_t runs) {
  CrisisKernel kernel(model, seed);
  double days = 0, seconds = 0;
  std::uint64_t played = 0;
  for (auto _ : state) {
    const double start = processor_seconds();
    for (const Row& row : play_batch(kernel, seed, 0, runs).rows) days += row.end_day;
    seconds += processor_seconds() - start;
    played += runs;
  }
  state.counters["ns_run_day"] = seconds / days * 1e9;
  state.counters["runs/s"] = static_cast<double>(played) / seconds;
  const Day& phases = kernel.mechanisms();
  state.counters["useful_talks"] = phases.talks.usage().share();
  state.counters["useful_moves"] = phases.moves.usage().share();
  state.counters["useful_force"] = phases.force.usage().share();
  state.counters["useful_capitals"] = phases.capitals.usage().share();
}

void block(benchmark::State& state) { play(state, flagship(), static_cast<std::uint64_t>(state.range(0))); }
BENCHMARK(block)->Arg(512)->Arg(1024)->Arg(4096)->Iterations(1)->Unit(benchmark::kMillisecond);

void horizon(benchmark::State& state) {
  const std::vector<Override> set{parse_override("horizon=" + std::to_string(state.range(0)))};
  play(state, std::make_shared<const Model>(read_scenario("scenarios/flagship/oman-2026.yaml", set)), 1024);
}
BENCHMARK(horizon)->Arg(45)->Arg(90)->Arg(180)->Iterations(1)->Unit(benchmark::kMillisecond);

/// Two parties of two factions and `others` third parties that back one of them, over so many issues.
std::string crisis_of(int actors, int issues) {
  std::string text = "title: \"So many\"\nhorizon: 180\nissues:\n";
  for (int k = 0; k < issues; ++k)
    text += "  issue" + std::to_string(k) + ": {status_quo: 0." + std::to_string(1 + k % 8) +
            ", interim: " + (k % 2 == 0 ? "true" : "false") + "}\n";
  text += "actors:\n";
  for (int a = 0; a < actors; ++a) {
    const std::string id = "actor" + std::to_string(a);
    text += "  " + id + ":\n";
    if (a >= 2) text += "    role: third_party\n    backs: actor" + std::to_string(a % 2) + "\n    voice: 0.1\n";
    text += "    preferences:\n";
    for (int k = 0; k < issues; ++k)
      text += "      issue" + std::to_string(k) + ": {ideal: " + (a % 2 == 0 ? "0" : "1") +
              ", salience: " + std::to_string(1 + (a + k) % 3) + "}\n";
    if (a < 2)
      text +=
          "    factions: {one: {weight: 2}, other: {weight: 1}}\n    war: {cost: {uniform: [0.2, 0.6], private: true}, "
          "perceived_risk: 0.2}\n";
  }
  return text + "mediator: {style: facilitation, skill: 0.6, variance: 0.02}\n";
}

void actors_and_issues(benchmark::State& state) {
  const std::string text = crisis_of(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
  play(state, std::make_shared<const Model>(read_scenario_text(text, "so many")), 512);
}
BENCHMARK(actors_and_issues)
    ->Args({2, 8})
    ->Args({4, 8})
    ->Args({8, 8})
    ->Args({2, 2})
    ->Args({2, 16})
    ->Args({2, 32})
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

/// Two threads against one, paired five times.
void threads(benchmark::State& state) {
  const auto seconds = [](int count) {
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    play_runs(
        {seed, 0, 8 * batch_size, count}, [] { return CrisisKernel(flagship(), seed); }, [](auto&&) { return true; });
    return std::chrono::duration<double>(Clock::now() - start).count();
  };
  for (auto _ : state) {
    std::array<double, 5> ratio;
    for (double& r : ratio) {
      const double one = seconds(1);
      r = one / seconds(2);
    }
    std::ranges::sort(ratio);
    state.counters["two_to_one"] = ratio[2];
  }
}
BENCHMARK(threads)->Iterations(1)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace backchannel
