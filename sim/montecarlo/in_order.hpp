// Tasks of any kind spread over threads, their results delivered in the order of the tasks. Results do not depend on
// the number of threads, as long as a task depends on its number only.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace backchannel {

namespace detail {

/// Which task is next, and the results that are finished but not delivered.
template <class Result>
class TaskExchange {
 public:
  TaskExchange(std::size_t first, std::size_t end, std::size_t ahead)
      : taken_(first), delivered_(first), end_(end), ahead_(ahead) {}

  // For threads: a task to work on; none once all are taken or it is over.
  std::optional<std::size_t> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopped() || taken_ >= end_ || taken_ < delivered_ + ahead_; });
    if (stopped() || taken_ >= end_) return std::nullopt;
    return taken_++;
  }
  void finish(std::size_t task, Result result) {
    std::lock_guard lock(mutex_);
    finished_.emplace(task, std::move(result));
    changed_.notify_all();
  }
  /// A task without a result: nothing from it on is delivered.
  void give_up(std::size_t task) {
    std::lock_guard lock(mutex_);
    end_ = std::min(end_, task);
    changed_.notify_all();
  }
  void fail(std::exception_ptr error) {
    std::lock_guard lock(mutex_);
    if (!error_) error_ = std::move(error);
    stop_.request_stop();
    changed_.notify_all();
  }

  /// No further task is taken, those in hand are asked to give up.
  void stop() {
    std::lock_guard lock(mutex_);
    stop_.request_stop();
    end_ = std::min(end_, taken_);
    changed_.notify_all();
  }
  [[nodiscard]] std::stop_token stop_token() const { return stop_.get_token(); }

  // For the calling thread: the next result in order; none after the last.
  template <class KeepGoing>
  std::optional<Result> next(KeepGoing& keep_going) {
    using namespace std::chrono_literals;
    if (!keep_going()) stop();
    std::unique_lock lock(mutex_);
    while (!error_ && delivered_ < end_ && !finished_.contains(delivered_)) {
      changed_.wait_for(lock, 50ms);
      if (stopped()) continue;
      lock.unlock();
      if (!keep_going()) stop();
      lock.lock();
    }
    if (error_) std::rethrow_exception(error_);
    if (delivered_ >= end_) return std::nullopt;
    Result result = std::move(finished_.extract(delivered_++).mapped());
    changed_.notify_all();
    return result;
  }

 private:
  [[nodiscard]] bool stopped() const { return stop_.stop_requested(); }

  std::stop_source stop_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t taken_, delivered_, end_;
  const std::size_t ahead_;  // tasks taken before delivery
  std::map<std::size_t, Result> finished_;
  std::exception_ptr error_;
};

inline constexpr std::size_t most_undelivered = 16;  // results a thread

}  // namespace detail

/// Plays tasks first … end − 1; returns how many results were delivered. make_worker() is called once in each thread
/// and returns what works there: worker(task, stop) gives an optional result, none once it has seen a request to stop.
/// sink(task, Result&&) runs on the calling thread in order of task and returns false to end there. keep_going() is
/// asked on the calling thread, before every result and twenty times a second while there is none; when it says no,
/// tasks in hand are asked to stop, and what is finished before the first that gave up is still delivered. What a
/// factory, a worker or the sink throws is thrown on, after all threads have ended.
template <class MakeWorker, class Sink, class KeepGoing>
std::size_t play_in_order(std::size_t first, std::size_t end, int threads, MakeWorker make_worker, Sink sink,
                          KeepGoing keep_going) {
  using Worker = std::invoke_result_t<MakeWorker&>;
  using Result = typename std::invoke_result_t<Worker&, std::size_t, std::stop_token>::value_type;
  const std::size_t workers = std::max(1, threads);
  detail::TaskExchange<Result> exchange(first, end, detail::most_undelivered * workers);
  const auto play = [&] {
    try {
      Worker work = make_worker();
      while (const auto task = exchange.take()) {
        auto result = work(*task, exchange.stop_token());
        result ? exchange.finish(*task, std::move(*result)) : exchange.give_up(*task);
      }
    } catch (...) {
      exchange.fail(std::current_exception());
    }
  };
  struct StopAtExit {
    decltype(exchange)& stopped;
    ~StopAtExit() { stopped.stop(); }
  };
  std::vector<std::jthread> pool;
  const StopAtExit stop_before_joining{exchange};
  for (std::size_t n = 0; n < workers; ++n) pool.emplace_back(play);
  std::size_t task = first;
  while (auto result = exchange.next(keep_going))
    if (!sink(task++, std::move(*result))) break;
  return task - first;
}

/// For those whom nobody stops.
inline constexpr auto never_stop = [] { return true; };

}  // namespace backchannel
