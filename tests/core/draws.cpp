#include "sim/core/draws.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <vector>

namespace backchannel {
namespace {

constexpr Stream test_stream = stream("test", "draws");
constexpr double inf = std::numeric_limits<double>::infinity();

Draws at_day(std::uint64_t seed, std::uint64_t first_run, std::uint32_t day) {
  Draws draws(seed);
  for (int lane = 0; lane < lane_count; ++lane) draws.set(lane, first_run + lane, day);
  return draws;
}

// Collects f(draws) over at least `wanted` independent numbers, all days of many runs.
template <class F>
std::vector<double> collected(std::size_t wanted, F f) {
  std::vector<double> numbers;
  for (std::uint32_t day = 1; numbers.size() < wanted; ++day) {
    for (const double number : Lanes(f(at_day(7, 1000, day)))) numbers.push_back(number);
  }
  return numbers;
}

double mean_of_power(const std::vector<double>& x, int power) {
  double sum = 0;
  for (const double each : x) sum += std::pow(each, power);
  return sum / static_cast<double>(x.size());
}

double share(const std::vector<double>& x, double value) {
  return static_cast<double>(std::ranges::count(x, value)) / static_cast<double>(x.size());
}

// A share of n numbers is within four standard errors of p.
bool agrees(double found, double p, std::size_t n) {
  return std::abs(found - p) <= 4 * std::sqrt(p * (1 - p) / static_cast<double>(n));
}

double normal_below(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

}  // namespace

TEST_CASE("philox: known answers") {
  // C++26 std::philox4x32, default seed, 10,000th number: the last word of block 2499.
  CHECK(philox({2499, 0, 0, 0}, {20111115, 0})[3] == 1955073260);
  // Random123's own vectors: all zero, all one, digits of pi.
  CHECK(philox({0, 0, 0, 0}, {0, 0}) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}) == Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
  PhiloxEngine engine(20111115, 0, Stream{0});
  CHECK(engine() == philox({0, 0, 0, 0}, {20111115, 0})[0]);
  engine();
  engine();
  engine();
  CHECK(engine() == philox({0, 0, 1, 0}, {20111115, 0})[0]);
}

TEST_CASE("uniforms are the scalar philox with the stated counter") {
  const std::uint64_t seed = 0x123456789abcdef0, run = 0xfedcba9876543210;
  const std::uint32_t day = 345;
  const Draws draws = at_day(seed, run, day);
  std::vector<Lanes> u(11);
  draws.uniforms(test_stream, u);
  for (int lane = 0; lane < lane_count; lane += 7) {
    for (std::uint32_t n = 0; n < u.size(); ++n) {
      const std::uint64_t r = run + lane;
      const Words words = philox(
          {static_cast<std::uint32_t>(r), static_cast<std::uint32_t>(r >> 32), day * 4096 + n / 4, test_stream.key},
          key_of(seed));
      CHECK(u[n][lane] == (words[n % 4] + 0.5) * 0x1p-32);
    }
  }
  CHECK(count(equals(draws.uniform(test_stream), u[0])) == lane_count);  // its first rounds are kept for all streams
}

TEST_CASE("normals are Box and Muller's within 1e-11") {
  const Draws draws = at_day(9, 77, 3);
  std::vector<Lanes> z(2), u(2);
  draws.normals(test_stream, z);
  draws.uniforms(test_stream, u);
  for (int lane = 0; lane < lane_count; ++lane) {
    // The angle up to a rotation by quarter turns: z is r (cos, sin) of pi/4 + g, mirrored by two sign bits.
    const double r = std::sqrt(-2 * std::log(u[0][lane]));
    const double turn = std::fmod(u[1][lane], 0.25) * 4;
    const double angle = turn * std::acos(-1.0) / 2;
    CHECK(std::abs(z[0][lane]) == doctest::Approx(r * std::cos(angle)).epsilon(1e-8));
    CHECK(std::abs(z[1][lane]) == doctest::Approx(r * std::sin(angle)).epsilon(1e-8));
    CHECK(std::hypot(z[0][lane], z[1][lane]) == doctest::Approx(r).epsilon(1e-11));
  }
}

TEST_CASE("a longer span begins with the shorter one") {
  const Draws draws = at_day(5, 0, 1);
  std::vector<Lanes> three(3), nine(9), u_three(3), u_nine(9);
  draws.normals(test_stream, three);
  draws.normals(test_stream, nine);
  draws.uniforms(test_stream, u_three);
  draws.uniforms(test_stream, u_nine);
  for (int n = 0; n < 3; ++n) {
    CHECK(count(equals(three[n], nine[n])) == lane_count);
    CHECK(count(equals(u_three[n], u_nine[n])) == lane_count);
  }
  CHECK(count(equals(draws.normal(test_stream), nine[0])) == lane_count);
  CHECK(count(equals(draws.uniform(test_stream), u_nine[0])) == lane_count);
}

TEST_CASE("a draw depends on seed, run, day and stream, and on nothing else") {
  const double here = at_day(5, 100, 8).uniform(test_stream)[0];
  CHECK(at_day(6, 100, 8).uniform(test_stream)[0] != here);
  CHECK(at_day(5 + (std::uint64_t{1} << 32), 100, 8).uniform(test_stream)[0] != here);
  CHECK(at_day(5, 101, 8).uniform(test_stream)[0] != here);
  CHECK(at_day(5, 100 + (std::uint64_t{1} << 40), 8).uniform(test_stream)[0] != here);
  CHECK(at_day(5, 100, 9).uniform(test_stream)[0] != here);
  CHECK(at_day(5, 100, 8).uniform(stream("test", "other"))[0] != here);
  CHECK(at_day(5, 99, 8).uniform(test_stream)[1] == here);  // another lane, the same run
  Draws later = at_day(5, 100, 7);
  later.next_day();
  CHECK(later.uniform(test_stream)[0] == here);
  CHECK(later.day(0) == 8);
  CHECK(later.run(1) == 101);
}

TEST_CASE("packed draws are the same draws") {
  const Draws draws = at_day(11, 500, 20);
  Mask some = Mask::none();
  for (int lane = 1; lane < lane_count; lane += 5) some.set(lane, true);
  const Lanes normal = draws.normal(test_stream);
  const Lanes keyed = draws.keyed(test_stream, lanes(12));
  for_each_pack(some, [&](const Pack& pack) {
    const SliceDraws slice = draws.packed(pack);
    CHECK(count(equals(slice.normal(test_stream), gathered(normal, pack))) == slice_width);
    CHECK(count(equals(slice.keyed(test_stream, filled<8>(12)), gathered(keyed, pack))) == slice_width);
  });
}

TEST_CASE("streams are hashed from names: stable, ordered, separated") {
  CHECK(stream("iran", "offer").key == 0x62604cd7);
  CHECK(stream("iran", "offer").key != stream("offer", "iran").key);
  CHECK(stream("ab", "c").key != stream("a", "bc").key);
  std::set<std::uint32_t> keys;
  for (int k = 0; k < 2000; ++k) keys.insert(stream("actor" + std::to_string(k), "offer").key);
  CHECK(keys.size() == 2000);
}

TEST_CASE("uniforms have the moments of the uniform distribution, four standard errors") {
  const std::vector<double> u = collected(1'000'000, [](const Draws& draws) { return draws.uniform(test_stream); });
  CHECK(std::ranges::min(u) > 0.0);
  CHECK(std::ranges::max(u) < 1.0);
  CHECK(std::abs(mean_of_power(u, 1) - 1.0 / 2) < 4 * std::sqrt(1.0 / 12 / 1e6));
  CHECK(std::abs(mean_of_power(u, 2) - 1.0 / 3) < 4 * std::sqrt(4.0 / 45 / 1e6));
}

TEST_CASE("normals have the moments and tails of the normal distribution, four standard errors") {
  for (const int which : {0, 1, 2, 3}) {
    CAPTURE(which);
    const std::vector<double> z = collected(1'000'000, [which](const Draws& draws) {
      std::vector<Lanes> four(4);
      draws.normals(test_stream, four);
      return four[which];
    });
    CHECK(std::abs(mean_of_power(z, 1)) < 4e-3);
    CHECK(std::abs(mean_of_power(z, 2) - 1) < 4e-3 * std::sqrt(2.0));
    CHECK(std::abs(mean_of_power(z, 3)) < 4e-3 * std::sqrt(15.0));
    CHECK(std::abs(mean_of_power(z, 4) - 3) < 4e-3 * std::sqrt(96.0));
    for (const double x : {-3.0, -2.0, -0.5, 0.0, 1.0, 2.5}) {
      const auto below = std::ranges::count_if(z, [x](double each) { return each < x; });
      CHECK(agrees(static_cast<double>(below) / static_cast<double>(z.size()), normal_below(x), z.size()));
    }
  }
}

TEST_CASE("the normals of a pair are not correlated, nor their squares, four standard errors") {
  const auto product = [](double power) {
    return collected(1'000'000, [power](const Draws& draws) {
      std::vector<Lanes> two(2);
      draws.normals(test_stream, two);
      return power == 1 ? Lanes(two[0] * two[1]) : Lanes((two[0] * two[0] - 1.0) * (two[1] * two[1] - 1.0));
    });
  };
  CHECK(std::abs(mean_of_power(product(1), 1)) < 4e-3);
  CHECK(std::abs(mean_of_power(product(2), 1)) < 4e-3 * 2);
}

TEST_CASE("chance") {
  const std::vector<double> on = collected(200'000, [](const Draws& d) { return d.chance(test_stream, 0.3).on(); });
  CHECK(agrees(share(on, 1.0), 0.3, on.size()));
  CHECK_FALSE(any(at_day(1, 0, 1).chance(test_stream, 0.0)));
  CHECK(count(at_day(1, 0, 1).chance(test_stream, lanes(1.0))) == lane_count);
}

TEST_CASE("choose follows the softmax of its logits, four standard errors") {
  const std::vector<Lanes> logits{lanes(-inf), lanes(1000.0), lanes(1000.0 + std::log(3.0)), lanes(-inf)};
  const std::vector<double> index =
      collected(200'000, [&](const Draws& draws) { return draws.choose(test_stream, logits); });
  CHECK(agrees(share(index, 1.0), 0.25, index.size()));
  CHECK(share(index, 1.0) + share(index, 2.0) == 1.0);
}

TEST_CASE("choose at its limits") {
  const Draws draws = at_day(1, 0, 1);
  CHECK(draws.choose(test_stream, std::vector<Lanes>{lanes(-3.0)})[0] == 0.0);
  CHECK(count(equals(draws.choose(test_stream, std::vector<Lanes>{lanes(1e9), lanes(inf)}), 1.0)) == lane_count);
  const std::vector<double> index = collected(100'000, [](const Draws& d) {
    return d.choose(test_stream, std::vector<Lanes>{lanes(-inf), lanes(-inf)});
  });
  CHECK(agrees(share(index, 0.0), 0.5, index.size()));
  CHECK_THROWS_AS(draws.choose(test_stream, {}), std::length_error);
  const std::vector<Lanes> too_many(most_choices + 1, lanes(0.0));
  CHECK_THROWS_AS(draws.choose(test_stream, too_many), std::length_error);
}

TEST_CASE("poisson has the probabilities of its mean, four standard errors") {
  for (const double mean : {0.02, 0.7, 4.0, 25.0}) {
    CAPTURE(mean);
    const std::vector<double> k = collected(200'000, [mean](const Draws& d) { return d.poisson(test_stream, mean); });
    CHECK(std::abs(mean_of_power(k, 1) - mean) < 4 * std::sqrt(mean / 200'000));
    double p = std::exp(-mean);
    for (int n = 0; n < 6; p *= mean / ++n) CHECK(agrees(share(k, n), p, k.size()));
  }
  CHECK(count(equals(at_day(1, 0, 1).poisson(test_stream, 0.0), 0.0)) == lane_count);
}

TEST_CASE("keyed draws belong to the key, not to the day") {
  const Lanes first = at_day(3, 40, 1).keyed(test_stream, lanes(17));
  const Lanes later = at_day(3, 40, 99).keyed(test_stream, lanes(17));
  CHECK(count(equals(first, later)) == lane_count);
  CHECK_FALSE(any(equals(first, at_day(3, 40, 1).keyed(test_stream, lanes(18)))));
  CHECK(count(equals(first, at_day(3, 40, 17).uniform(test_stream))) == lane_count);
  const Lanes normal = at_day(3, 40, 1).keyed_normal(test_stream, lanes(17));
  CHECK(count(equals(normal, at_day(3, 40, 17).normal(test_stream))) == lane_count);
}

TEST_CASE("known bits of a uniform and a normal") {
  CHECK(at_day(1, 2, 3).uniform(test_stream)[0] == 0x1.fdae5ed9p-1);
  CHECK(at_day(1, 2, 3).normal(test_stream)[0] == 0x1.07c28f0ae7c2dp-4);
}

// One number over the bits of many draws: equal for every compiler, machine level, optimisation and lane count.
TEST_CASE("the signature of the draws") {
  std::uint64_t signature = 0xcbf29ce484222325;
  const auto add = [&signature](double x) {
    signature = (signature ^ std::bit_cast<std::uint64_t>(x)) * 0x100000001b3;
  };
  constexpr std::uint64_t runs = 256, of_a_run = 7;
  std::vector<std::array<double, of_a_run>> rows(runs);
  for (std::uint64_t first = 0; first < runs; first += lane_count) {
    const Draws draws = at_day(42, first, 1);
    std::vector<Lanes> z(3), logits{lanes(0.1), lanes(0.5), lanes(-0.3)};
    draws.normals(test_stream, z);
    const Lanes u = draws.uniform(test_stream), chosen = draws.choose(test_stream, logits);
    const Lanes events = draws.poisson(test_stream, 3.3), keyed = draws.keyed(test_stream, lanes(5));
    for (int lane = 0; lane < lane_count && first + lane < runs; ++lane) {
      rows[first + lane] = {z[0][lane], z[1][lane], z[2][lane], u[lane], chosen[lane], events[lane], keyed[lane]};
    }
  }
  for (const auto& row : rows) std::ranges::for_each(row, add);
  CHECK(signature == 0xf7d5979247bcf49f);
}

}  // namespace backchannel
