// exp, ln, cos and sin of one number, free of branches: a plain loop over them is vectorised by g++ and clang alike,
// and every operation is exactly rounded (+ - * /, std::fma, shifts), so the bits agree on every machine. Whole numbers
// travel in the low bits of doubles near 1.5 * 2^52, because AVX2 cannot convert 64-bit integers.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace backchannel::scalar_math {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
inline constexpr double ln2_high = 0x1.62e42fee00000p-1;  // ln 2 in two parts; times an exponent the first is exact
inline constexpr double ln2_low = 0x1.a39ef35793c76p-33;

inline std::uint64_t bits(double x) { return std::bit_cast<std::uint64_t>(x); }
inline double number(std::uint64_t x) { return std::bit_cast<double>(x); }

// A whole number below 2^52 as a double.
inline double whole(std::uint64_t n) {
  constexpr double two52 = 0x1p52;
  return number(n | bits(two52)) - two52;
}

// e^x = 2^k e^r, k = round(x / ln 2), |r| <= ln(2)/2; Taylor's polynomial of degree 13 (remainder 5e-18).
inline double exponential(double x) {
  constexpr double shift = 0x1.8p52;
  constexpr double per_ln2 = 0x1.71547652b82fep0;
  const double shifted = std::fma(x, per_ln2, shift);
  const double k = shifted - shift;
  const double r = std::fma(k, -ln2_low, std::fma(k, -ln2_high, x));
  double p = 1.0 / 6227020800;
  p = std::fma(p, r, 1.0 / 479001600);
  p = std::fma(p, r, 1.0 / 39916800);
  p = std::fma(p, r, 1.0 / 3628800);
  p = std::fma(p, r, 1.0 / 362880);
  p = std::fma(p, r, 1.0 / 40320);
  p = std::fma(p, r, 1.0 / 5040);
  p = std::fma(p, r, 1.0 / 720);
  p = std::fma(p, r, 1.0 / 120);
  p = std::fma(p, r, 1.0 / 24);
  p = std::fma(p, r, 1.0 / 6);
  p = std::fma(p, r, 1.0 / 2);
  p = std::fma(p, r, 1.0);
  p = std::fma(p, r, 1.0);
  const double half_power = number((bits(shifted) + 1022) << 52);  // 2^(k-1): 2^1024 does not exist
  const double value = (2.0 * p) * half_power;
  const double bounded = x < -708.0 ? 0.0 : value;
  return x > 0x1.62e42fefa39efp9 ? infinity : bounded;
}

// ln x for a positive, finite x that is not subnormal: ln x = k ln 2 + ln(1 + f), sqrt(1/2) <= 1 + f < sqrt 2, with
// s = f / (2 + f) and fdlibm's minimax polynomial of ln(1 + f) - 2s in s^2 (Sun Microsystems 1993, e_log.c; error below
// 2^-58). `exponent_of_scale` is taken off again.
inline double logarithm_of_normal(double x, double exponent_of_scale = 0.0) {
  constexpr std::uint64_t one = 0x3ff0000000000000;
  constexpr std::uint64_t root_half = 0x3fe6a09e00000000;
  constexpr std::uint64_t mantissa = 0x000fffffffffffff;
  const std::uint64_t raised = bits(x) + (one - root_half);
  const double k = whole(raised >> 52) - (1023.0 + exponent_of_scale);
  const double f = number((raised & mantissa) + root_half) - 1.0;
  const double s = f / (2.0 + f);
  const double z = s * s;
  double p = 0x1.2f112df3e5244p-3;
  p = std::fma(p, z, 0x1.39a09d078c69fp-3);
  p = std::fma(p, z, 0x1.7466496cb03dep-3);
  p = std::fma(p, z, 0x1.c71c51d8e78afp-3);
  p = std::fma(p, z, 0x1.2492494229359p-2);
  p = std::fma(p, z, 0x1.999999997fa04p-2);
  p = std::fma(p, z, 0x1.5555555555593p-1);
  const double half_square = 0.5 * f * f;
  const double tail = std::fma(s, std::fma(p, z, half_square), k * ln2_low);
  return std::fma(k, ln2_high, f - (half_square - tail));
}

inline double logarithm(double x) {
  const double scale = x < 0x1p-1022 ? 0x1p54 : 1.0;
  const double exponent_of_scale = x < 0x1p-1022 ? 54.0 : 0.0;
  const double value = logarithm_of_normal(x * scale, exponent_of_scale);
  const double positive = x > 0.0 ? value : -infinity;
  const double not_negative = x >= 0.0 ? positive : not_a_number;
  return x == infinity ? infinity : not_negative;
}

inline double logistic(double x) { return 1.0 / (1.0 + exponential(-x)); }

// cos g and sin g for |g| <= pi/4 within 1e-12: Taylor's polynomials to g^12 and g^13.
inline double cosine(double g) {
  const double z = g * g;
  double p = 1.0 / 479001600;
  p = std::fma(p, z, -1.0 / 3628800);
  p = std::fma(p, z, 1.0 / 40320);
  p = std::fma(p, z, -1.0 / 720);
  p = std::fma(p, z, 1.0 / 24);
  p = std::fma(p, z, -1.0 / 2);
  return std::fma(p, z, 1.0);
}
inline double sine(double g) {
  const double z = g * g;
  double p = 1.0 / 6227020800;
  p = std::fma(p, z, -1.0 / 39916800);
  p = std::fma(p, z, 1.0 / 362880);
  p = std::fma(p, z, -1.0 / 5040);
  p = std::fma(p, z, 1.0 / 120);
  p = std::fma(p, z, -1.0 / 6);
  return std::fma(p * z, g, g);
}

}  // namespace backchannel::scalar_math
