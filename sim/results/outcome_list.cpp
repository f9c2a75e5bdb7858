#include "sim/results/outcome_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "sim/core/text.hpp"
#include "sim/crisis/model/model.hpp"
#include "sim/scenario/messages.hpp"
#include "sim/scenario/scalars.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

namespace {

using Value = std::function<double(const Row&)>;

OutcomeOfInterest share(std::string_view id, std::string title, Value value) {
  return {{std::string(id), std::move(title), "", OutcomeKind::share}, std::move(value)};
}

OutcomeOfInterest mean(std::string_view id, std::string title, std::string unit, Value value) {
  return {{std::string(id), std::move(title), std::move(unit), OutcomeKind::mean}, std::move(value)};
}

bool by(double moment, double day) { return moment > 0 && moment <= day; }
/// The earlier of two moments, of which 0 is never.
double earlier(double a, double b) { return a <= 0 || b <= 0 ? std::max(a, b) : std::min(a, b); }

/// agreement_by_60, force_by_60.
std::optional<OutcomeOfInterest> by_day(std::string_view id, int horizon) {
  struct Event {
    std::string_view prefix;
    double (*moment)(const Row&);
  };
  for (const auto& [prefix, moment] : {Event{"agreement_by_", first_agreement}, Event{"force_by_", first_force}}) {
    if (!id.starts_with(prefix)) continue;
    const auto day = whole_number_from(id.substr(prefix.size()));
    if (!day || *day < 1 || *day > horizon) return std::nullopt;
    return share(id, spaced(id.substr(0, id.rfind('_'))) + fmt::format(" day {}", *day),
                 [day = *day, moment = moment](const Row& r) { return by(moment(r), day) ? 1.0 : 0.0; });
  }
  return std::nullopt;
}

std::vector<OutcomeOfInterest> listed(const OutcomeSetting& setting) {
  std::vector<OutcomeOfInterest> all;
  for (const Outcome one : all_outcomes)
    all.push_back(
        share(name_of(one), spaced(name_of(one)), [one](const Row& r) { return r.outcome == one ? 1.0 : 0.0; }));
  all.push_back(share("agreement", "any agreement", [](const Row& r) { return r.agreed() ? 1.0 : 0.0; }));
  all.push_back(share("agreement_in_force", "an agreement in force at the end",
                      [](const Row& r) { return r.text_in_force() ? 1.0 : 0.0; }));
  all.push_back(share("agreement_after_force", "an agreement after force",
                      [](const Row& r) { return r.after_force_day > 0 ? 1.0 : 0.0; }));
  all.push_back(share("force", "a strike or war", [](const Row& r) { return r.force_used() ? 1.0 : 0.0; }));
  all.push_back(mean("escalation", "escalation score", "per day and actor", [](const Row& r) { return r.escalation; }));
  all.push_back(mean("tension", "tension", "0 to 1", [](const Row& r) { return r.tension; }));
  all.push_back(mean("rounds", "rounds of talks", "count", [](const Row& r) { return r.rounds; }));
  all.push_back(mean("incidents", "incidents", "count", [](const Row& r) { return r.incidents; }));
  for (std::size_t a = 0; a < setting.actors.size(); ++a) {
    const ActorFacts& actor = setting.actors[a];
    if (actor.values)
      all.push_back(mean("value_" + actor.id, "worth of the end to " + actor.name, "1: own ideal on every issue",
                         [a](const Row& r) { return r.value[a]; }));
    all.push_back(mean("trust_" + actor.id, "trust of " + actor.name + " at the end", "probability",
                       [a](const Row& r) { return r.trust[a]; }));
  }
  return all;
}

}  // namespace

OutcomeSetting::OutcomeSetting(const Model& model) : actors(actor_facts(model)), horizon(model.scenario.horizon) {}

std::pair<double, double> possible_range(const OutcomeFacts& outcome) {
  constexpr double endless = std::numeric_limits<double>::infinity();
  if (is_share(outcome) || outcome.id == "tension" || outcome.id.starts_with("trust_")) return {0, 1};
  if (outcome.id == "rounds" || outcome.id == "incidents") return {0, endless};
  return {-endless, endless};
}

double first_agreement(const Row& row) { return earlier(row.interim_day, row.comprehensive_day); }
double first_force(const Row& row) { return earlier(row.strike_day, row.war_day); }

std::vector<std::string> outcome_ids(const OutcomeSetting& setting) {
  std::vector<std::string> ids;
  for (const OutcomeOfInterest& known : listed(setting)) ids.push_back(known.facts.id);
  ids.insert(ids.end(), {"agreement_by_DAY", "force_by_DAY"});
  return ids;
}

std::string outcome_meant(std::string_view id, const std::vector<std::string>& known, int horizon) {
  for (const char* event : {"agreement_by_", "force_by_"})
    if (id.starts_with(event)) return fmt::format("{}DAY, DAY from 1 to {}", event, horizon);
  return suggestion(id, known);
}

std::optional<OutcomeOfInterest> find_outcome(std::string_view id, const OutcomeSetting& setting) {
  for (OutcomeOfInterest& known : listed(setting))
    if (known.facts.id == id) return std::move(known);
  return by_day(id, setting.horizon);
}

std::vector<std::string> default_outcomes() {
  std::vector<std::string> ids(outcome_names.begin(), outcome_names.end());
  ids.insert(ids.end(), {"agreement", "agreement_in_force", "force"});
  return ids;
}

}  // namespace backchannel
