#include "sim/crisis/worth/summit.hpp"

namespace backchannel {

SliceMask Summit::take(const Slice& here) {
  constexpr double golden = 0.3819660112501051;
  const SliceMask higher = taken_ == 0 ? SliceMask::all() : above(here, at_best_);
  if (taken_ <= steps_)
    scan(higher, here);
  else
    close_in(higher, here);
  ++taken_;
  const Slice before = best_ - left_, after = right_ - best_;
  c_ = taken_ <= steps_ ? Slice(static_cast<double>(taken_) / steps_)
                        : best_ + golden * select(above(after, before), after, -before);
  return higher;
}

void Summit::scan(const SliceMask& higher, const Slice& here) {
  right_ = select(fresh_ | higher, c_, right_);
  left_ = select(higher, before_, left_);
  best_ = select(higher, c_, best_);
  at_best_ = select(higher, here, at_best_);
  before_ = c_;
  fresh_ = higher;
}

void Summit::close_in(const SliceMask& higher, const Slice& here) {
  const SliceMask moves_left = !(higher ^ above(c_, best_));
  const Slice end = select(higher, best_, c_);
  left_ = select(moves_left, end, left_);
  right_ = select(moves_left, right_, end);
  best_ = select(higher, c_, best_);
  at_best_ = select(higher, here, at_best_);
}

}  // namespace backchannel
