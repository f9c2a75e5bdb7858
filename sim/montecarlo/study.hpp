// A study: many batches of one kernel, spread over threads, delivered in order.
//
// Each thread owns one kernel and takes the next portion of runs: a batch, or of a study of few batches a part of one,
// so that all threads have work. The calling thread hands finished batches to the sink in order of run. At most two
// batches a thread wait undelivered, so memory does not grow with the number of runs. The rows do not depend on the
// number of threads or on which thread played what.
#pragma once

#include <algorithm>
#include <concepts>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "sim/montecarlo/batch.hpp"

namespace backchannel {

struct StudyPlan {
  std::uint64_t seed = 0;
  std::uint64_t first_run = 0;
  std::uint64_t runs = 0;
  int threads = 1;
};

using Progress = std::function<void(std::uint64_t runs_done, std::uint64_t runs_planned)>;

namespace detail {

inline constexpr std::uint64_t most_portions = 8;  // of a batch: 512 runs keep the lanes full most of the time

// Into how many portions each batch is cut: as few as give every thread four.
inline std::uint64_t portions_of_a_batch(std::uint64_t runs, std::uint64_t threads) {
  std::uint64_t portions = 1;
  while (threads > 1 && portions < most_portions && runs * portions < 4 * threads * batch_size) portions *= 2;
  return portions;
}

// Which portion is next, and the portions that are finished but not delivered.
template <class Row>
class Exchange {
 public:
  Exchange(const StudyPlan& plan, std::uint64_t threads)
      : plan_(plan),
        per_batch_(portions_of_a_batch(plan.runs, threads)),
        size_(batch_size / per_batch_),
        portions_((plan.runs + size_ - 1) / size_),
        ahead_(2 * threads * per_batch_) {}

  // For threads: the index of a portion to play; none when all are taken or the study is stopped.
  std::optional<std::uint64_t> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopped_ || taken_ == portions_ || taken_ < delivered_ + ahead_; });
    if (stopped_ || taken_ == portions_) return std::nullopt;
    return taken_++;
  }
  void finish(std::uint64_t index, Batch<Row> portion) {
    std::lock_guard lock(mutex_);
    finished_.emplace(index, std::move(portion));
    changed_.notify_all();
  }
  void fail(std::exception_ptr error) {
    std::lock_guard lock(mutex_);
    if (!error_) error_ = error;
    stopped_ = true;
    changed_.notify_all();
  }

  // For threads: a portion that was given up; no batch from its own on is delivered.
  void give_up(std::uint64_t index) {
    std::lock_guard lock(mutex_);
    stopped_ = true;
    end_ = std::min(end_, whole(index));
    changed_.notify_all();
  }

  // No further portion is taken; batches finished before the first that is given up are delivered.
  void stop() {
    std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }

  // For the calling thread: the next batch in order; none after the last.
  std::optional<Batch<Row>> next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return error_ || delivered_ == last() || batch_finished(); });
    if (error_) std::rethrow_exception(error_);
    if (delivered_ == last()) return std::nullopt;
    Batch<Row> batch = extract();
    while (delivered_ % per_batch_ != 0 && delivered_ < portions_) append(batch, extract());
    changed_.notify_all();
    return batch;
  }

  std::uint64_t first_run(std::uint64_t index) const { return plan_.first_run + index * size_; }
  std::uint64_t runs(std::uint64_t index) const { return std::min(size_, plan_.runs - index * size_); }

 private:
  // The first portion of a portion's batch.
  std::uint64_t whole(std::uint64_t index) const { return index - index % per_batch_; }
  std::uint64_t last() const { return std::min(end_, stopped_ && taken_ < portions_ ? whole(taken_) : portions_); }
  bool batch_finished() const {
    const std::uint64_t end = std::min(delivered_ + per_batch_, portions_);
    for (std::uint64_t index = delivered_; index < end; ++index)
      if (!finished_.contains(index)) return false;
    return true;
  }
  Batch<Row> extract() { return std::move(finished_.extract(delivered_++).mapped()); }
  static void append(Batch<Row>& batch, Batch<Row> more) {
    std::ranges::move(more.rows, std::back_inserter(batch.rows));
    std::ranges::move(more.failures, std::back_inserter(batch.failures));
  }

  const StudyPlan plan_;
  const std::uint64_t per_batch_, size_, portions_, ahead_;  // size_: runs; ahead_: portions taken before delivery
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t taken_ = 0, delivered_ = 0, end_ = portions_;
  bool stopped_ = false;
  std::map<std::uint64_t, Batch<Row>> finished_;
  std::exception_ptr error_;
};

}  // namespace detail

// Plays plan.runs runs from plan.first_run on. make_kernel() is called once in each thread; sink(Batch<Row>&&) runs on
// the calling thread and returns false to stop the study there; at a request to `stop` the batches in hand are given up
// within a day of their runs, so what was delivered is always an unbroken sequence of whole batches. Returns the number
// of runs delivered. What a kernel or the sink throws is thrown on.
template <class Factory, class Sink>
std::uint64_t play_study(const StudyPlan& plan, Factory make_kernel, Sink sink, std::stop_token stop = {},
                         const Progress& progress = {}) {
  using K = std::invoke_result_t<Factory&>;
  static_assert(Kernel<K>);
  const auto threads = static_cast<std::uint64_t>(std::max(1, plan.threads));
  detail::Exchange<typename K::Row> exchange(plan, threads);

  std::stop_source quit;
  const auto work = [&] {
    try {
      K kernel = make_kernel();
      while (const auto index = exchange.take()) {
        auto portion =
            play_batch_unless(quit.get_token(), kernel, plan.seed, exchange.first_run(*index), exchange.runs(*index));
        portion ? exchange.finish(*index, std::move(*portion)) : exchange.give_up(*index);
      }
    } catch (...) {
      exchange.fail(std::current_exception());
    }
  };
  const auto end = [&] {
    exchange.stop();
    quit.request_stop();
  };
  struct EndAtExit {
    const decltype(end)& go;
    ~EndAtExit() { go(); }
  };
  std::vector<std::jthread> pool;
  const EndAtExit end_before_joining{end};
  const std::stop_callback on_request(stop, end);
  for (std::uint64_t n = 0; n < threads; ++n) pool.emplace_back(work);

  std::uint64_t done = 0;
  while (auto batch = exchange.next()) {
    done += batch->rows.size();
    const bool go_on = sink(std::move(*batch));
    if (progress) progress(done, plan.runs);
    if (!go_on) break;
  }
  return done;
}

}  // namespace backchannel
