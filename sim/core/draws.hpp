// Draws: random numbers as a pure function of (seed; run, day, stream, n). Asking twice gives the same numbers, so what
// one purpose draws never shifts another; a stream is asked once a day for all it needs (a span), or once a day and
// key.
//
// Philox4x32-10 with key = seed and counter = (run low, run high, day * 4096 + block, stream); number n of a stream is
// word n % 4 of block n / 4, so a longer span begins with the shorter one.
//   uniform   (w + 1/2) 2^-32, in (0, 1)
//   normal    Box and Muller (1958), words in pairs: r = sqrt(-ln u), g uniform in (-pi/4, pi/4) from 30 bits, and
//             z = +-r (cos g - sin g), +-r (cos g + sin g) with the signs from the other 2 bits; |z| < 6.8
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "sim/core/lanes.hpp"
#include "sim/core/packing.hpp"
#include "sim/core/philox.hpp"

namespace backchannel {

inline constexpr std::uint32_t most_days = (1u << 20) - 1;  // and most keys, see keyed()
inline constexpr std::size_t most_choices = 64;             // of choose()
inline constexpr int most_poisson = 60;

template <int N>
class DrawsOf;

// Of eight runs.
template <>
class DrawsOf<slice_width> {
 public:
  explicit DrawsOf(std::uint64_t seed = 0) : seed_(seed) { share(); }
  // Runs and days as the bits of eight numbers.
  DrawsOf(std::uint64_t seed, const Eight& runs, const Eight& days);

  void set(int lane, std::uint64_t run, std::uint32_t day);
  void next_day();  // in every lane
  std::uint64_t seed() const { return seed_; }
  std::uint64_t run(int lane) const { return run_[lane]; }
  std::uint32_t day(int lane) const { return static_cast<std::uint32_t>(day_[lane]); }

  void uniforms(Stream, std::span<Eight> out) const;
  Eight uniform(Stream) const;
  void normals(Stream, std::span<Eight> out) const;
  Eight normal(Stream) const;

  // On with probability p.
  SliceMask chance(Stream of, const Eight& p) const { return below(uniform(of), p); }

  // An index 0..k-1 with probability in proportion to exp(logit); -inf: never (all -inf: all alike), inf: for sure.
  Eight choose(Stream, std::span<const Eight> logits) const;

  // Poisson by inversion of one uniform, at most most_poisson (exact for means up to about 25).
  Eight poisson(Stream, const Eight& mean) const;

  // Uniforms that belong to a key (a whole number from 0 to most_days) and not to the day. Give such a stream a purpose
  // of its own: key k of a stream is day k of the same stream.
  Eight keyed(Stream, const Eight& key) const;
  Eight keyed_normal(Stream, const Eight& key) const;

  // Of eight lanes side by side (these), and of those of a pack.
  const DrawsOf& neighbours(int) const { return *this; }
  DrawsOf packed(const Pack&) const;

 private:
  template <int M>
  friend class DrawsOf;
  using PerLane = std::array<std::uint64_t, slice_width>;
  static PerLane days_of(const Eight& key);

  // What the first block of a day has in common in all streams, after three rounds of Philox. Kept, since most draws
  // are of a first block.
  struct Shared {
    alignas(64) PerLane stream{}, first{}, second{}, third{}, fourth{};
  };
  void share();
  Eight first_word(Stream) const;

  std::uint64_t seed_;
  alignas(64) PerLane run_{};
  alignas(64) PerLane day_{};
  Shared shared_;
};
using SliceDraws = DrawsOf<slice_width>;

// Of all lanes: the same of eight lanes after the other.
template <int N>
class DrawsOf {
 public:
  explicit DrawsOf(std::uint64_t seed = 0) { eights_.fill(SliceDraws(seed)); }

  void set(int lane, std::uint64_t run, std::uint32_t day) { eights_[of(lane)].set(lane % slice_width, run, day); }
  void next_day() {
    for (SliceDraws& eight : eights_) eight.next_day();
  }
  std::uint64_t seed() const { return eights_[0].seed(); }
  std::uint64_t run(int lane) const { return eights_[of(lane)].run(lane % slice_width); }
  std::uint32_t day(int lane) const { return eights_[of(lane)].day(lane % slice_width); }

  void uniforms(Stream, std::span<LanesOf<N>> out) const;
  LanesOf<N> uniform(Stream) const;
  void normals(Stream, std::span<LanesOf<N>> out) const;
  LanesOf<N> normal(Stream) const;
  template <Operand P>
  MaskOf<N> chance(Stream of, const P& p) const {
    return below(uniform(of), p);
  }
  LanesOf<N> choose(Stream, std::span<const LanesOf<N>> logits) const;
  template <Operand M>
  LanesOf<N> poisson(Stream of, const M& mean) const {
    return poisson_of(of, widened<N>(mean));
  }
  LanesOf<N> keyed(Stream, const LanesOf<N>& key) const;
  LanesOf<N> keyed_normal(Stream, const LanesOf<N>& key) const;

  // Of eight lanes side by side, and of those of a pack.
  const SliceDraws& neighbours(int first) const { return eights_[of(first)]; }
  SliceDraws packed(const Pack&) const;

 private:
  static constexpr int of(int lane) { return lane / slice_width; }
  LanesOf<N> poisson_of(Stream, const LanesOf<N>& mean) const;
  // f(eight) of each eight lanes, put together.
  template <class F>
  LanesOf<N> each(F f) const;

  std::array<SliceDraws, N / slice_width> eights_;
};

using Draws = DrawsOf<lane_count>;

}  // namespace backchannel
