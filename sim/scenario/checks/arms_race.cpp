#include "sim/scenario/checks/arms_race.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/id.hpp"

namespace backchannel {
namespace {

constexpr double most_growth = 1e6;
constexpr double least_rate = 1e-9;  // per day; below it is rounding

using Row = std::vector<double>;
using Matrix = std::vector<Row>;

Matrix product(const Matrix& a, const Matrix& b) {
  const std::size_t n = a.size();
  Matrix c(n, Row(n));
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < n; ++k)
      for (std::size_t j = 0; j < n; ++j) c[i][j] += a[i][k] * b[k][j];
  return c;
}

/// e^A by its series for A/256, squared eight times.
Matrix exponential(Matrix a) {
  constexpr int squarings = 8, terms = 16;
  const std::size_t n = a.size();
  Matrix sum(n, Row(n)), power(n, Row(n));
  for (std::size_t i = 0; i < n; ++i) {
    sum[i][i] = power[i][i] = 1;
    for (double& x : a[i]) x /= 1 << squarings;
  }
  for (int k = 1; k <= terms; ++k) {
    power = product(power, a);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) sum[i][j] += power[i][j] /= k;
  }
  for (int s = 0; s < squarings; ++s) sum = product(sum, sum);
  return sum;
}

double size_of(const Matrix& a) {
  double size = 0;
  for (const Row& row : a)
    for (const double x : row) {
      if (std::isnan(x)) return std::numeric_limits<double>::infinity();
      size = std::max(size, std::abs(x));
    }
  return size;
}

/// The largest real part of an eigenvalue of A from e^A: lim log‖e^{At}‖/t, t = 2^40 by squaring.
double rate_of(Matrix day) {
  constexpr int squarings = 40;
  double log_size = 0, t = 1;
  for (int s = 0; s <= squarings; ++s) {
    const double size = size_of(day);
    if (!(size > 0) || std::isinf(size)) return std::log(size);
    for (Row& row : day)
      for (double& x : row) x /= size;
    log_size += std::log(size);
    if (s == squarings) break;
    day = product(day, day);
    log_size *= 2, t *= 2;
  }
  return log_size / t;
}

class Race {
 public:
  Race(const Scenario& scenario, const ParameterTable& table) : scenario_(scenario), table_(table) {
    for (const auto& [id, actor] : scenario.actors) ids_.push_back(id);
  }

  ArmsRace run() {
    ArmsRace race;
    if (!scenario_.mechanisms.posture) return race;
    const Matrix ends = rates([](const Prior& fatigue) { return fatigue.low_end(); },
                              [](const Prior& reaction) { return reaction.high_end(); });
    race.strongest = strongest(ends);
    if (race.strongest.empty()) return race;
    const auto median = [](const Prior& prior) { return prior.median(); };
    race.typical = rate_of(exponential(rates(median, median)));
    const Matrix day = exponential(ends);
    race.most = rate_of(day);
    race.day_of_limit = day_of_limit(day);
    return race;
  }

 private:
  [[nodiscard]] const Prior& prior(Param p) const { return table_[p].prior; }

  template <class Fatigue, class Reaction>
  [[nodiscard]] Matrix rates(Fatigue fatigue, Reaction reaction) const {
    Matrix a(ids_.size(), Row(ids_.size()));
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      const PostureSpec& spec = scenario_.actors.at(ids_[i]).posture;
      if (spec.fatigue.given()) a[i][i] = -fatigue(prior(spec.fatigue));
      for (const auto& [to, param] : spec.reaction) {
        const std::size_t j = find_index(ids_, to);
        if (j < ids_.size() && j != i) a[i][j] = reaction(prior(param));
      }
    }
    return a;
  }

  [[nodiscard]] std::vector<std::string> strongest(const Matrix& a) const {
    double most = 0;
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < ids_.size(); ++i)
      for (std::size_t j = 0; j < ids_.size(); ++j) {
        if (i == j || std::abs(a[i][j]) <= most) continue;
        most = std::abs(a[i][j]);
        keys = {"actors", ids_[i], "posture", "reaction", ids_[j]};
      }
    return keys;
  }

  [[nodiscard]] int day_of_limit(const Matrix& day) const {
    Matrix grown = day;
    for (int t = 1; t <= scenario_.horizon; ++t, grown = product(day, grown))
      if (!(size_of(grown) <= most_growth)) return t;
    return 0;
  }

  const Scenario& scenario_;
  const ParameterTable& table_;
  std::vector<std::string> ids_;
};

}  // namespace

ArmsRace arms_race(const Scenario& scenario, const ParameterTable& table) { return Race(scenario, table).run(); }

ArmsRaceNotice notice_of(const ArmsRace& race) {
  const double rate = race.typical > least_rate ? race.typical : race.most;
  if (race.strongest.empty() || !(rate > least_rate)) return {};
  const bool is_typical = rate == race.typical;
  return {fmt::format("{}: an arms race that doubles postures every {:.3g} days, without end",
                      is_typical ? "reactions exceed fatigue" : "at the ends of their priors reactions exceed fatigue",
                      std::log(2) / rate),
          "weaker reactions or more fatigue let it settle"};
}

}  // namespace backchannel
