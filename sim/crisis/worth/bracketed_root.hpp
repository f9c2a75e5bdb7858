// The search for the place along a path where a value falls below what is asked for.
#pragma once

#include <span>

#include "sim/core/packing.hpp"

namespace backchannel {

/// The search for the end of the stretch [0, c] on which f ≥ 0. From a guess it steps outwards until f < 0, by the
/// slope seen so far; the root of the parabola c(f) through both ends of the bracket and the one last given up closes
/// in on the crossing (inverse quadratic interpolation: Brent 1973), the secant where that leaves the bracket. Where f
/// hardly moved, as at a jump, it looks just before and after a known break, or bisects. What is found always has f ≥ 0
/// if c = 0 has: f ≤ 5e-13 at a crossing (unless it is too flat for 45 looks, too steep for the next number, or below c
/// = 1e-12, where it may be taken for a jump), c within 1e-8 of itself (or 1e-12) at a jump; c = 0 where f is at most
/// 1e-9 there.
class BracketedRoot {
 public:
  static constexpr int most_looks = 45;

  /// at_start: f at c = 0; where it is negative, there is nothing to search.
  BracketedRoot(const Slice& at_start, const Slice& guess);
  [[nodiscard]] bool goes_on() const { return taken_ < most_looks && any(!now_.done); }
  [[nodiscard]] const Slice& next() const { return now_.c; }
  /// Takes f at next().
  void take(const Slice& here, std::span<const Slice> breaks = {});
  [[nodiscard]] Slice end() const { return select(open_, now_.low, 0.0); }

 private:
  struct Bracket {
    Slice low, at_low, high, at_high;  // f ≥ 0 at the low end, f < 0 at the high one
    Slice third, at_third;             // the end that was last given up
    Slice c;                           // where to look next
    SliceMask bounded, done;           // bounded: f < 0 was seen
  };

  /// Where f jumps, the next look is just before or after a known break inside the bracket.
  void look_at_breaks(std::span<const Slice> breaks, const SliceMask& jumps);

  int taken_ = 0;
  double longest_ = 0.02;  // step outwards
  SliceMask open_;
  Bracket now_;
};

}  // namespace backchannel
