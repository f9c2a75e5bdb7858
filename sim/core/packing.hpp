// Packing: work that only some lanes need is done on dense groups of slice_width lanes and put back. Draws are keyed by
// run, so a packed lane gets the same bits as an unpacked one.
#pragma once

#include <array>
#include <cstdint>

#include "sim/core/lanes.hpp"

namespace backchannel {

// The lanes of one group. Places from `size` on repeat the first lane, so that their arithmetic stays finite.
struct Pack {
  int size = 0;
  std::array<int, slice_width> lane{};
  SliceMask active = SliceMask::none();
};

// Of the places computed, how many were wanted.
struct Usage {
  std::uint64_t useful = 0;
  std::uint64_t offered = 0;
  double share() const { return offered == 0 ? 1.0 : static_cast<double>(useful) / static_cast<double>(offered); }
};

// f(pack) for each group of up to slice_width lanes that are on, in order of lane.
template <class F>
void for_each_pack(const Mask& mask, F f, Usage* usage = nullptr) {
  Pack pack;
  const auto deliver = [&] {
    for (int place = pack.size; place < slice_width; ++place) pack.lane[place] = pack.lane[0];
    if (usage != nullptr) *usage = {usage->useful + pack.size, usage->offered + slice_width};
    f(static_cast<const Pack&>(pack));
    pack = {};
  };
  for (int first = 0; first < lane_count; first += slice_width) {
    if (!any(SliceMask{mask.on.segment<slice_width>(first)})) continue;
    for (int lane = first; lane < first + slice_width; ++lane) {
      if (!mask[lane]) continue;
      pack.active.on[pack.size] = 1.0;
      pack.lane[pack.size++] = lane;
      if (pack.size == slice_width) deliver();
    }
  }
  if (pack.size > 0) deliver();
}

inline Slice gathered(const Lanes& lanes, const Pack& pack) {
  Slice slice;
  for (int place = 0; place < slice_width; ++place) slice[place] = lanes[pack.lane[place]];
  return slice;
}
inline SliceMask gathered(const Mask& mask, const Pack& pack) { return {gathered(mask.on, pack)}; }

// Writes the active places only.
inline void scatter(const Slice& slice, Lanes& lanes, const Pack& pack) {
  for (int place = 0; place < pack.size; ++place) lanes[pack.lane[place]] = slice[place];
}
inline void scatter(const SliceMask& slice, Mask& mask, const Pack& pack) { scatter(slice.on, mask.on, pack); }

}  // namespace backchannel
