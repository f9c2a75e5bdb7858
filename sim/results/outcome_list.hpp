// Outcomes of interest of studies: what a run counts for, by name. A share is 1 or 0 in every run, a mean any number.
//
//   the six classes                    comprehensive_agreement … regional_war
//   agreement, agreement_by_DAY        an agreement of any scope entered into force, ever or by the end of the day;
//                                      whatever else happened
//   agreement_in_force                 one is in force at the end
//   force, force_by_DAY                a strike or war, ever or by the end of the day
//   escalation, tension, rounds, incidents    means over runs
//   value_ACTOR, trust_ACTOR           worth of the end; trust in the adversary at the end
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/crisis/row.hpp"
#include "sim/results/facts.hpp"

namespace backchannel {

enum class OutcomeKind { share, mean };

struct OutcomeFacts {
  std::string id, title, unit;  // unit of a mean; empty for shares
  OutcomeKind kind = OutcomeKind::share;
  bool operator==(const OutcomeFacts&) const = default;
};

[[nodiscard]] inline bool is_share(const OutcomeFacts& outcome) { return outcome.kind == OutcomeKind::share; }

/// What its mean can be, in its unit: shares, trust and tension lie within 0 and 1, counts are no less than 0.
[[nodiscard]] std::pair<double, double> possible_range(const OutcomeFacts& outcome);

struct OutcomeOfInterest {
  OutcomeFacts facts;
  std::function<double(const Row&)> value;
};

/// What the names depend on: the actors and the days of a scenario.
struct OutcomeSetting {
  std::vector<ActorFacts> actors;
  int horizon = 0;  // days

  OutcomeSetting(const StudyFacts& study) : actors(study.actors), horizon(study.horizon) {}
  OutcomeSetting(const Model& model);
};

/// Names without those by day: for messages and help.
[[nodiscard]] std::vector<std::string> outcome_ids(const OutcomeSetting& setting);
/// What may be written instead of an unknown outcome, of those that are known.
[[nodiscard]] std::string outcome_meant(std::string_view id, const std::vector<std::string>& known, int horizon);
/// Nothing for a name that does not exist in this scope.
[[nodiscard]] std::optional<OutcomeOfInterest> find_outcome(std::string_view id, const OutcomeSetting& setting);
/// The six classes, agreement, agreement in force at the end, and force.
[[nodiscard]] std::vector<std::string> default_outcomes();

/// The moments of the first agreement of any scope and of the first force, strike or war; in days, 0: never.
[[nodiscard]] double first_agreement(const Row& row);
[[nodiscard]] double first_force(const Row& row);

}  // namespace backchannel
