#include "sim/core/lanes.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <functional>
#include <limits>

namespace backchannel {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
const double nan_value = std::numeric_limits<double>::quiet_NaN();

template <int N>
LanesOf<N> counting() {
  LanesOf<N> x;
  for (int lane = 0; lane < N; ++lane) x[lane] = lane;
  return x;
}

// The largest error of f against the long double reference, in units of the last place of the reference, over steps
// evenly spaced points.
double worst_ulps(double from, double to, std::function<Slice(const Slice&)> f,
                  std::function<long double(long double)> reference) {
  constexpr int steps = 200000;
  double worst = 0;
  for (int k = 0; k < steps; k += slice_width) {
    Slice x;
    for (int place = 0; place < slice_width; ++place) x[place] = from + (to - from) * (k + place + 0.5) / steps;
    const Slice y = f(x);
    for (int place = 0; place < slice_width; ++place) {
      const long double exact = reference(x[place]);
      const double size = std::abs(static_cast<double>(exact));
      const double ulp = std::nextafter(size, inf) - size;
      worst = std::max(worst, std::abs(static_cast<double>(y[place] - exact)) / ulp);
    }
  }
  return worst;
}

double exponential_of(double x) { return exponential(filled<8>(x))[3]; }
double logarithm_of(double x) { return logarithm(filled<8>(x))[3]; }
double logistic_of(double x) { return logistic(filled<8>(x))[3]; }
double power_of(double a, double b) { return power(filled<8>(a), b)[3]; }
double chance(double d, double q) { return chance_of(filled<8>(d), q)[3]; }

template <int N>
void check_masks() {
  const LanesOf<N> x = counting<N>();
  const MaskOf<N> few = below(x, 3.0);
  CHECK(count(few) == 3);
  CHECK(count(at_most(x, 3)) == 4);
  CHECK(count(above(x, 3.0)) == N - 4);
  CHECK(count(at_least(x, 3.0)) == N - 3);
  CHECK(count(equals(x, 3.0)) == 1);
  CHECK(count(below(x, 2.0 * x)) == N - 1);
  CHECK(count(!few) == N - 3);
  CHECK(count(few & above(x, 0.5)) == 2);
  CHECK(count(few | equals(x, 5.0)) == 4);
  CHECK(count(few | few) == 3);
  CHECK(count(few ^ below(x, 5.0)) == 2);
  CHECK(any(few));
  CHECK_FALSE(any(few & !few));
  CHECK(count(MaskOf<N>::all()) == N);
  CHECK_FALSE(any(MaskOf<N>::none()));
  CHECK(MaskOf<N>::of(N - 1)[N - 1]);
  CHECK(count(MaskOf<N>::of(N - 1)) == 1);
}

}  // namespace

TEST_CASE("masks count, combine and compare") {
  check_masks<lane_count>();
  check_masks<slice_width>();
}

TEST_CASE("a comparison with NaN is off, and select takes either side untouched") {
  Slice x = counting<8>();
  x[2] = nan_value;
  x[5] = inf;
  CHECK(count(below(x, 100.0) | at_least(x, 100.0)) == 7);
  const Slice y = select(below(x, 100.0), -1.0, x);
  CHECK(y[0] == -1.0);
  CHECK(std::isnan(y[2]));
  CHECK(y[5] == inf);
  CHECK(select(MaskOf<8>::all(), x + 1.0, x)[5] == inf);
}

TEST_CASE("clamp, minimum, maximum, root and floor") {
  Slice x = counting<8>() - 3.0;
  CHECK(clamp01(x * 0.4)[0] == 0.0);
  CHECK(clamp01(x * 0.4)[4] == 0.4);
  CHECK(clamp01(x * 0.4)[7] == 1.0);
  CHECK(clamp(x, -1.0, filled<8>(2.0))[0] == -1.0);
  CHECK(minimum(x, 0.0)[7] == 0.0);
  CHECK(maximum(0.0, x)[7] == 4.0);
  CHECK(root(x)[7] == 2.0);
  CHECK(floor_of(x * 0.3)[2] == -1.0);
  x[1] = nan_value;
  CHECK(std::isnan(clamp01(x)[1]));
}

TEST_CASE("exponential is within 1.5 ulp and keeps its limits") {
  const auto reference = [](long double x) { return std::exp(x); };
  CHECK(worst_ulps(
            -708.0, 709.7, [](const Slice& x) { return exponential(x); }, reference) < 1.5);
  CHECK(worst_ulps(
            -1.0, 1.0, [](const Slice& x) { return exponential(x); }, reference) < 1.5);
  CHECK(exponential_of(0.0) == 1.0);
  CHECK(exponential_of(709.79) == inf);
  CHECK(exponential_of(709.78) < inf);
  CHECK(exponential_of(1e300) == inf);
  CHECK(exponential_of(inf) == inf);
  CHECK(exponential_of(-708.1) == 0.0);
  CHECK(exponential_of(-1e300) == 0.0);
  CHECK(exponential_of(-inf) == 0.0);
  CHECK(std::isnan(exponential_of(nan_value)));
}

