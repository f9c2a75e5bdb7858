// exp, ln, cos and sin of one number, free of branches: a plain loop over them is vectorised by g++ and clang alike;
// and the same of a register of numbers (X). Every operation is exactly rounded (+ - * /, std::fma, shifts), so the
// bits agree on every machine. Whole numbers travel in the low bits of doubles near 1.5 * 2^52, because AVX2 cannot
// convert 64-bit integers.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "sim/core/eight.hpp"

namespace backchannel::scalar_math {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
inline constexpr double ln2_high = 0x1.62e42fee00000p-1;  // ln 2 in two parts; times an exponent the first is exact
inline constexpr double ln2_low = 0x1.a39ef35793c76p-33;

using registers::Numbers;
using registers::Words;
inline std::uint64_t bits(double x) { return std::bit_cast<std::uint64_t>(x); }
inline double number(std::uint64_t x) { return std::bit_cast<double>(x); }
inline Words bits(Numbers x) { return (Words)x; }
inline Numbers number(Words x) { return (Numbers)x; }
inline double fused(double a, double b, double c) { return std::fma(a, b, c); }
inline Numbers fused(Numbers a, Numbers b, Numbers c) { return registers::fused(a, b, c); }
inline double root(double x) { return std::sqrt(x); }
inline Numbers root(Numbers x) { return registers::root(x); }
inline double chosen(bool where, double yes, double no) { return where ? yes : no; }
inline Numbers chosen(registers::Flags where, Numbers yes, Numbers no) { return registers::chosen(where, yes, no); }
inline Numbers chosen(registers::Flags where, double yes, Numbers no) {
  return registers::chosen(where, registers::everywhere(yes), no);
}
inline Numbers fused(Numbers a, Numbers b, double c) { return fused(a, b, registers::everywhere(c)); }
inline Numbers fused(Numbers a, double b, double c) { return fused(a, registers::everywhere(b), c); }
inline Numbers fused(Numbers a, double b, Numbers c) { return fused(a, registers::everywhere(b), c); }

// A whole number below 2^52 as a double.
template <class Whole>
auto whole(Whole n) {
  constexpr double two52 = 0x1p52;
  return number(n | bits(two52)) - two52;
}

// e^x = 2^k e^r, k = round(x / ln 2), |r| <= ln(2)/2; Taylor's polynomial of degree 13 (remainder 5e-18).
template <class X>
X exponential(X x) {
  constexpr double shift = 0x1.8p52;
  constexpr double per_ln2 = 0x1.71547652b82fep0;
  const X shifted = fused(x, per_ln2, shift);
  const X k = shifted - shift;
  const X r = fused(k, -ln2_low, fused(k, -ln2_high, x));
  X p = X{} + 1.0 / 6227020800;
  p = fused(p, r, 1.0 / 479001600);
  p = fused(p, r, 1.0 / 39916800);
  p = fused(p, r, 1.0 / 3628800);
  p = fused(p, r, 1.0 / 362880);
  p = fused(p, r, 1.0 / 40320);
  p = fused(p, r, 1.0 / 5040);
  p = fused(p, r, 1.0 / 720);
  p = fused(p, r, 1.0 / 120);
  p = fused(p, r, 1.0 / 24);
  p = fused(p, r, 1.0 / 6);
  p = fused(p, r, 1.0 / 2);
  p = fused(p, r, 1.0);
  p = fused(p, r, 1.0);
  const X half_power = number((bits(shifted) + 1022) << 52);  // 2^(k-1): 2^1024 does not exist
  const X value = (2.0 * p) * half_power;
  const X bounded = chosen(x < -708.0, 0.0, value);
  return chosen(x > 0x1.62e42fefa39efp9, infinity, bounded);
}

// ln x for a positive, finite x that is not subnormal: ln x = k ln 2 + ln(1 + f), sqrt(1/2) <= 1 + f < sqrt 2, with
// s = f / (2 + f) and fdlibm's minimax polynomial of ln(1 + f) - 2s in s^2 (Sun Microsystems 1993, e_log.c; error below
// 2^-58). `exponent_of_scale` is taken off again.
template <class X>
X logarithm_of_normal(X x, X exponent_of_scale = X{}) {
  constexpr std::uint64_t one = 0x3ff0000000000000;
  constexpr std::uint64_t root_half = 0x3fe6a09e00000000;
  constexpr std::uint64_t mantissa = 0x000fffffffffffff;
  const auto raised = bits(x) + (one - root_half);
  const X k = whole(raised >> 52) - (1023.0 + exponent_of_scale);
  const X f = number((raised & mantissa) + root_half) - 1.0;
  const X s = f / (2.0 + f);
  const X z = s * s;
  X p = X{} + 0x1.2f112df3e5244p-3;
  p = fused(p, z, 0x1.39a09d078c69fp-3);
  p = fused(p, z, 0x1.7466496cb03dep-3);
  p = fused(p, z, 0x1.c71c51d8e78afp-3);
  p = fused(p, z, 0x1.2492494229359p-2);
  p = fused(p, z, 0x1.999999997fa04p-2);
  p = fused(p, z, 0x1.5555555555593p-1);
  const X half_square = 0.5 * f * f;
  const X tail = fused(s, fused(p, z, half_square), k * ln2_low);
  return fused(k, ln2_high, f - (half_square - tail));
}

template <class X>
X logarithm(X x) {
  const auto subnormal = x < 0x1p-1022;
  const X scale = chosen(subnormal, 0x1p54, X{} + 1.0);
  const X exponent_of_scale = chosen(subnormal, 54.0, X{});
  const X value = logarithm_of_normal(x * scale, exponent_of_scale);
  const X positive = chosen(x > 0.0, value, X{} - infinity);
  const X not_negative = chosen(x >= 0.0, positive, X{} + not_a_number);
  return chosen(x == infinity, infinity, not_negative);
}

template <class X>
X logistic(X x) {
  return 1.0 / (1.0 + exponential(-x));
}

// cos g and sin g for |g| <= pi/4 within 1e-12: Taylor's polynomials to g^12 and g^13.
template <class X>
X cosine(X g) {
  const X z = g * g;
  X p = X{} + 1.0 / 479001600;
  p = fused(p, z, -1.0 / 3628800);
  p = fused(p, z, 1.0 / 40320);
  p = fused(p, z, -1.0 / 720);
  p = fused(p, z, 1.0 / 24);
  p = fused(p, z, -1.0 / 2);
  return fused(p, z, 1.0);
}
template <class X>
X sine(X g) {
  const X z = g * g;
  X p = X{} + 1.0 / 6227020800;
  p = fused(p, z, -1.0 / 39916800);
  p = fused(p, z, 1.0 / 362880);
  p = fused(p, z, -1.0 / 5040);
  p = fused(p, z, 1.0 / 120);
  p = fused(p, z, -1.0 / 6);
  return fused(p * z, g, g);
}

}  // namespace backchannel::scalar_math
