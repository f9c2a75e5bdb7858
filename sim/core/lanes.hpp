// Lanes: one number for each of the runs that advance side by side, and the eager functions on them.
//
// Every function gives the same bits for g++ and clang, AVX2 and AVX-512, and any lane count: only + - * /, explicit
// std::fma and plain loops are used, never Eigen's own exp, log, sqrt, pow, comparisons, select or sums.
// Expressions (a * b + c) may be passed wherever lanes may; a double stands for the same number in every lane.
#pragma once

#include <Eigen/Core>
#include <bit>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <span>

#include "sim/core/eight.hpp"

namespace backchannel {

#ifndef BACKCHANNEL_LANES
#define BACKCHANNEL_LANES 64
#endif

inline constexpr double unlimited = std::numeric_limits<double>::infinity();

inline constexpr int lane_count = BACKCHANNEL_LANES;  // changes speed, never results
inline constexpr int slice_width = 8;                 // lanes of a densely packed group, see packing.hpp
static_assert(lane_count > 0 && lane_count % slice_width == 0);

// N lanes: eight are held in registers, others in memory.
namespace lanewise {
template <int N>
struct Storage {
  using type = Eigen::Array<double, N, 1>;
};
template <>
struct Storage<slice_width> {
  using type = Eight;
};
}  // namespace lanewise
template <int N>
using LanesOf = typename lanewise::Storage<N>::type;
using Lanes = LanesOf<lane_count>;
using Slice = Eight;

// Lanes in memory, expressions of them, and what is lanes and more (a variable of memory.hpp).
template <class T>
concept LaneLike = requires(const T& x) {
  []<class D>(const Eigen::ArrayBase<D>&) {}(x);
};
template <class T>
concept Operand = LaneLike<T> || std::is_arithmetic_v<T>;

// The number of lanes of the first operand that has any.
template <class First, class... Rest>
consteval int width_of() {
  if constexpr (requires { First::RowsAtCompileTime; }) {
    return First::RowsAtCompileTime;
  } else {
    return width_of<Rest...>();
  }
}

template <int N>
LanesOf<N> filled(double value) {
  if constexpr (N == slice_width)
    return value;
  else
    return LanesOf<N>::Constant(value);
}
inline Lanes lanes(double value) { return filled<lane_count>(value); }

// Lanes that are stored beside others: a line of the cache longer, so that the same eight lanes of many variables do
// not share a few places of the cache.
template <int N>
struct alignas(64) KeptLanes : LanesOf<N> {
  KeptLanes() = default;
  KeptLanes(const LanesOf<N>& lanes) : LanesOf<N>(lanes) {}
  template <class Expression>
  KeptLanes& operator=(const Expression& value) {
    LanesOf<N>::operator=(value);
    return *this;
  }

 private:
  Eight gap_ = 0.0;
};

// An operand as N lanes: a double in every lane, an expression evaluated, lanes themselves not copied.
template <int N>
LanesOf<N> widened(double value) {
  return filled<N>(value);
}
template <int N, class X>
requires(!std::is_arithmetic_v<X>) decltype(auto) widened(const X& x) {
  static_assert(X::RowsAtCompileTime == N);
  return x.eval();
}

namespace lanewise {

// An operand evaluated once (lanes themselves are not copied), and its number in one lane.
decltype(auto) evaluated(const LaneLike auto& x) { return x.eval(); }
inline double evaluated(double x) { return x; }
double at(const LaneLike auto& x, int lane) { return x.coeff(lane); }
inline double at(double x, int) { return x; }

// f(x) lane by lane; f must be free of branches on data to be vectorised.
template <class F, Operand... X>
LanesOf<width_of<X...>()> map(F f, const X&... x) {
  return [&f](const auto&... value) {
    LanesOf<width_of<X...>()> result;
    for (int lane = 0; lane < width_of<X...>(); ++lane) result[lane] = f(at(value, lane)...);
    return result;
  }(evaluated(x)...);
}

// Compiled once in lanes.cpp for N = lane_count and N = slice_width.
template <int N>
LanesOf<N> exponential(const LanesOf<N>& x);
template <int N>
LanesOf<N> logarithm(const LanesOf<N>& x);
template <int N>
LanesOf<N> logistic(const LanesOf<N>& x);
template <int N>
LanesOf<N> power(const LanesOf<N>& base, const LanesOf<N>& exponent);
template <int N>
LanesOf<N> chance_of(const LanesOf<N>& difference, const LanesOf<N>& precision);

}  // namespace lanewise

// A decision for each lane, held as 1.0 (on) or 0.0 (off).
template <int N>
struct MaskOf {
  LanesOf<N> flag;

  static MaskOf of_flag(const LanesOf<N>& flag) { return {flag}; }
  static MaskOf all() { return {LanesOf<N>::Ones()}; }
  static MaskOf none() { return {LanesOf<N>::Zero()}; }
  static MaskOf of(int lane) {
    MaskOf mask = none();
    mask.set(lane, true);
    return mask;
  }

