// B1 through the engine: runs a second on one thread and on all.
#include "tests/bench/b1.hpp"

#include <benchmark/benchmark.h>

#include "sim/montecarlo/runs.hpp"

namespace backchannel {
namespace {

void b1_batch(benchmark::State& state) {
  b1::Model model;
  std::uint64_t run = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(play_batch(model, 1, run, batch_size));
    run += batch_size;
  }
  state.counters["runs/s"] = benchmark::Counter(static_cast<double>(run), benchmark::Counter::kIsRate);
}
BENCHMARK(b1_batch)->Unit(benchmark::kMillisecond);

void b1_study(benchmark::State& state) {
  const RunsPlan plan{.seed = 1, .runs = 128 * batch_size, .threads = static_cast<int>(state.range(0))};
  std::uint64_t runs = 0;
  for (auto _ : state) {
    runs += play_runs(
        plan, [] { return b1::Model{}; }, [](auto&&) { return true; });
  }
  state.counters["runs/s"] = benchmark::Counter(static_cast<double>(runs), benchmark::Counter::kIsRate);
}
BENCHMARK(b1_study)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace backchannel
