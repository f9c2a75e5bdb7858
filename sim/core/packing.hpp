// Packing: work that only some lanes need is done on dense groups of slice_width lanes and put back. Draws are keyed by
// run, so a packed lane gets the same bits as an unpacked one.
#pragma once

#include <array>
#include <bit>
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

// Eight lanes side by side, from `first` on.
inline Slice neighbours(const Lanes& lanes, int first) { return Slice::load(lanes.data() + first); }

inline SliceMask neighbours(const Mask& mask, int first) { return on(neighbours(mask.on(), first)); }
inline void put_neighbours(const Slice& slice, Lanes& lanes, int first) { slice.store(lanes.data() + first); }

// The lanes of which f(first) says so, eight at a time.
template <class F>
Mask eight_by_eight(F f) {
  Lanes flag;
  for (int first = 0; first < lane_count; first += slice_width) put_neighbours(f(first).on(), flag, first);
  return Mask::of_flag(flag);
}

// f(pack) for each group of up to slice_width lanes that are on, in order of lane.
template <class F>
void for_each_pack(const Mask& mask, F f, Usage* usage = nullptr) {
  Pack pack;
  const auto deliver = [&] {
    for (int place = pack.size; place < slice_width; ++place) pack.lane[place] = pack.lane[0];
    pack.active = SliceMask::of_bits((1u << pack.size) - 1);
    if (usage != nullptr) *usage = {usage->useful + pack.size, usage->offered + slice_width};
    f(static_cast<const Pack&>(pack));
    pack = {};
  };
  for (int first = 0; first < lane_count; first += slice_width) {
    for (unsigned left = neighbours(mask, first).bits(); left != 0; left &= left - 1) {
      pack.lane[pack.size++] = first + std::countr_zero(left);
      if (pack.size == slice_width) deliver();
    }
  }
  if (pack.size > 0) deliver();
}

inline Slice gathered(const Lanes& lanes, const Pack& pack) {
  const double* from = lanes.data();
  const auto at = [&](int place) { return from[pack.lane[place]]; };
  return Slice::of(at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7));
}
inline SliceMask gathered(const Mask& mask, const Pack& pack) { return on(gathered(mask.on(), pack)); }

// Writes the active places only.
inline void scatter(const Slice& slice, Lanes& lanes, const Pack& pack) {
  for (int place = 0; place < pack.size; ++place) lanes[pack.lane[place]] = slice[place];
}
inline void scatter(const SliceMask& slice, Mask& mask, const Pack& pack) {
  for (int place = 0; place < pack.size; ++place) mask.set(pack.lane[place], slice[place]);
}

}  // namespace backchannel
