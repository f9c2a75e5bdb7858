#include "sim/scenario/checks/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "sim/core/draws.hpp"
#include "sim/scenario/checks/arms_race.hpp"
#include "sim/scenario/messages.hpp"

namespace backchannel {
namespace {

constexpr std::size_t most_moves = most_choices - 1;
constexpr double most_incidents = 25;

class Limits {
 public:
  Limits(const Scenario& scenario, const ParameterTable& table) : scenario_(scenario), table_(table) {}

  std::vector<BrokenLimit> check() {
    for (const auto& [id, actor] : scenario_.actors)
      if (actor.moves.size() > most_moves)
        broken_.push_back({{"actors", id, "moves"}, fmt::format("{} moves", actor.moves.size()), "at most 63"});
    if (scenario_.mechanisms.incidents)
      for (const auto& [id, dyad] : scenario_.dyads) incidents(id, dyad.incidents);
    runaway();
    return std::move(broken_);
  }

 private:
  [[nodiscard]] double high(Param p) const { return p.given() ? table_[p].prior.high_end() : 0; }

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
  [[nodiscard]] bool is_set(Param p) const { return p.given() && is_option(table_[p].place); }

  void runaway() {
    const ArmsRace race = arms_race(scenario_, table_);
    if (race.day_of_limit > 0)
      broken_.push_back(
          {race.strongest,
           fmt::format("the arms race runs away: a millionfold mobilisation by day {}", race.day_of_limit),
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
