#include "sim/scenario/prior.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

namespace backchannel {
namespace {

using Kind = Prior::Kind;

struct Case {
  Prior prior;
  double first, second;            // draws number 0 and 1 of (seed 20111115, index 7, iran.war.cost, prior)
  double mean, mean_below_median;  // closed forms where there are any, else to 1e-9 by two methods
};

const std::vector<Case> cases = {
    {{Kind::uniform, {-1, 3}, {}}, 0x1.9274d248p-1, 0x1.0b8f5a3p+1, 1, 0},
    {{Kind::normal, {1, 2}, {}}, 0x1.b4922a6b341p+0, -0x1.2609f748643p-7, 1, 1 - 2 * 0.79788456080286535588},
    {{Kind::truncated_normal, {0.3, 0.1, 0, 1}, {}},
     0x1.259f72650d18fp-2,
     0x1.7fd594b17c49p-2,
     0.300443783903,
     0.220991374205},
    {{Kind::truncated_normal, {0, 1, 5, 9}, {}}, 0x1.47391ba2cb6d6p+2, 0x1.51cfcf24b380ep+2, 5.186503967, 5.058709737},
    {{Kind::lognormal, {10, 0.5}, {}},
     0x1.7db5a12e674ffp+3,
     0x1.f150cb402526cp+2,
     10 * std::exp(0.125),
     20 * std::exp(0.125) * 0.5 * std::erfc(0.5 / std::sqrt(2.0))},
    {{Kind::lognormal, {10, 0.5, 0, 12}, {}}, 0x1.e308e94c42454p+2, 0x1.3e7e64b631036p+3, 7.871123916, 5.906637132},
    {{Kind::triangular, {0, 1, 4}, {}}, 0x1.3b70a81a54178p+1, 0x1.7eedce82cb846p+0, 5.0 / 3, 0.966326495},
    {{Kind::beta, {2, 5}, {}}, 0x1.276381b1620d3p-1, 0x1.d05a5e6a5425fp-4, 2.0 / 7, 0.156651407},
    {{Kind::gamma, {2, 3}, {}}, 0x1.014345dca817ep+4, 0x1.708ab6ceea5e2p+1, 6, 2.844865177},
    {{Kind::gamma, {2, 3, 1, 10}, {}}, 0x1.097b55a8482d6p+2, 0x1.b4c3864fb17dep+2, 4.813306884, 2.824340054},
    {{Kind::discrete, {1, 2, 5}, {1, 2, 1}}, 2, 2, 2.5, 1.5},
};

PhiloxEngine engine(std::uint64_t index) { return {20111115, index, stream("iran.war.cost", "prior")}; }

/// Largest distance between the share of draws at or below a quantile and the quantile's level, over 199 levels.
double distance(const Prior& drawn, const Prior& prior, int count) {
  PhiloxEngine source = engine(1);
  std::vector<double> draws(static_cast<std::size_t>(count));
  for (double& draw : draws) draw = drawn.draw(source);
  std::sort(draws.begin(), draws.end());
  double largest = 0;
  for (int k = 1; k < 200; ++k) {
    const double u = k / 200.0, value = prior.quantile(u);
    const auto below = std::lower_bound(draws.begin(), draws.end(), value) - draws.begin();
    const auto not_above = std::upper_bound(draws.begin(), draws.end(), value) - draws.begin();
    largest = std::max({largest, below / double(count) - u, u - not_above / double(count)});
  }
  return largest;
}

}  // namespace

TEST_SUITE("priors") {
  TEST_CASE("first draws are known") {
    for (const Case& known : cases) {
      CAPTURE(known.prior.describe());
      PhiloxEngine source = engine(7);
      CHECK(known.prior.draw(source) == known.first);
      CHECK(known.prior.draw(source) == known.second);
    }
  }

  // Kolmogorov and Smirnov at 20,000 draws: a right pair exceeds 1.95/sqrt(n) = .0138 with probability .001 (the seed
  // is fixed); a distribution that is off by more than about .02 somewhere is found.
  TEST_CASE("drawing and quantiles are of the same distribution") {
    constexpr int count = 20000;
    for (const Case& known : cases) {
      CAPTURE(known.prior.describe());
      CHECK(distance(known.prior, known.prior, count) < 1.95 / std::sqrt(count));
    }
    const Prior wrong{Kind::gamma, {2.1, 3}, {}}, right{Kind::gamma, {2, 3}, {}};
    CHECK(distance(wrong, right, count) > 1.95 / std::sqrt(count));
    const Prior small_shapes{Kind::beta, {0.05, 0.05}, {}};
    CHECK(distance(small_shapes, small_shapes, count) < 1.95 / std::sqrt(count));
  }

  TEST_CASE("means of the whole and of the halves") {
    for (const Case& known : cases) {
      CAPTURE(known.prior.describe());
      const double scale = std::max(1.0, std::abs(known.mean));
      CHECK(std::abs(known.prior.mean() - known.mean) < 1e-8 * scale);
      CHECK(std::abs(known.prior.mean_below_median() - known.mean_below_median) < 1e-8 * scale);
      const double halves = 0.5 * (known.prior.mean_below_median() + known.prior.mean_above_median());
      CHECK(std::abs(halves - known.mean) < 1e-8 * scale);
    }
    CHECK(Prior::constant(0.3).mean_above_median() == 0.3);
  }

  TEST_CASE("support and draws agree") {
    for (const Case& known : cases) {
      CAPTURE(known.prior.describe());
      const auto [low, high] = known.prior.support();
      PhiloxEngine source = engine(2);
      for (int i = 0; i < 1000; ++i) {
        const double draw = known.prior.draw(source);
        CHECK((draw >= low && draw <= high));
      }
      CHECK(known.prior.quantile(0) >= low);
      CHECK(known.prior.quantile(1) <= high);
    }
  }

  TEST_CASE("priors are described for people") {
    const auto text = [](Kind kind, std::vector<double> numbers) {
      return Prior{kind, std::move(numbers), {}}.describe();
    };
    CHECK(Prior::constant(0.25).describe() == "0.25");
    CHECK(text(Kind::uniform, {0.1, 0.4}) == "uniform 0.1 to 0.4");
    CHECK(text(Kind::truncated_normal, {0.3, 0.1, 0, 1}) == "normal, mean 0.3, sd 0.1 within 0 to 1");
    CHECK(text(Kind::lognormal, {10, 0.5}) == "lognormal, median 10, sigma 0.5");
    CHECK(text(Kind::triangular, {0, 1, 4}) == "triangular 0 to 4, mode 1");
    CHECK(cases.back().prior.describe() == "one of 1 (weight 1), 2 (weight 2), 5 (weight 1)");
  }

  TEST_CASE("extreme shapes are computed or refused, never thrown") {
    for (const double a : {1e-300, 1e-3, 1.0, 1e6}) {
      for (const double b : {1e-300, 1e-3, 1.0, 1e6}) {
        for (const Kind kind : {Kind::beta, Kind::gamma, Kind::lognormal, Kind::normal}) {
          const Prior prior{kind, {a, b}, {}};
          CAPTURE(prior.describe());
          if (!prior.fault().empty()) continue;
          PhiloxEngine source = engine(3);
          CHECK_FALSE(std::isnan(prior.draw(source)));
          CHECK_FALSE(std::isnan(prior.quantile(0.3)));
        }
      }
    }
  }
}

}  // namespace backchannel
