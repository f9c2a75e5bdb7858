// The search for the place along a path where something is worth most.
#pragma once

#include "sim/core/packing.hpp"

namespace backchannel {

/// The search for the highest place of f on [0, 1]: a scan of equal steps, then looks in the golden section of the
/// wider side of the best place between its neighbours (Kiefer 1953), each of which narrows them to .618: the highest
/// places of the risk-return trade-off are kinks and jumps, where parabolas and slopes take more looks. A peak narrower
/// than a step may be missed. Of places equally high the first is taken.
class Summit {
 public:
  Summit(int steps, int looks) : steps_(steps), looks_(looks) {}
  [[nodiscard]] bool goes_on() const { return taken_ <= steps_ + looks_; }
  [[nodiscard]] const Slice& next() const { return c_; }
  /// Takes f at next(); where it is higher than all before.
  SliceMask take(const Slice& here);

 private:
  void scan(const SliceMask& higher, const Slice& here);
  void close_in(const SliceMask& higher, const Slice& here);

  int steps_, looks_, taken_ = 0;
  Slice c_ = 0.0;                                // where to look next
  Slice left_ = 0.0, best_ = 0.0, right_ = 0.0;  // the best place and its neighbours
  Slice at_best_ = 0.0;                          // f there
  Slice before_ = 0.0;                           // the last place of the scan
  SliceMask fresh_ = SliceMask::none();          // it was the best
};

}  // namespace backchannel
