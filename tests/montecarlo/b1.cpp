#include "tests/bench/b1.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "sim/montecarlo/runs.hpp"

namespace backchannel {
namespace {

using b1::Outcome;

struct Sums {
  std::uint64_t runs = 0;
  double events = 0.0, events_squared = 0.0;
  // by_tick[outcome][t]: runs whose first outcome came at tick t.
  std::array<std::array<double, b1::ticks + 1>, 3> by_tick{};

  double share(Outcome outcome, int until = b1::ticks) const {
    double ended = 0.0;
    for (int t = 0; t <= until; ++t) ended += by_tick[static_cast<int>(outcome)][t];
    return ended / static_cast<double>(runs);
  }
};

const Sums& played() {
  static const Sums sums = [] {
    Sums result;
    const RunsPlan plan{.seed = 20111115, .runs = 128 * batch_size, .threads = 2};
    play_runs(
        plan, [] { return b1::Model{}; },
        [&result](auto&& batch) {
          for (const auto& row : batch.rows) {
            ++result.runs;
            result.events += row.events;
            result.events_squared += row.events * row.events;
            result.by_tick[static_cast<int>(row.outcome)][row.tick] += 1.0;
          }
          return true;
        });
    return result;
  }();
  return sums;
}

// Within four standard errors of the difference, the reference's own error included.
void check_share(double found, double reference, double reference_error) {
  const double error = std::sqrt(reference * (1 - reference) / static_cast<double>(played().runs));
  CHECK(std::abs(found - reference) <= 4 * std::hypot(error, reference_error));
}

// Cumulative incidence of the reference of B1: 400,000 independent replications in numpy, in double precision.
struct Incidence {
  int tick;
  double agreement, escalation;
};
constexpr std::array<Incidence, 18> reference{{{10, 0.00786, 0.016655},
                                               {20, 0.0195, 0.061485},
                                               {30, 0.03552, 0.1057625},
                                               {40, 0.0559025, 0.1420325},
                                               {50, 0.081215, 0.170745},
                                               {60, 0.1099675, 0.1932025},
                                               {70, 0.141855, 0.2113125},
                                               {80, 0.1758575, 0.2262825},
                                               {90, 0.210805, 0.2385325},
                                               {100, 0.246185, 0.2487625},
                                               {110, 0.2812, 0.2571825},
                                               {120, 0.3159075, 0.26406},
                                               {130, 0.350385, 0.2699375},
                                               {140, 0.3829425, 0.2748375},
                                               {150, 0.41362, 0.27891},
                                               {160, 0.442815, 0.282245},
                                               {170, 0.47022, 0.285145},
                                               {180, 0.49577, 0.2875325}}};

}  // namespace

TEST_CASE("B1 meets its reference shares and events") {
  check_share(played().share(Outcome::none), 0.2162, 0.00012);
  check_share(played().share(Outcome::agreement), 0.4969, 0.00012);
  check_share(played().share(Outcome::escalation), 0.2868, 0.00012);
  const auto n = static_cast<double>(played().runs);
  const double mean = played().events / n;
  const double error = std::sqrt((played().events_squared / n - mean * mean) / n);
  CHECK(std::abs(mean - 4.594) <= 4 * std::hypot(error, 0.0011));
}

TEST_CASE("B1 meets the cumulative incidence of its reference") {
  const auto own_error = [](double p) { return std::sqrt(p * (1 - p) / 400'000); };
  for (const auto& [tick, agreement, escalation] : reference) {
    const int at = tick;  // clang 14 lets no lambda see a structured binding
    CAPTURE(at);
    check_share(played().share(Outcome::agreement, tick), agreement, own_error(agreement));
    check_share(played().share(Outcome::escalation, tick), escalation, own_error(escalation));
  }
}

// One number over all rows of 1,000 runs: equal for every compiler, machine level, optimisation and lane count.
TEST_CASE("the signature of B1") {
  b1::Model model;
  std::uint64_t signature = 0xcbf29ce484222325;
  const auto add = [&signature](int value) {
    signature = (signature ^ static_cast<std::uint64_t>(value)) * 0x100000001b3;
  };
  for (const auto& row : play_batch(model, 1, 0, 1000).rows) {
    add(static_cast<int>(row.outcome));
    add(row.tick);
    add(row.events);
  }
  CHECK(signature == 0xd5e1a93dd838a67d);
}

}  // namespace backchannel
