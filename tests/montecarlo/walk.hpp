// A small kernel for the engine's tests: a normal walk from 0 until it leaves [-5, 5].
#pragma once

#include <cmath>

#include "sim/montecarlo/kernel.hpp"

namespace backchannel {

struct WalkRow {
  std::uint64_t run = 0;
  int days = 0;
  double end = 0.0;
  friend bool operator==(const WalkRow&, const WalkRow&) = default;
};

inline constexpr Stream walk_steps = stream("walk", "step");

class Walk {
 public:
  using Row = WalkRow;

  void start(int lane, std::uint64_t run) {
    run_[lane] = run;
    days_[lane] = at_[lane] = 0.0;
  }
  Mask day(const Draws& draws, const Mask&) {
    at_ += draws.normal(walk_steps);
    days_ += 1.0;
    return above(at_.abs(), 5.0);
  }
  Row row(int lane) const { return {run_[lane], static_cast<int>(days_[lane]), at_[lane]}; }

 protected:
  std::array<std::uint64_t, lane_count> run_{};

 private:
  Lanes at_ = lanes(0.0), days_ = lanes(0.0);
};

class FailingWalk : public Walk {
 public:
  std::optional<std::string> failure(int lane) const {
    if (run_[lane] % 100 == 0) return "a round number";
    return std::nullopt;
  }
};

// The same run without the engine.
inline WalkRow walk_alone(std::uint64_t seed, std::uint64_t run) {
  SliceDraws draws(seed);
  WalkRow row{run, 0, 0.0};
  while (std::abs(row.end) <= 5.0) {
    draws.set(0, run, static_cast<std::uint32_t>(++row.days));
    row.end += draws.normal(walk_steps)[0];
  }
  return row;
}

}  // namespace backchannel
