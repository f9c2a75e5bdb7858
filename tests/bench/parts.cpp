// The flagship against the sum of its parts, counted by copies of sim/core's draws.cpp and lanes.cpp that come before
// the library's (see CMakeLists.txt here). Run from the top folder of the project.
#include "sim/core/parts.hpp"

#include <benchmark/benchmark.h>

#include <array>
#include <memory>

#include "sim/crisis/kernel.hpp"
#include "sim/montecarlo/batch.hpp"
#include "tests/bench/processor_time.hpp"

namespace backchannel {
namespace {

constexpr std::uint64_t seed = 1;

/// Nanoseconds a number of a part measured alone, in a row of independent calls of N numbers.
template <int N>
std::array<double, parts::kinds> alone() {
  std::array<LanesOf<N>, N == slice_width ? 64 : 2> x;
  for (std::size_t n = 0; n < x.size(); ++n)
    for (int lane = 0; lane < N; ++lane) x[n][lane] = 0.1 + 0.001 * static_cast<double>(n) + 0.003 * lane;
  DrawsOf<N> draws(seed);
  for (int lane = 0; lane < N; ++lane) draws.set(lane, static_cast<std::uint64_t>(lane), 1);
  const auto nanoseconds = [&x](auto f) {
    constexpr int rounds = 4000;
    const double start = processor_seconds();
    for (int round = 0; round < rounds; ++round)
      for (auto& value : x) {
        benchmark::DoNotOptimize(value);
        auto result = f(value);
        benchmark::DoNotOptimize(result);
      }
    return (processor_seconds() - start) * 1e9 / static_cast<double>(rounds * x.size() * N);
  };
  constexpr Stream stream_of_its_own = stream("bench", "part");
  std::array<double, parts::kinds> each{};
  each[parts::philox_block] = nanoseconds([&](const auto&) { return draws.uniform(stream_of_its_own); });
  each[parts::normal_pair] =
      nanoseconds([&](const auto&) { return draws.normal(stream_of_its_own); }) - each[parts::philox_block];
  each[parts::exponential] = nanoseconds([](const auto& value) { return exponential(value); });
  each[parts::logarithm] = nanoseconds([](const auto& value) { return logarithm(value); });
  return each;
}

/// How far the flagship is from the sum of its useful parts: random draws (with the roots of the normals), exponentials
/// and logarithms. Of those computed in slices the mean useful share of talks, moves, force and capitals counts.
void parts_of_the_flagship(benchmark::State& state) {
  const auto model = std::make_shared<const Model>(read_scenario("scenarios/flagship/oman-2026.yaml"));
  CrisisKernel kernel(model, seed);
  for (auto _ : state) {
    parts::counted = {};
    double days = 0;
    const double start = processor_seconds();
    for (const Row& row : play_batch(kernel, seed, 0, 1024).rows) days += row.end_day;
    const double seconds = processor_seconds() - start;
    const parts::Count used = parts::counted;
    const Day& day = kernel.mechanisms();
    std::uint64_t useful = 0, offered = 0;
    for (const Usage& usage : {day.talks.usage(), day.moves.usage(), day.force.usage(), day.capitals.usage()})
      useful += usage.useful, offered += usage.offered;
    const double share = static_cast<double>(useful) / static_cast<double>(offered);
    const auto slice = alone<slice_width>();
    const auto whole = alone<lane_count>();
    double all = 0, in_use = 0;
    for (std::size_t k = 0; k < parts::kinds; ++k) {
      const double in_slices = slice[k] * static_cast<double>(used.sliced[k]);
      const double in_lanes = whole[k] * static_cast<double>(used.whole[k]);
      all += in_slices + in_lanes;
      in_use += share * in_slices + in_lanes;
    }
    constexpr std::array<const char*, parts::kinds> names{"blocks", "normal_pairs", "exponentials", "logarithms"};
    for (std::size_t k = 0; k < parts::kinds; ++k)
      state.counters[names[k]] = static_cast<double>(used.sliced[k] + used.whole[k]) / days;
    state.counters["ns_run_day"] = seconds * 1e9 / days;
    state.counters["parts_in_use"] = in_use / days;
    state.counters["parts_computed"] = all / days;
  }
}
BENCHMARK(parts_of_the_flagship)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace backchannel
