// What the engine asks of a model: a block of lane_count runs that advance side by side, a day at a time.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>

#include "sim/core/draws.hpp"

namespace backchannel {

// start(lane, run)      puts `run` into the lane, before its day 1
// day(draws, running)   advances every lane by a day and returns the lanes whose run ENDED with this day. The draws
//                       know each lane's run and day. Lanes that are not `running` hold no run: they may be computed,
//                       what comes out is not used.
// row(lane)             what the run that just ended leaves behind
// failure(lane)         optional: why the run that just ended is not to be trusted, if so
// None but start and failure may allocate.
template <class K>
concept Kernel = requires(K kernel, const K constant, int lane, std::uint64_t run, const Draws draws,
                          const Mask running) {
  requires std::default_initializable<typename K::Row>;
  kernel.start(lane, run);
  { kernel.day(draws, running) } -> std::same_as<Mask>;
  { constant.row(lane) } -> std::same_as<typename K::Row>;
};

template <class K>
concept ReportsFailure = requires(const K kernel, int lane) {
  { kernel.failure(lane) } -> std::same_as<std::optional<std::string>>;
};

// Watches a block after every day, before ended lanes are refilled: for traces and daily series. observer.day_ended(
// kernel, running) must not change anything. Unobserved is the one that does nothing.
struct Unobserved {
  void day_ended(const auto&, const Mask&) {}
};

}  // namespace backchannel
