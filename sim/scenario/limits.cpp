#include "sim/scenario/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "sim/core/draws.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {
namespace {

constexpr std::size_t most_moves = most_choices - 1;
constexpr int most_mutations = 5000;
constexpr double most_incidents = 25, most_growth = 1e6;

double high_end(const Prior& prior) {
  const double high = prior.support().second;
  return std::isfinite(high) ? high : prior.quantile(0.999);
}
double low_end(const Prior& prior) {
  const double low = prior.support().first;
  return std::isfinite(low) ? low : prior.quantile(0.001);
}

class Limits {
 public:
  Limits(const Scenario& scenario, const ParameterTable& table) : scenario_(scenario), table_(table) {}

  std::vector<BrokenLimit> check() {
    for (const auto& [id, actor] : scenario_.actors)
      if (actor.moves.size() > most_moves)
        broken_.push_back({{"actors", id, "moves"}, fmt::format("{} moves", actor.moves.size()), "at most 63"});
    const auto& mediator = scenario_.mediator;
    if (mediator && mediator->style != Style::facilitation && mediator->mutations > most_mutations)
      broken_.push_back({{"mediator", "mutations"},
                         fmt::format("{} changes an exchange", mediator->mutations),
                         fmt::format("at most {}", most_mutations)});
    if (scenario_.mechanisms.incidents)
      for (const auto& [id, dyad] : scenario_.dyads) incidents(id, dyad.incidents);
    if (scenario_.mechanisms.posture) arms_race();
    return std::move(broken_);
  }

 private:
  [[nodiscard]] double high(Param p) const { return p.given() ? high_end(table_[p].prior) : 0; }
  [[nodiscard]] double low(Param p) const { return p.given() ? low_end(table_[p].prior) : 0; }

  void incidents(const std::string& id, const IncidentSpec& spec) {
    const double own = high(spec.base) * high(spec.exposure);
    const double branching = scenario_.mechanisms.contagion ? high(spec.branching) : 0;
    const double expected = std::max(own / (1 - branching), own + branching * high(spec.decay) * high(spec.recent));
    if (expected <= most_incidents) return;
    BrokenLimit limit{{"dyads", id, "incidents"},
                      fmt::format("up to {:.3g} incidents a day are to be expected", expected),
                      fmt::format("at most {:g}; lower base, exposure, branching or recent", most_incidents)};
    for (const auto& [key, number] : {std::pair("base", spec.base), std::pair("exposure", spec.exposure),
                                      std::pair("branching", spec.branching), std::pair("recent", spec.recent)})
      if (limit.keys.size() == 3 && is_set(number)) limit.keys.emplace_back(key);
    broken_.push_back(std::move(limit));
  }
  /// Whether a number comes from --set, which then is to blame.
  [[nodiscard]] bool is_set(Param p) const { return p.given() && table_[p].place.file.starts_with("--set "); }

  using Row = std::vector<double>;
  using Matrix = std::vector<Row>;

  static Matrix product(const Matrix& a, const Matrix& b) {
    const std::size_t n = a.size();
    Matrix c(n, Row(n));
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t k = 0; k < n; ++k)
        for (std::size_t j = 0; j < n; ++j) c[i][j] += a[i][k] * b[k][j];
    return c;
  }

  /// e^A by its series for A/256, squared eight times.
  static Matrix exponential(Matrix a) {
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

  /// The day by which mobilisation has grown beyond the limit; 0: never.
  [[nodiscard]] int day_of_runaway(const Matrix& day) const {
    const auto is_beyond = [](const Row& row) {
      return std::any_of(row.begin(), row.end(), [](double x) { return !(std::abs(x) <= most_growth); });
    };
    Matrix grown = day;
    for (int t = 1; t <= scenario_.horizon; ++t, grown = product(day, grown))
      if (std::any_of(grown.begin(), grown.end(), is_beyond)) return t;
    return 0;
  }

  void arms_race() {
    std::vector<std::string> ids;
    for (const auto& [id, actor] : scenario_.actors) ids.push_back(id);
    Matrix rates(ids.size(), Row(ids.size()));
    double strongest = 0;
    std::vector<std::string> blamed;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const PostureSpec& spec = scenario_.actors.at(ids[i]).posture;
      rates[i][i] = -low(spec.fatigue);
      for (const auto& [to, reaction] : spec.reaction) {
        const auto j = static_cast<std::size_t>(std::find(ids.begin(), ids.end(), to) - ids.begin());
        if (j == ids.size() || j == i) continue;
        rates[i][j] = high(reaction);
        if (std::abs(rates[i][j]) <= strongest) continue;
        strongest = std::abs(rates[i][j]);
        blamed = {"actors", ids[i], "posture", "reaction", to};
      }
    }
    if (blamed.empty()) return;
    if (const int day = day_of_runaway(exponential(rates)); day > 0)
      broken_.push_back({blamed, fmt::format("the arms race runs away: a millionfold mobilisation by day {}", day),
                         "weaker reactions, more fatigue or a shorter horizon"});
  }

  const Scenario& scenario_;
  const ParameterTable& table_;
  std::vector<BrokenLimit> broken_;
};

}  // namespace

std::vector<BrokenLimit> broken_limits(const Scenario& scenario, const ParameterTable& table) {
  return Limits(scenario, table).check();
}

}  // namespace backchannel