TEST_CASE("logarithm is within 1.5 ulp and keeps its limits") {
  const auto reference = [](long double x) { return std::log(x); };
  CHECK(worst_ulps(
            1e-9, 4.0, [](const Slice& x) { return logarithm(x); }, reference) < 1.5);
  CHECK(worst_ulps(
            0.99, 1.01, [](const Slice& x) { return logarithm(x); }, reference) < 1.5);
  CHECK(worst_ulps(
            1.0, 1e300, [](const Slice& x) { return logarithm(x); }, reference) < 1.5);
  CHECK(logarithm_of(1.0) == 0.0);
  CHECK(logarithm_of(0.0) == -inf);
  CHECK(logarithm_of(inf) == inf);
  CHECK(std::isnan(logarithm_of(-1.0)));
  CHECK(std::isnan(logarithm_of(nan_value)));
  CHECK(logarithm_of(0x1p-1074) == doctest::Approx(-1074 * std::log(2.0)).epsilon(1e-15));
}

TEST_CASE("logistic is within 3 ulp and has no overflow") {
  const auto reference = [](long double x) { return 1 / (1 + std::exp(-x)); };
  CHECK(worst_ulps(
            -700.0, 40.0, [](const Slice& x) { return logistic(x); }, reference) < 3.0);
  CHECK(logistic_of(0.0) == 0.5);
  CHECK(logistic_of(-1e6) == 0.0);
  CHECK(logistic_of(1e6) == 1.0);
  CHECK(logistic_of(-inf) == 0.0);
  CHECK(logistic_of(inf) == 1.0);
}

TEST_CASE("power stays within its stated error and keeps its special cases") {
  for (const double exponent : {0.3, 0.88, 1.5, 2.25, 7.0}) {
    CAPTURE(exponent);
    for (double x = 0.001; x < 4.0; x += 0.00137) {
      const double exact = std::pow(x, exponent);
      const double allowed = (3 + 2 * std::abs(exponent * std::log(x))) * 2.3e-16 * exact;
      REQUIRE(std::abs(power_of(x, exponent) - exact) <= allowed);
    }
  }
  CHECK(power_of(0.0, 0.5) == 0.0);
  CHECK(power_of(0.0, 0.0) == 1.0);
  CHECK(power_of(inf, 0.0) == 1.0);
  CHECK(power_of(0.0, -1.0) == inf);
  CHECK(power_of(inf, 0.5) == inf);
  CHECK(power_of(1.0, inf) == 1.0);
  CHECK(std::isnan(power_of(-1.0, 2.0)));
}

TEST_CASE("power with a known logarithm is the same power") {
  for (const double base : {0.0, 0.3, 0.5, 1.0, 2.0}) {
    const Eight whole = Eight::of(0, 1, 2, 3, 5, 8, 13, 29);
    CHECK(count(equals(power(base, whole, logarithm(Eight(base))), power(Eight(base), whole))) == slice_width);
  }
}

TEST_CASE("chance_of is smooth with a finite precision and a step with an infinite one") {
  CHECK(chance(0.1, 10.0) == logistic_of(1.0));
  CHECK(chance(0.0, 0.0) == 0.5);
  CHECK(chance(0.0, inf) == 1.0);
  CHECK(chance(-1e-13, inf) == 1.0);
  CHECK(chance(-1e-9, inf) == 0.0);
  CHECK(chance(-inf, inf) == 0.0);
}

TEST_CASE("known bits of exponential, logarithm, logistic and power") {
  CHECK(exponential_of(1.0) == 0x1.5bf0a8b145769p+1);
  CHECK(exponential_of(-2.345) == 0x1.88971369047a5p-4);
  CHECK(logarithm_of(3.3) == 0x1.31a4e7240c777p+0);
  CHECK(logistic_of(0.7) == 0x1.561cb52a19476p-1);
  CHECK(power_of(0.3, 0.88) == 0x1.62f3175ccfcbdp-2);
}

// One number over the bits of many results: equal for every compiler, machine level, optimisation and lane count.
TEST_CASE("the signature of the lane functions") {
  std::uint64_t signature = 0xcbf29ce484222325;
  const auto add = [&signature](const Slice& x) {
    for (const double each : x) signature = (signature ^ std::bit_cast<std::uint64_t>(each)) * 0x100000001b3;
  };
  for (int k = 0; k < 2000; ++k) {
    const Slice x = counting<8>() * 0.37 + 0.01 * k;
    add(exponential(x - 9.0));
    add(logarithm(x + 0.001));
    add(logistic(3.0 - x));
    add(power(x + 0.01, 0.77));
    add(root(x));
    add(chance_of(x - 2.0, 5.0));
    add(minimum(x, 2.0) * maximum(x, 1.0) + floor_of(x) / 3.0 - clamp01(x));
    add(Slice(x.min(1.5) + (x - 1.0).abs().max(0.25)));
  }
  CHECK(signature == 0x4caea357d5c2d246);
}

}  // namespace backchannel
