// Some runs of a kernel as the mechanisms see them, for whoever asks a mechanism from outside: the story of a run,
// limiting cases, tests. Nothing random may be drawn from them.
#pragma once

#include "sim/crisis/kernel.hpp"

namespace backchannel {

class Look {
 public:
  Look(const CrisisKernel& kernel, const Pack& pack)
      : pack_(pack), runs_(kernel.values(), draws_, kernel.state().day, everybody_), few_(runs_, pack_) {}
  /// One run.
  Look(const CrisisKernel& kernel, int lane) : Look(kernel, only(lane)) {}
  Look(const Look&) = delete;
  Look& operator=(const Look&) = delete;

  [[nodiscard]] const Few& few() const { return few_; }

 private:
  static Pack only(int lane) {
    Pack pack;
    pack.size = 1;
    pack.lane.fill(lane);
    pack.active = SliceMask::of(0);
    return pack;
  }

  Pack pack_;
  Draws draws_{0};
  Mask everybody_ = Mask::all();
  Runs runs_;
  Few few_;
};

}  // namespace backchannel
