// Eight numbers side by side in registers, and eight decisions: what the work on a pack of runs is written in.
//
// Every operation is lane by lane and exactly rounded, so the bits are those of a plain double, with g++ and clang,
// AVX2 and AVX-512. A double stands for the same number in all eight.
#pragma once

#if defined(__AVX2__)
#include <immintrin.h>
#endif

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace backchannel {

template <int N>
struct MaskOf;

/// The registers of a processor, as the compilers' vectors.
namespace registers {

#if defined(__AVX512F__)
inline constexpr int places = 8;
#else
inline constexpr int places = 4;
#endif
using Numbers [[gnu::vector_size(8 * places), gnu::aligned(8 * places)]] = double;
using Words [[gnu::vector_size(8 * places), gnu::aligned(8 * places)]] = std::uint64_t;
using Flags [[gnu::vector_size(8 * places), gnu::aligned(8 * places)]] = std::int64_t;  // all bits or none

inline Numbers everywhere(double x) { return Numbers{} + x; }
inline Numbers chosen(Flags where, Numbers yes, Numbers no) {
#if defined(__AVX2__) && !defined(__AVX512F__)
  return _mm256_blendv_pd(no, yes, (__m256d)where);
#else
  return (Numbers)((where & (Flags)yes) | (~where & (Flags)no));
#endif
}

#if defined(__AVX512F__)
inline Numbers fused(Numbers a, Numbers b, Numbers c) { return _mm512_fmadd_pd(a, b, c); }
inline Numbers root(Numbers x) { return _mm512_sqrt_pd(x); }
inline Numbers floor_of(Numbers x) { return _mm512_roundscale_pd(x, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC); }
inline Numbers smaller(Numbers a, Numbers b) { return _mm512_min_pd(a, b); }
inline Numbers larger(Numbers a, Numbers b) { return _mm512_max_pd(a, b); }
inline unsigned bits_of(Flags where) { return _mm512_movepi64_mask((__m512i)where); }
#elif defined(__AVX2__)
inline Numbers fused(Numbers a, Numbers b, Numbers c) { return _mm256_fmadd_pd(a, b, c); }
inline Numbers root(Numbers x) { return _mm256_sqrt_pd(x); }
inline Numbers floor_of(Numbers x) { return _mm256_floor_pd(x); }
inline Numbers smaller(Numbers a, Numbers b) { return _mm256_min_pd(a, b); }  // b unless a < b
inline Numbers larger(Numbers a, Numbers b) { return _mm256_max_pd(a, b); }   // b unless a > b
inline unsigned bits_of(Flags where) { return static_cast<unsigned>(_mm256_movemask_pd((__m256d)where)); }
#else
inline Numbers fused(Numbers a, Numbers b, Numbers c) {
  for (int n = 0; n < places; ++n) c[n] = std::fma(a[n], b[n], c[n]);
  return c;
}
inline Numbers root(Numbers x) {
  for (int n = 0; n < places; ++n) x[n] = std::sqrt(x[n]);
  return x;
}
inline Numbers floor_of(Numbers x) {
  for (int n = 0; n < places; ++n) x[n] = std::floor(x[n]);
  return x;
}
inline Numbers smaller(Numbers a, Numbers b) { return chosen(a < b, a, b); }
inline Numbers larger(Numbers a, Numbers b) { return chosen(a > b, a, b); }
inline unsigned bits_of(Flags where) {
  unsigned bits = 0;
  for (int n = 0; n < places; ++n) bits |= (where[n] != 0 ? 1u : 0u) << n;
  return bits;
}
#endif

}  // namespace registers

class Eight {
 public:
  static constexpr int RowsAtCompileTime = 8;  // as Eigen's arrays name it

  Eight() {}  // NOLINT(modernize-use-equals-default): as registers and memory hold it, never set to 0
  Eight(double x) : Eight(parts([x] { return registers::everywhere(x); })) {}
  static Eight load(const double* from) {
#if defined(__AVX512F__)
    Eight x;
    __builtin_memcpy(&x, from, sizeof x);
    return x;
#else
    Eight x;
    __builtin_memcpy(&x.low_, from, sizeof x.low_);
    __builtin_memcpy(&x.high_, from + registers::places, sizeof x.high_);
    return x;
#endif
  }
  static Eight of(double a, double b, double c, double d, double e, double f, double g, double h) {
    Eight x;
#if defined(__AVX512F__)
    x.all_ = registers::Numbers{a, b, c, d, e, f, g, h};
#else
    x.low_ = registers::Numbers{a, b, c, d};
    x.high_ = registers::Numbers{e, f, g, h};
#endif
    return x;
  }
  void store(double* to) const { __builtin_memcpy(to, this, sizeof *this); }

  /// f of the registers of the operands, one after the other; the only place that knows how many there are.
  template <class F, class... X>
  static Eight parts(F f, const X&... x) {
    Eight result;
#if defined(__AVX512F__)
    result.all_ = f(x.all_...);
#else
    result.low_ = f(x.low_...);
    result.high_ = f(x.high_...);
#endif
    return result;
  }

  double operator[](int place) const { return reinterpret_cast<const double*>(this)[place]; }
  double& operator[](int place) { return reinterpret_cast<double*>(this)[place]; }
  [[nodiscard]] double coeff(int place) const { return (*this)[place]; }
  [[nodiscard]] const double* data() const { return reinterpret_cast<const double*>(this); }
  double* data() { return reinterpret_cast<double*>(this); }
  [[nodiscard]] const double* begin() const { return data(); }
  [[nodiscard]] const double* end() const { return data() + RowsAtCompileTime; }

  friend Eight operator+(const Eight& a, const Eight& b) {
    return parts([](auto x, auto y) { return x + y; }, a, b);
  }
  friend Eight operator-(const Eight& a, const Eight& b) {
    return parts([](auto x, auto y) { return x - y; }, a, b);
  }
  friend Eight operator*(const Eight& a, const Eight& b) {
    return parts([](auto x, auto y) { return x * y; }, a, b);
  }
  friend Eight operator/(const Eight& a, const Eight& b) {
    return parts([](auto x, auto y) { return x / y; }, a, b);
  }
  Eight operator-() const {
    return parts([](auto x) { return -x; }, *this);
  }
  Eight& operator+=(const Eight& x) { return *this = *this + x; }
  Eight& operator-=(const Eight& x) { return *this = *this - x; }
  Eight& operator*=(const Eight& x) { return *this = *this * x; }
  Eight& operator/=(const Eight& x) { return *this = *this / x; }

  /// The larger and the smaller one; this one's number where they are equal or either is NaN.
  [[nodiscard]] Eight max(const Eight& other) const {
    return parts([](auto x, auto y) { return registers::larger(y, x); }, *this, other);
  }
  [[nodiscard]] Eight min(const Eight& other) const {
    return parts([](auto x, auto y) { return registers::smaller(y, x); }, *this, other);
  }
  [[nodiscard]] Eight abs() const {
    return parts([](auto x) { return (registers::Numbers)((registers::Words)x & (~std::uint64_t{0} >> 1)); }, *this);
  }
  [[nodiscard]] const Eight& eval() const { return *this; }
  void setConstant(double x) { *this = Eight(x); }
  void setZero() { *this = Eight(0.0); }

 private:
  friend struct MaskOf<8>;
#if defined(__AVX512F__)
  registers::Numbers all_;
#else
  registers::Numbers low_, high_;
#endif
};

/// Eight decisions: all bits of a place are set, or none.
template <>
struct MaskOf<8> {
  MaskOf() = default;
  /// Where a flag, which is 1 or 0, is up.
  static MaskOf of_flag(const Eight& flag) {
    return parts([](auto x) { return x != 0.0; }, flag);
  }
  static MaskOf of_bits(unsigned bits) {
    static constexpr std::array<std::uint64_t, 8> place{1, 2, 4, 8, 16, 32, 64, 128};
    return parts([bits](auto x) { return ((registers::Words)x & std::uint64_t{bits}) != 0; },
                 Eight::load(reinterpret_cast<const double*>(place.data())));
  }
  static MaskOf all() {
    return parts([](auto x) { return x == x; }, Eight(0.0));  // NOLINT(misc-redundant-expression)
  }
  static MaskOf none() {
    return parts([](auto x) { return x != x; }, Eight(0.0));  // NOLINT(misc-redundant-expression)
  }
  static MaskOf of(int place) { return of_bits(1u << place); }

  /// 1 where it is on, else 0.
  [[nodiscard]] Eight on() const {
    return Eight::parts(
        [](auto x) { return (registers::Numbers)((registers::Flags)x & (registers::Flags)registers::everywhere(1.0)); },
        bits_);
  }
  /// A bit each, the first place the lowest.
  [[nodiscard]] unsigned bits() const {
#if defined(__AVX512F__)
    return registers::bits_of((registers::Flags)bits_.all_);
#else
    return registers::bits_of((registers::Flags)bits_.low_) | registers::bits_of((registers::Flags)bits_.high_)
                                                                  << registers::places;
#endif
  }
  bool operator[](int place) const { return std::bit_cast<std::uint64_t>(bits_[place]) != 0; }
  void set(int place, bool on) { bits_[place] = std::bit_cast<double>(on ? ~std::uint64_t{0} : std::uint64_t{0}); }
  friend MaskOf operator&(const MaskOf& a, const MaskOf& b) {
    return words([](auto x, auto y) { return x & y; }, a, b);
  }
  friend MaskOf operator|(const MaskOf& a, const MaskOf& b) {
    return words([](auto x, auto y) { return x | y; }, a, b);
  }
  friend MaskOf operator^(const MaskOf& a, const MaskOf& b) {
    return words([](auto x, auto y) { return x ^ y; }, a, b);
  }
  friend MaskOf operator!(const MaskOf& a) {
    return words([](auto x) { return ~x; }, a);
  }
  MaskOf& operator&=(const MaskOf& other) { return *this = *this & other; }
  MaskOf& operator|=(const MaskOf& other) { return *this = *this | other; }

  /// Where f of the registers of the operands holds.
  template <class F, class... X>
  static MaskOf parts(F f, const X&... x) {
    MaskOf mask;
    mask.bits_ = Eight::parts([f](auto... part) { return (registers::Numbers)f(part...); }, x...);
    return mask;
  }
  friend Eight select(const MaskOf& where, const Eight& yes, const Eight& no) {
    return Eight::parts([](auto on, auto x, auto y) { return registers::chosen((registers::Flags)on, x, y); },
                        where.bits_, yes, no);
  }

 private:
  template <class F, class... M>
  static MaskOf words(F f, const M&... mask) {
    return parts([f](auto... x) { return f((registers::Flags)x...); }, mask.bits_...);
  }

  Eight bits_;
};

/// The numbers of a table at eight places, whole numbers of 0 or more.
inline Eight looked_up(const double* table, const Eight& place) {
#if defined(__AVX2__)
  return Eight::parts(
      [table](auto x) {
#if defined(__AVX512F__)
        return _mm512_mask_i32gather_pd(x, 0xff, _mm512_cvttpd_epi32(x), table, 8);
#else
        return _mm256_mask_i32gather_pd(x, table, _mm256_cvttpd_epi32(x), (__m256d)(x == x), 8);
#endif
      },
      place);
#else
  const auto at = [&](int n) { return table[static_cast<std::size_t>(place[n])]; };
  return Eight::of(at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7));
#endif
}