  // 1 where it is on, else 0.
  const LanesOf<N>& on() const { return flag; }
  void set(int lane, bool on) { flag[lane] = on ? 1.0 : 0.0; }
  bool operator[](int lane) const { return flag[lane] != 0.0; }
  friend MaskOf operator&(const MaskOf& a, const MaskOf& b) { return {a.flag * b.flag}; }
  friend MaskOf operator|(const MaskOf& a, const MaskOf& b) { return {a.flag + b.flag - a.flag * b.flag}; }
  friend MaskOf operator^(const MaskOf& a, const MaskOf& b) { return {(a.flag - b.flag).abs()}; }
  friend MaskOf operator!(const MaskOf& a) { return {1.0 - a.flag}; }
  MaskOf& operator&=(const MaskOf& other) { return *this = *this & other; }
  MaskOf& operator|=(const MaskOf& other) { return *this = *this | other; }
};
using Mask = MaskOf<lane_count>;
using SliceMask = MaskOf<slice_width>;

// Where a flag, which is 1 or 0 in every lane, is up.
template <LaneLike X>
MaskOf<width_of<X>()> on(const X& flag) {
  return {flag};
}

template <int N>
int count(const MaskOf<N>& mask) {
  std::int64_t lanes_on = 0;
  for (int lane = 0; lane < N; ++lane) lanes_on += mask.flag[lane] != 0.0 ? 1 : 0;
  return static_cast<int>(lanes_on);
}

template <int N>
bool any(const MaskOf<N>& mask) {
  std::uint64_t bits = 0;
  for (int lane = 0; lane < N; ++lane) bits |= std::bit_cast<std::uint64_t>(mask.flag[lane]);
  return bits != 0;
}

// Comparisons; a comparison with NaN is off.
template <Operand A, Operand B>
MaskOf<width_of<A, B>()> below(const A& a, const B& b) {
  return {lanewise::map([](double x, double y) { return x < y ? 1.0 : 0.0; }, a, b)};
}
template <Operand A, Operand B>
MaskOf<width_of<A, B>()> at_most(const A& a, const B& b) {
  return {lanewise::map([](double x, double y) { return x <= y ? 1.0 : 0.0; }, a, b)};
}
template <Operand A, Operand B>
MaskOf<width_of<A, B>()> above(const A& a, const B& b) {
  return below(b, a);
}
template <Operand A, Operand B>
MaskOf<width_of<A, B>()> at_least(const A& a, const B& b) {
  return at_most(b, a);
}
template <Operand A, Operand B>
MaskOf<width_of<A, B>()> equals(const A& a, const B& b) {
  return {lanewise::map([](double x, double y) { return x == y ? 1.0 : 0.0; }, a, b)};
}

template <int N, Operand A, Operand B>
requires(N != slice_width) LanesOf<N> select(const MaskOf<N>& mask, const A& yes, const B& no) {
  return lanewise::map([](double on, double x, double y) { return on != 0.0 ? x : y; }, mask.flag, yes, no);
}

// The smaller and the larger; b where either is NaN.
template <Operand A, Operand B>
auto minimum(const A& a, const B& b) {
  return lanewise::map([](double x, double y) { return x < y ? x : y; }, a, b);
}
template <Operand A, Operand B>
auto maximum(const A& a, const B& b) {
  return lanewise::map([](double x, double y) { return x > y ? x : y; }, a, b);
}

// min(max(x, low), high); NaN stays NaN.
template <LaneLike X, Operand L, Operand H>
auto clamp(const X& x, const L& low, const H& high) {
  return lanewise::map(
      [](double value, double least, double most) {
        const double raised = value < least ? least : value;
        return raised > most ? most : raised;
      },
      x, low, high);
}
auto clamp01(const LaneLike auto& x) { return clamp(x, 0.0, 1.0); }

auto root(const LaneLike auto& x) {
  return lanewise::map([](double value) { return std::sqrt(value); }, x);
}
auto floor_of(const LaneLike auto& x) {
  return lanewise::map([](double value) { return std::floor(value); }, x);
}

// e^x within 1.5 ulp; 0 below -708 (no subnormal results), inf above 709.78.
template <LaneLike X>
auto exponential(const X& x) {
  return lanewise::exponential<width_of<X>()>(x.eval());
}
inline Eight exponential(const Eight& x) { return lanewise::exponential<slice_width>(x); }

// The same for each of a row in place.
void exponentials(std::span<Eight> x);

// ln x within 1.5 ulp; ln 0 = -inf, NaN below 0.
template <LaneLike X>
auto logarithm(const X& x) {
  return lanewise::logarithm<width_of<X>()>(x.eval());
}
inline Eight logarithm(const Eight& x) { return lanewise::logarithm<slice_width>(x); }

// The same of numbers that are positive, finite and not subnormal.
Eight logarithm_of_normal(const Eight& x);

// 1 / (1 + e^-x) within 3 ulp; 0 and 1 at -inf and inf.
template <LaneLike X>
auto logistic(const X& x) {
  return lanewise::logistic<width_of<X>()>(x.eval());
}
inline Eight logistic(const Eight& x) { return lanewise::logistic<slice_width>(x); }

// base^exponent = e^(exponent ln base) for base >= 0, within (3 + 2 |exponent ln base|) ulp; x^0 = 1^x = 1, 0^x = 0 for
// x > 0; NaN for a negative base.
template <Operand A, Operand B>
auto power(const A& base, const B& exponent) {
  constexpr int N = width_of<A, B>();
  return lanewise::power<N>(widened<N>(base), widened<N>(exponent));
}
inline Eight power(const Eight& base, const Eight& exponent) { return lanewise::power<slice_width>(base, exponent); }
// The same where the logarithm of the base is known.
Eight power(const Eight& base, const Eight& exponent, const Eight& log_base);

// The chance to take what is better by `difference`: logistic(precision * difference); with precision inf a step that
// is 1 from -1e-12 upwards, so that what is as good up to rounding is taken.
template <LaneLike A, Operand B>
auto chance_of(const A& difference, const B& precision) {
  constexpr int N = width_of<A>();
  return lanewise::chance_of<N>(difference.eval(), widened<N>(precision));
}
inline Eight chance_of(const Eight& difference, const Eight& precision) {
  return lanewise::chance_of<slice_width>(difference, precision);
}

}  // namespace backchannel
