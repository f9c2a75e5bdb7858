// Numbers of mechanisms that are switched off.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "sim/crisis/model/inert.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

namespace {

/// Whether a path is one of a pattern, in which `*` stands for one key and `**` at the end for all that follow.
bool matches(std::string_view pattern, std::string_view path) {
  if (pattern == "**") return true;
  const std::size_t end = pattern.find('.'), dot = path.find('.');
  const std::string_view key = pattern.substr(0, end);
  if (key != "*" && key != path.substr(0, dot)) return false;
  if (end == std::string_view::npos || dot == std::string_view::npos) return end == dot;
  return matches(pattern.substr(end + 1), path.substr(dot + 1));
}

struct Switched {
  bool Mechanisms::*on;
  const char* name;
  std::vector<const char*> numbers;  // what acts through this mechanism alone
};

const std::vector<Switched>& switched() {
  static const std::vector<Switched> all{
      {&Mechanisms::prospect, "prospect", {"*.loss_aversion", "*.gain_exponent"}},
      {&Mechanisms::linkage, "linkage", {"*.linkages.*"}},
      {&Mechanisms::red_lines, "red_lines", {"*.preferences.*.red_line.*", "*.factions.*.preferences.*.red_line.*"}},
      {&Mechanisms::war_risk,
       "war_risk",
       {"*.war.perceived_risk", "*.war.tension_sensitivity", "*.war.mobilisation_sensitivity", "*.war.risk_decay",
        "*.moves.*.effects.perceived_risk", "*.effects.perceived_risk"}},
      {&Mechanisms::strain, "strain", {"*.strain.pain", "*.strain.adjustment"}},
      {&Mechanisms::trust, "trust", {"talks.verification_power", "mediator.guarantee"}},
      {&Mechanisms::trust_learning, "trust_learning", {"trust.forget", "*.imputed", "*.trust_repair"}},
      {&Mechanisms::resolve, "resolve", {"trust.resolve_factor"}},
      {&Mechanisms::logrolling, "logrolling", {"*.logroll"}},
      {&Mechanisms::third_party_voice, "third_party_voice", {"*.voice"}},
      {&Mechanisms::promises, "promises", {"*.promises.**"}},
      {&Mechanisms::mediation, "mediation", {"mediator.**"}},
      {&Mechanisms::ripeness, "ripeness", {"*.ripeness.way_out_threshold", "*.ripeness.slope"}},
      {&Mechanisms::deadline,
       "deadline",
       {"calendar.deadline", "calendar.deadline_pull", "calendar.deadline_width", "calendar.extension",
        "calendar.extension_days", "mediator.extension", "*.moves.*.effects.deadline_in", "*.effects.deadline_in"}},
      {&Mechanisms::audience,
       "audience",
       {"*.audience.cost", "*.moves.*.effects.commitment", "*.effects.commitment",
        "*.ratification.refusal_commitment"}},
      {&Mechanisms::factions, "factions", {"*.factions.**", "*.ratification.threshold", "precision.ratification"}},
      {&Mechanisms::hawks,
       "hawks",
       {"domestic.hawk_incident", "domestic.hawk_strike", "domestic.hawk_decay", "*.factions.*.hawkishness",
        "*.moves.*.drivers.domestic"}},
      {&Mechanisms::posture,
       "posture",
       {"*.posture.fatigue", "*.posture.grievance", "*.posture.reaction.*", "*.moves.*.effects.posture",
        "*.effects.posture"}},
      {&Mechanisms::moves, "moves", {"*.moves.**", "precision.move", "*.tempo", "domestic.memory"}},
      {&Mechanisms::tension,
       "tension",
       {"tension.floor", "tension.decay", "tension.strike", "tension.breach", "*.incidents.tension_minor",
        "*.incidents.tension_grave", "*.moves.*.effects.tension", "*.effects.tension", "mediator.progress"}},
      {&Mechanisms::incidents, "incidents", {"*.incidents.*", "mediator.incident_channel"}},
      {&Mechanisms::contagion, "contagion", {"*.incidents.branching", "*.incidents.recent", "*.incidents.decay"}},
      {&Mechanisms::force,
       "force",
       {"*.force.*.*", "*.force.*.payoffs.*", "precision.force", "force.rate", "force.memory", "force.quiet_days"}},
      {&Mechanisms::preventive, "preventive", {"*.preventive.discount"}},
      {&Mechanisms::patron, "patron", {"*.autonomy", "*.leash", "*.imputed"}},
      {&Mechanisms::exchange,
       "exchange",
       {"force.persistence", "force.stake", "force.ceasefire", "force.host_struck", "force.ally_struck", "*.join"}},
      {&Mechanisms::compliance,
       "compliance",
       {"*.compliance.*", "precision.compliance", "compliance_period", "tension.breach", "trust.honoured"}},
      {&Mechanisms::access, "access", {"talks.direct_contact", "mediator.access"}},
      {&Mechanisms::reopening,
       "reopening",
       {"talks.reopening", "mediator.reopening", "mediator.holds_at_table", "mediator.softens_boycott"}},
      {&Mechanisms::cover, "cover", {"mediator.cover"}},
      {&Mechanisms::agenda, "agenda", {"talks.interim_track", "mediator.agenda"}},
      {&Mechanisms::ideas, "ideas", {"mediator.ideas"}},
      {&Mechanisms::risk_cap, "risk_cap", {"*.tactic.risk_cap"}},
      {&Mechanisms::misreading, "misreading", {"talks.misreading"}},
      {&Mechanisms::extension, "extension", {"calendar.extension", "calendar.extension_days", "mediator.extension"}},
      {&Mechanisms::guarantee, "guarantee", {"mediator.guarantee"}},
      {&Mechanisms::fading_leverage, "fading_leverage", {"mediator.leverage.fade"}},
      {&Mechanisms::incident_channel, "incident_channel", {"mediator.incident_channel"}}};
  return all;
}

bool belongs_to(const Switched& mechanism, const std::string& path, const Scenario& scenario) {
  if (mechanism.on == &Mechanisms::events) return scenario.events.contains(path.substr(0, path.find('.')));
  return std::ranges::any_of(mechanism.numbers, [&](const char* pattern) { return matches(pattern, path); });
}

}  // namespace

void note_numbers_switched_off(const Model& model, ParameterTable& table) {
  const auto note = [&](const Switched& mechanism) {
    if (model.scenario.mechanisms.*mechanism.on) return;
    for (std::uint32_t i = 0; i < table.size(); ++i)
      if (belongs_to(mechanism, table[Param{i}].path, model.scenario))
        table.note_inert(Param{i}, std::string("mechanisms.") + mechanism.name + " is off");
  };
  for (const Switched& mechanism : switched()) note(mechanism);
  note({&Mechanisms::events, "events", {}});
}

}  // namespace backchannel