/// Eight words of 64 bits each, kept where numbers are: one bit put up, looked at, and the bits that are up in any
/// word.
inline Eight with_bit(const Eight& words, int bit, const MaskOf<8>& where) {
  const std::uint64_t up = std::uint64_t{1} << bit;
  return select(where, Eight::parts([up](auto x) { return (registers::Numbers)((registers::Words)x | up); }, words),
                words);
}
inline MaskOf<8> has_bit(const Eight& words, int bit) {
  const std::uint64_t up = std::uint64_t{1} << bit;
  return MaskOf<8>::parts([up](auto x) { return ((registers::Words)x & up) != 0; }, words);
}
inline std::uint64_t bits_in_any(const Eight& words) {
  std::uint64_t bits = 0;
  for (int n = 0; n < 8; ++n) bits |= std::bit_cast<std::uint64_t>(words[n]);
  return bits;
}

inline int count(const MaskOf<8>& mask) { return std::popcount(mask.bits()); }
inline bool any(const MaskOf<8>& mask) { return mask.bits() != 0; }

/// Comparisons; a comparison with NaN is off.
inline MaskOf<8> below(const Eight& a, const Eight& b) {
  return MaskOf<8>::parts([](auto x, auto y) { return x < y; }, a, b);
}
inline MaskOf<8> at_most(const Eight& a, const Eight& b) {
  return MaskOf<8>::parts([](auto x, auto y) { return x <= y; }, a, b);
}
inline MaskOf<8> above(const Eight& a, const Eight& b) { return below(b, a); }
inline MaskOf<8> at_least(const Eight& a, const Eight& b) { return at_most(b, a); }
inline MaskOf<8> equals(const Eight& a, const Eight& b) {
  return MaskOf<8>::parts([](auto x, auto y) { return x == y; }, a, b);
}
inline MaskOf<8> on(const Eight& flag) { return MaskOf<8>::of_flag(flag); }

/// The smaller and the larger; b where either is NaN.
inline Eight minimum(const Eight& a, const Eight& b) {
  return Eight::parts([](auto x, auto y) { return registers::smaller(x, y); }, a, b);
}
inline Eight maximum(const Eight& a, const Eight& b) {
  return Eight::parts([](auto x, auto y) { return registers::larger(x, y); }, a, b);
}
/// min(max(x, low), high); NaN stays NaN.
inline Eight clamp(const Eight& x, const Eight& low, const Eight& high) {
  const Eight raised = select(below(x, low), low, x);
  return select(above(raised, high), high, raised);
}
inline Eight clamp01(const Eight& x) { return x.max(0.0).min(1.0); }
inline Eight root(const Eight& x) {
  return Eight::parts([](auto part) { return registers::root(part); }, x);
}
inline Eight floor_of(const Eight& x) {
  return Eight::parts([](auto part) { return registers::floor_of(part); }, x);
}

}  // namespace backchannel
