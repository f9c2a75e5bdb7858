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

using Holds = bool (*)(const Model&, const Parameter&);

bool always(const Model&, const Parameter&) { return true; }
/// Nothing else brings it into play.
bool is_inert(const Model&, const Parameter& number) { return !number.inert.empty(); }
bool nobody_stirs(const Model& model, const Parameter&) { return !model.stirred(); }
bool has_no_history(const Model& model, const Parameter&) { return model.scenario.history.empty(); }
bool nobody_learns(const Model& model, const Parameter& number) {
  return !model.scenario.mechanisms.resolve && has_no_history(model, number);
}
bool nobody_else_breaks_word(const Model& model, const Parameter&) {
  const auto breaks = [](const auto& act) { return act.kind == ActKind::breach; };
  const auto does = [](const auto& x) { return x.act.effects->act == ActKind::breach; };
  return std::ranges::none_of(model.scenario.history, breaks) && std::ranges::none_of(model.moves, does) &&
         std::ranges::none_of(model.events, does);
}

struct Switched {
  bool Mechanisms::*on;
  const char* name;
  std::vector<const char*> numbers;  // what acts through this mechanism alone
  Holds where = always;              // and only there
};

const std::vector<Switched>& switched() {
  static const std::vector<Switched> all{
      {&Mechanisms::prospect, "prospect", {"*.loss_aversion", "*.gain_exponent"}},
      {&Mechanisms::linkage, "linkage", {"*.linkages.*"}},
      {&Mechanisms::red_lines, "red_lines", {"*.preferences.*.red_line.*", "*.factions.*.preferences.*.red_line.*"}},
      {&Mechanisms::war_risk, "war_risk", {"*.war.perceived_risk", "*.war.mobilisation_sensitivity"}},
      {&Mechanisms::war_risk,
       "war_risk",
       {"*.war.tension_sensitivity", "*.war.risk_decay", "*.moves.*.effects.perceived_risk",
        "*.effects.perceived_risk"},
       nobody_stirs},
      {&Mechanisms::strain, "strain", {"*.strain.pain", "*.strain.adjustment", "*.strain.fighting"}},
      {&Mechanisms::strain,
       "strain",
       {"*.strain.start", "*.strain.pressure", "*.moves.*.effects.pressure", "*.effects.pressure"},
       is_inert},
      {&Mechanisms::trust, "trust", {"talks.verification_power"}},
      {&Mechanisms::trust_learning, "trust_learning", {"mediator.message_weight", "*.trust_repair"}},
      {&Mechanisms::trust_learning, "trust_learning", {"trust.forget", "*.imputed"}, has_no_history},
      {&Mechanisms::trust_learning, "trust_learning", {"trust.*"}, nobody_learns},
      {&Mechanisms::resolve,
       "resolve",
       {"trust.resolve_factor", "force.learning", "mediator.restraint", "mediator.cost_of_war"}},
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
      {&Mechanisms::audience, "audience", {"*.audience.*"}, is_inert},
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
       {"tension.floor", "tension.decay", "tension.strike", "tension.fighting", "tension.breach",
        "*.incidents.tension_minor", "*.incidents.tension_grave", "*.moves.*.effects.tension", "*.effects.tension",
        "mediator.progress", "*.war.tension_sensitivity"}},
      {&Mechanisms::incidents, "incidents", {"*.incidents.*", "mediator.incident_channel"}},
      {&Mechanisms::contagion, "contagion", {"*.incidents.branching", "*.incidents.recent", "*.incidents.decay"}},
      {&Mechanisms::force,
       "force",
       {"*.force.*.*", "*.force.*.payoffs.*", "precision.force", "force.*", "planning_horizon", "tension.strike",
        "domestic.hawk_strike", "*.preventive.*", "*.autonomy", "*.leash", "*.join", "calendar.deadline_pull",
        "calendar.deadline_width"}},
      {&Mechanisms::preventive, "preventive", {"*.preventive.*", "force.setback"}},
      {&Mechanisms::patron, "patron", {"*.autonomy", "*.leash", "*.imputed"}},
      {&Mechanisms::exchange,
       "exchange",
       {"force.ceasefire", "force.host_struck", "force.ally_struck", "force.host_presses", "force.spoils",
        "mediator.ceasefire", "*.join"}},
      {&Mechanisms::ceasefire,
       "ceasefire",
       {"force.ceasefire", "force.host_presses", "force.learning", "force.spoils", "mediator.ceasefire",
        "*.strain.fighting", "tension.fighting"}},
      {&Mechanisms::compliance,
       "compliance",
       {"*.compliance.*", "precision.compliance", "compliance_period", "tension.breach", "trust.honoured",
        "mediator.leverage.fade"}},
      {&Mechanisms::compliance, "compliance", {"trust.breach"}, nobody_else_breaks_word},
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
      if (const Parameter& number = table[Param{i}];
          belongs_to(mechanism, number.path, model.scenario) && mechanism.where(model, number))
        table.note_inert(Param{i}, switched_off(mechanism.name));
  };
  for (const Switched& mechanism : switched()) note(mechanism);
  note({&Mechanisms::events, "events", {}});
}

}  // namespace backchannel
