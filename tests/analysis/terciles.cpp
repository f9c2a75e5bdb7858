#include "analysis/findings/terciles.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <stdexcept>

#include "analysis/statistics/random.hpp"

using namespace backchannel;

namespace {

/// Draws of which the first input decides class 1 with probability x, the second does nothing.
struct Made {
  std::vector<std::vector<double>> inputs{2};
  std::vector<int> first, second;
  explicit Made(std::size_t draws, std::uint64_t seed = 3) {
    SplitMix random(seed);
    for (std::size_t k = 0; k < draws; ++k) {
      const double x = random.uniform();
      inputs[0].push_back(random.uniform());
      inputs[1].push_back(x);
      first.push_back(random.uniform() < x ? 1 : 0);
      second.push_back(random.uniform() < x ? 1 : 0);
    }
  }
};

}  // namespace

TEST_CASE("thirds of an input that is the probability have its means, and it stands first") {
  const Made made(9000);
  const Terciles found = terciles(made.inputs, made.first, made.second, 2);
  REQUIRE(found.effects.size() == 2);
  const TercileEffect& effect = found.effects[0];
  CHECK(effect.input == 1);
  // Means of x over its thirds: 1/6, 1/2, 5/6; the standard error of a share of 6,000 runs is at most .0065.
  for (std::size_t t = 0; t < 3; ++t)
    CHECK(std::abs(effect.shares[t][1].share - (1.0 / 6 + static_cast<double>(t) / 3)) < 4 * 0.0065);
  CHECK(std::abs(effect.cuts[0] - 1.0 / 3) < 0.02);
  CHECK(std::abs(effect.cuts[1] - 2.0 / 3) < 0.02);
  CHECK(std::abs(effect.effect - 2.0 / 3) < 0.04);
  CHECK(found.effects[1].effect < 0.06);
}

TEST_CASE("an input that does nothing passes the floor about once in twenty") {
  int above = 0;
  constexpr int times = 200;
  for (int i = 0; i < times; ++i) {
    const Made made(120, static_cast<std::uint64_t>(100 + i));
    const Terciles found = terciles(made.inputs, made.first, made.second, 2, {.permutations = 99, .seed = 1});
    for (const TercileEffect& effect : found.effects)
      if (effect.input == 0 && effect.effect > found.floor) ++above;
  }
  // Binomial(200, .05): mean 10, standard deviation 3.1; effects are discrete, so ties make it rarer.
  CHECK(above <= 20);
  CHECK(above >= 1);
}

TEST_CASE("runs that are not there are left out, and too few draws refused") {
  Made made(30);
  made.second.assign(30, -1);
  const Terciles found = terciles(made.inputs, made.first, made.second, 2);
  CHECK(found.effects[0].shares[0][0].effective == 10);
  made.first.pop_back();
  CHECK_THROWS_WITH_AS(static_cast<void>(terciles(made.inputs, made.first, made.second, 2)),
                       "terciles need at least 30 draws, with both runs of each", std::invalid_argument);
}
