// Tasks of any kind spread over threads, their results delivered in the order of the tasks. Results do not depend on
// the number of threads, as long as a task depends on its number only.
#pragma once

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

template <class Result>
class TaskExchange {
 public:
  TaskExchange(std::size_t first, std::size_t end, std::size_t ahead)
      : taken_(first), delivered_(first), end_(end), ahead_(ahead) {}

  std::optional<std::size_t> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return given_up() || taken_ == end_ || taken_ < delivered_ + ahead_; });
    if (given_up() || taken_ == end_) return std::nullopt;
    return taken_++;
  }
  void finish(std::size_t task, Result result) {
    std::lock_guard lock(mutex_);
    finished_.emplace(task, std::move(result));
    changed_.notify_all();
  }
  void fail(std::exception_ptr error) {
    std::lock_guard lock(mutex_);
    if (!error_) error_ = std::move(error);
    changed_.notify_all();
  }
  void stop() {
    std::lock_guard lock(mutex_);
    give_up_.request_stop();
    changed_.notify_all();
  }
  /// The next result in order; nothing after the last, or once keep_going() says no.
  template <class KeepGoing>
  std::optional<Result> next(const KeepGoing& keep_going) {
    using namespace std::chrono_literals;
    std::unique_lock lock(mutex_);
    while (!error_ && !finished_.contains(delivered_)) {
      if (delivered_ == end_ || !keep_going()) return std::nullopt;
      changed_.wait_for(lock, 50ms);
    }
    if (error_) std::rethrow_exception(error_);
    Result result = std::move(finished_.extract(delivered_++).mapped());
    changed_.notify_all();
    return result;
  }

  [[nodiscard]] std::stop_token give_up() const { return give_up_.get_token(); }

 private:
  [[nodiscard]] bool given_up() const { return give_up_.stop_requested(); }

  std::stop_source give_up_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t taken_, delivered_;
  const std::size_t end_, ahead_;
  std::map<std::size_t, Result> finished_;
  std::exception_ptr error_;
};

}  // namespace detail

/// Plays tasks first … end − 1. work(task, stop) runs in the threads and returns an optional result; nothing once it
/// has seen a request to stop. sink(task, Result&&) runs on the calling thread in order of task. keep_going() is asked twenty times
/// a second; when it says no, tasks in hand are given up and play_in_order returns. What work or sink throws is thrown
/// on, after all threads have ended.
template <class Work, class Sink, class KeepGoing>
void play_in_order(std::size_t first, std::size_t end, int threads, Work work, Sink sink, KeepGoing keep_going) {
  using Result = typename std::invoke_result_t<Work&, std::size_t, std::stop_token>::value_type;
  const auto workers = static_cast<std::size_t>(threads < 1 ? 1 : threads);
  detail::TaskExchange<Result> exchange(first, end, 16 * workers);
  const auto play = [&] {
    try {
      while (const auto task = exchange.take()) {
        auto result = work(*task, exchange.give_up());
        if (!result) return;
        exchange.finish(*task, std::move(*result));
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
  for (std::size_t task = first; task < end; ++task) {
    auto result = exchange.next(keep_going);
    if (!result) return;
    sink(task, std::move(*result));
  }
}

}  // namespace backchannel
