// The driver loop: many runs of one kernel, spread over threads a batch at a time, delivered in order.
//
// Each thread owns one kernel. The calling thread hands finished batches to the sink in order of run; a limited number
// of them waits undelivered, so memory does not grow with the number of runs. The rows do not depend on the number of
// threads or on which thread played what.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <type_traits>
#include <utility>

#include "sim/montecarlo/batch.hpp"
#include "sim/montecarlo/in_order.hpp"

namespace backchannel {

struct RunsPlan {
  std::uint64_t seed = 0;
  std::uint64_t first_run = 0;
  std::uint64_t runs = 0;
  int threads = 1;
};

namespace detail {

/// One thread's kernel, and the batches that it plays.
template <Kernel K>
struct BatchPlayer {
  K kernel;
  RunsPlan plan;

  std::optional<Batch<typename K::Row>> operator()(std::size_t batch, const std::stop_token& stop) {
    const std::uint64_t begin = batch * batch_size;
    return play_batch_unless(stop, kernel, plan.seed, plan.first_run + begin, std::min(batch_size, plan.runs - begin));
  }
};

}  // namespace detail

/// Plays plan.runs runs from plan.first_run on. make_kernel() is called once in each thread; sink(Batch<Row>&&) runs on
/// the calling thread and returns false to end there. Once keep_going() says no (play_in_order), the batches in hand
/// are given up within a day of their runs, so what was delivered is always an unbroken sequence of whole batches.
/// Returns the number of runs delivered. What a kernel or the sink throws is thrown on.
template <class Factory, class Sink, class KeepGoing = decltype(never_stop)>
std::uint64_t play_runs(const RunsPlan& plan, Factory make_kernel, Sink sink, KeepGoing keep_going = never_stop) {
  using K = std::invoke_result_t<Factory&>;
  const std::size_t delivered = play_in_order(
      0, (plan.runs + batch_size - 1) / batch_size, plan.threads,
      [&] {
        return detail::BatchPlayer<K>{make_kernel(), plan};
      },
      [&](std::size_t, Batch<typename K::Row>&& batch) { return sink(std::move(batch)); }, keep_going);
  return std::min(plan.runs, delivered * batch_size);
}

}  // namespace backchannel
