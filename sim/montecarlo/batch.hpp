// A batch: consecutive runs of one kernel, played in lane_count lanes; a lane whose run ended takes the next run at
// once. Rows leave in order of run. Nothing in a run depends on its lane, its batch or its neighbours.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <utility>
#include <vector>

#include "sim/montecarlo/kernel.hpp"
#include "sim/montecarlo/played.hpp"

namespace backchannel {

namespace detail {

template <Kernel K>
class Block {
 public:
  Block(K& kernel, std::uint64_t seed, std::uint64_t first_run, std::uint64_t runs)
      : kernel_(kernel), draws_(seed), next_(first_run), end_(first_run + runs), batch_{first_run, {}, {}} {
    batch_.rows.resize(runs);
    for (int lane = 0; lane < lane_count; ++lane) refill(lane);
  }

  // Nothing if it was asked to stop before the last run ended.
  template <class Observer>
  std::optional<Batch<typename K::Row>> play(Observer& observer, const std::stop_token& stop) {
    while (any(running_)) {
      if (stop.stop_requested()) return std::nullopt;
      draws_.next_day();
      const Mask ended = kernel_.day(draws_, running_) & running_;
      observer.day_ended(std::as_const(kernel_), std::as_const(running_));
      if (any(ended))
        collect(ended);
      else if (++quiet_days_ > most_days)
        throw std::runtime_error("a run does not end");
    }
    std::ranges::sort(batch_.failures, {}, &Failure::run);
    return std::move(batch_);
  }

 private:
  // The next run, or, once there is none, rest: the lane is masked out and goes on with what it holds.
  void refill(int lane) {
    const bool more = next_ < end_;
    running_.set(lane, more);
    if (!more && draws_.day(lane) > 0) return;
    const std::uint64_t run = more ? next_++ : batch_.first_run;
    draws_.set(lane, run, 0);
    kernel_.start(lane, run);
  }

  void collect(const Mask& ended) {
    quiet_days_ = 0;
    for (int lane = 0; lane < lane_count; ++lane) {
      if (!ended[lane]) continue;
      keep(lane, draws_.run(lane));
      refill(lane);
    }
  }

  void keep(int lane, std::uint64_t run) {
    if constexpr (ReportsFailure<K>) {
      if (auto reason = kernel_.failure(lane)) {
        batch_.failures.push_back({run, std::move(*reason)});
        return;
      }
    }
    batch_.rows[run - batch_.first_run] = kernel_.row(lane);
  }

  K& kernel_;
  Draws draws_;
  Mask running_ = Mask::none();
  std::uint64_t next_, end_;
  std::uint32_t quiet_days_ = 0;  // since any run ended
  Batch<typename K::Row> batch_;
};

}  // namespace detail

template <Kernel K, class Observer = Unobserved>
Batch<typename K::Row> play_batch(K& kernel, std::uint64_t seed, std::uint64_t first_run, std::uint64_t runs,
                                  Observer&& observer = {}) {
  return *detail::Block<K>(kernel, seed, first_run, runs).play(observer, {});
}

// The same, given up at the end of a day once `stop` is requested: then there is no batch.
template <Kernel K>
std::optional<Batch<typename K::Row>> play_batch_unless(const std::stop_token& stop, K& kernel, std::uint64_t seed,
                                                        std::uint64_t first_run, std::uint64_t runs) {
  Unobserved nobody;
  return detail::Block<K>(kernel, seed, first_run, runs).play(nobody, stop);
}

}  // namespace backchannel
