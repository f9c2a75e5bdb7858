// What the pieces of sim/core cost: nanoseconds a number (items) for lane functions and draws.
#include <benchmark/benchmark.h>

#include <array>

#include "sim/core/draws.hpp"

namespace backchannel {
namespace {

Lanes ramp() {
  Lanes x;
  for (int lane = 0; lane < lane_count; ++lane) x[lane] = 0.1 + 0.05 * lane;
  return x;
}

template <class F>
void repeat(benchmark::State& state, int numbers, F f) {
  for (auto _ : state) benchmark::DoNotOptimize(f());
  const auto done = static_cast<double>(state.iterations()) * numbers * lane_count;
  state.counters["each"] = benchmark::Counter(done, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

template <class F>
void lanes_through(benchmark::State& state, F f) {
  Lanes x = ramp();
  repeat(state, 1, [&]() -> Lanes {
    benchmark::DoNotOptimize(x);
    return f(x);
  });
}

BENCHMARK_CAPTURE(lanes_through, exponential, [](const Lanes& x) { return exponential(x); });
BENCHMARK_CAPTURE(lanes_through, logarithm, [](const Lanes& x) { return logarithm(x); });
BENCHMARK_CAPTURE(lanes_through, logistic, [](const Lanes& x) { return logistic(x); });
BENCHMARK_CAPTURE(lanes_through, power, [](const Lanes& x) { return power(x, 1.5); });
BENCHMARK_CAPTURE(lanes_through, root, [](const Lanes& x) { return root(x); });
BENCHMARK_CAPTURE(lanes_through, select, [](const Lanes& x) { return select(below(x, 1.0), x, 2.0 * x); });
BENCHMARK_CAPTURE(lanes_through, clamp01, [](const Lanes& x) { return clamp01(x - 0.5); });

Draws draws_of_the_first_runs() {
  Draws draws(20111115);
  for (int lane = 0; lane < lane_count; ++lane) draws.set(lane, lane, 1);
  return draws;
}

void philox_block(benchmark::State& state) {  // one block: four words a lane
  const Draws draws = draws_of_the_first_runs();
  repeat(state, 1, [&] { return draws.uniform(stream("bench", "one")); });
}
BENCHMARK(philox_block);

void uniforms(benchmark::State& state) {
  const Draws draws = draws_of_the_first_runs();
  std::array<Lanes, 40> out;
  repeat(state, 40, [&] {
    draws.uniforms(stream("bench", "many"), out);
    benchmark::ClobberMemory();
    return out.data();
  });
}
BENCHMARK(uniforms);

void normals(benchmark::State& state) {
  const Draws draws = draws_of_the_first_runs();
  std::array<Lanes, 40> out;
  repeat(state, 40, [&] {
    draws.normals(stream("bench", "many"), out);
    benchmark::ClobberMemory();
    return out.data();
  });
}
BENCHMARK(normals);

void choose_of_eight(benchmark::State& state) {
  const Draws draws = draws_of_the_first_runs();
  std::array<Lanes, 8> logits;
  logits.fill(ramp());
  repeat(state, 1, [&] { return draws.choose(stream("bench", "choice"), logits); });
}
BENCHMARK(choose_of_eight);

}  // namespace
}  // namespace backchannel
