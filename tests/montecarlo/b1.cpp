#include "tests/bench/b1.hpp"

#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "sim/montecarlo/study.hpp"

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
    const StudyPlan plan{.seed = 20111115, .runs = 16 * batch_size, .threads = 2};
    play_study(
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

// The numbers of "name": [ ... ] after `from`; enough for the reference file.
std::vector<double> numbers_of(const std::string& text, const std::string& name, std::size_t from) {
  const std::size_t open = text.find('[', text.find('"' + name + '"', from));
  std::string list = text.substr(open + 1, text.find(']', open) - open - 1);
  for (char& letter : list)
    if (letter == ',') letter = ' ';
  std::istringstream in(list);
  std::vector<double> numbers;
  for (double number; in >> number;) numbers.push_back(number);
  return numbers;
}

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

TEST_CASE("B1 meets the cumulative incidence of its reference file") {
  const std::filesystem::path path = std::filesystem::path(PROJECT_ROOT) / "../shared/bench/b1_reference.json";
  if (!std::filesystem::exists(path)) {
    MESSAGE("skipped: no reference file beside the project");
    return;
  }
  std::stringstream content;
  content << std::ifstream(path).rdbuf();
  const std::size_t from = content.str().find("\"cumulative_incidence\"");
  const std::vector<double> ticks = numbers_of(content.str(), "t", from);
  const std::vector<double> agreement = numbers_of(content.str(), "agreement", from);
  const std::vector<double> escalation = numbers_of(content.str(), "escalation", from);
  REQUIRE(ticks.size() == 18);
  REQUIRE(agreement.size() == 18);
  REQUIRE(escalation.size() == 18);
  for (std::size_t k = 0; k < ticks.size(); ++k) {
    CAPTURE(ticks[k]);
    const auto own_error = [](double p) { return std::sqrt(p * (1 - p) / 400'000); };
    const int tick = static_cast<int>(ticks[k]);
    check_share(played().share(Outcome::agreement, tick), agreement[k], own_error(agreement[k]));
    check_share(played().share(Outcome::escalation, tick), escalation[k], own_error(escalation[k]));
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
