#include "sim/crisis/model/inert.hpp"

#include <algorithm>

#include "sim/scenario/scenario.hpp"

namespace backchannel {

namespace {

class Notes {
 public:
  Notes(const Model& model, ParameterTable& table) : model_(model), table_(table) {}

  void write() {
    for (const IssueId k : model_.agenda.ids()) issue(k);
    for (const ActorId a : model_.actors.ids()) actor(a);
    for (const CompiledMove& move : model_.moves) effects(move.act);
    for (const CompiledEvent& event : model_.events) {
      effects(event.act);
      if (!event.act.against.given()) note(event.spec->restraint, "it is against nobody");
    }
    go_between();
    third_parties();
    exchanges();
    for (const HistoricAct& act : model_.scenario.history)
      if (const ActorId by = model_.actor(act.by.id); !is_adversary(by) && !answered_for(by))
        note(act.day, "nobody's trust is in " + act.by.id);
  }

 private:
  void note(Param p, const std::string& why) {
    if (p.given()) table_.note_inert(p, why);
  }
  bool zero(Param p) const { return model_.constant(p, 0); }
  bool is_adversary(ActorId who) const {
    return std::any_of(model_.actors.begin(), model_.actors.end(), [&](const auto& a) { return a.adversary == who; });
  }

  /// Whether an actor may strike, be struck or join an exchange.
  bool may_fight(ActorId a) const {
    const auto meets = [&](const StrikeOption& strike) { return strike.attacker == a || strike.target == a; };
    const CompiledActor& actor = model_.actors[a];
    return std::ranges::any_of(model_.strikes, meets) ||
           (!model_.strikes.empty() && !actor.supports.empty() && !zero(actor.spec->join));
  }

  /// Whether somebody's adversary could hold an actor back.
  bool answered_for(ActorId a) const {
    const ActorId patron = model_.actors[a].patron;
    return patron.given() && is_adversary(patron) && model_.scenario.mechanisms.patron;
  }
  /// Whether an actor whose patron is somebody's adversary does what trust learns from.
  bool laid_to_the_charge_of_the_patron(ActorId a) const {
    const auto acts = [&](const Act& act) { return act.by == a && act.channel.given(); };
    return answered_for(a) && (std::ranges::any_of(model_.moves, [&](const CompiledMove& m) { return acts(m.act); }) ||
                               std::ranges::any_of(model_.events, [&](const CompiledEvent& e) { return acts(e.act); }));
  }

  void issue(IssueId k) {
    const Issue& issue = *model_.agenda.issue[k];
    note(issue.low, unit_of_an_axis);
    note(issue.high, unit_of_an_axis);
    if (!model_.agenda.needed[Scope::interim][k] && !model_.agenda.needed[Scope::comprehensive][k])
      note(issue.min_step, "no agreement needs this issue");
  }

  void actor(ActorId a) {
    const CompiledActor& self = model_.actors[a];
    const Actor& spec = *self.spec;
    strain(a);
    if (self.side) audience(a);
    force(a);
    if (self.supports.empty()) note(spec.join, "it supports nobody in a war");
    if (self.side && !model_.drafts()) note(spec.firmness, "no mediator puts a text of its own");
    if (!self.side && !self.backs.given()) note(spec.voice, "it backs no party");
    if (!alarmed(a)) note(spec.war.risk_decay, "no act makes it expect war");
    for (const auto& [whom, trust] : spec.trust)
      if (model_.actor(whom) != self.adversary) note(trust, "its trust matters in its adversary only");
    const bool in_dyad = std::any_of(model_.dyads.begin(), model_.dyads.end(),
                                     [&](const auto& d) { return d.actor[End::one] == a || d.actor[End::two] == a; });
    if (!in_dyad)
      for (const auto& [id, move] : spec.moves)
        note(move.drivers.domestic, "no incident or strike touches " + self.id + ", so no hawk pressure arises");
    lines(spec.preferences);
    for (const auto& [id, faction] : spec.factions) lines(faction.preferences);
  }

  /// Whether an act raises the risk of war that an actor perceives.
  bool alarmed(ActorId a) const {
    const auto alarms = [&](const auto& x) { return x.act.against == a && !zero(x.act.effects->perceived_risk); };
    return std::ranges::any_of(model_.moves, alarms) || std::ranges::any_of(model_.events, alarms);
  }

  void strain(ActorId a) {
    const Strain& spec = model_.actors[a].spec->strain;
    const auto presses = [&](const Act& act) { return act.against == a && !zero(act.effects->pressure); };
    const auto named = [&](const std::optional<CompiledCondition>& c) {
      using Quantity = CompiledCondition::Quantity;
      return c && c->actor == a && (c->quantity == Quantity::strain || c->quantity == Quantity::pressure);
    };
    bool pressed = false, watched = false;
    for (const CompiledMove& m : model_.moves) {
      pressed |= presses(m.act);
      watched |= named(m.when);
    }
    for (const CompiledEvent& e : model_.events) {
      pressed |= presses(e.act);
      watched |= named(e.when);
    }
    const bool worn_down = may_fight(a) && !zero(spec.fighting);
    if (zero(spec.start) && zero(spec.pressure) && !pressed && !worn_down) note(spec.pain, "its strain stays 0");
    if (!may_fight(a)) note(spec.fighting, "it takes part in no exchange of force");
    const bool impatient = model_.actors[a].spec->tactic.kind == TacticKind::equilibrium;
    if (!zero(spec.pain) || watched || impatient) return;
    for (const Param p : {spec.start, spec.pressure, spec.adjustment, spec.fighting}) note(p, "its pain is 0");
    const auto note_act = [&](const auto& x) {
      if (x.act.against == a) note(x.act.effects->pressure, "the pain of " + model_.actors[a].id + " is 0");
    };
    std::ranges::for_each(model_.moves, note_act);
    std::ranges::for_each(model_.events, note_act);
  }

  /// A commitment comes from the start, from own moves and events, or from a refusal by one's own factions.
  void audience(ActorId a) {
    const Actor& spec = *model_.actors[a].spec;
    const auto commits = [&](const Act& act) { return act.by == a && !zero(act.effects->commitment); };
    const auto named = [&](const std::optional<CompiledCondition>& c) {
      return c && c->actor == a && c->quantity == CompiledCondition::Quantity::commitment;
    };
    bool committed =
        !zero(spec.audience.start) || (!spec.factions.empty() && !zero(spec.ratification.refusal_commitment));
    bool watched = !zero(spec.audience.cost) || sets_a_date(model_, a);
    for (const CompiledMove& m : model_.moves) {
      committed |= commits(m.act);
      watched |= named(m.when);
    }
    for (const CompiledEvent& e : model_.events) {
      committed |= commits(e.act);
      watched |= named(e.when);
    }
    if (!committed)
      for (const Param p : {spec.audience.cost, spec.audience.growth, spec.audience.decay})
        note(p, "it never commits itself in public");
    if (!watched)
      for (const Param p : {spec.audience.start, spec.audience.growth, spec.audience.decay})
        note(p, "its audience cost is 0");
  }

  void force(ActorId a) {
    const Actor& spec = *model_.actors[a].spec;
    bool strikes = false, fears = false, feared = false;
    for (const StrikeOption& option : model_.strikes) {
      const Preventive& target = model_.actors[option.target].spec->preventive;
      strikes |= option.attacker == a;
      fears |= option.attacker == a && !zero(target.shift) && !option.own->payoffs;
      const Preventive& attacker = model_.actors[option.attacker].spec->preventive;
      feared |= option.target == a && !option.own->payoffs && !zero(attacker.discount);
    }
    if (!fears) note(spec.preventive.discount, "it can strike nobody whose power shifts");
    if (!feared) note(spec.preventive.shift, "nobody can strike it for fear of its growth");
    if (!laid_to_the_charge_of_the_patron(a)) note(spec.imputed, "nobody's trust is in a patron of it");
    const bool held = model_.actors[a].patron.given() && strikes;
    if (held) return;
    const std::string why = strikes ? "it has no patron" : "it can strike nobody";
    note(spec.autonomy, why);
    note(spec.leash, why);
  }

  void third_parties() {
    if (!model_.stirred()) note(model_.scenario.talks.calm_stirred, "no third party stirs up fears");
    const auto joins = [&](const CompiledActor& a) { return !a.supports.empty() && !zero(a.spec->join); };
    if (model_.strikes.empty() || std::ranges::none_of(model_.actors, joins))
      note(model_.scenario.force.ally_struck, "nobody joins an exchange");
  }

  /// What ends and widens an exchange of force, and what draws strikes to a date.
  void exchanges() {
    const ForceSpec& spec = model_.scenario.force;
    const bool strikes = !model_.strikes.empty();
    const bool fights = strikes || model_.scenario.talks.breakdown.outcome == BreakdownOutcome::war;
    const bool hosted = std::ranges::any_of(model_.actors, [](const auto& a) { return !a.spec->hosts.empty(); });
    const bool grows =
        std::ranges::any_of(model_.actors, [&](const auto& a) { return !zero(a.spec->preventive.shift); });
    const auto note_unless = [&](bool acts, bool force, Param p, const char* why) {
      if (!force || !acts) note(p, force ? why : "nobody can use force");
    };
    note_unless(hosted, fights, spec.host_struck, "nobody has bases in a host's land");
    note_unless(grows, fights, spec.setback, "nobody's power shifts");
    note_unless(hosted, fights, spec.host_presses, "nobody has bases in a host's land");
    note_unless(hides_its_cost(), fights, spec.learning, "no cost of war is private");
    if (model_.scenario.run_ends_at == RunEnd::war) note(spec.spoils, "runs end where a war begins");
    if (!fights) {
      for (const Param p : {spec.ceasefire, spec.spoils, model_.scenario.tension.fighting})
        note(p, "nobody can use force");
      if (model_.mediator != nullptr) note(model_.mediator->ceasefire, "nobody can use force");
    }
    note_unless(dated(), strikes, model_.scenario.calendar.deadline_pull, "no date is set");
    note_unless(dated(), strikes, model_.scenario.calendar.deadline_width, "no date is set");
  }

  /// Whether somebody who may fight keeps its cost of war to itself.
  bool hides_its_cost() const {
    return std::ranges::any_of(model_.actors, [&](const CompiledActor& a) {
      return is_adversary(model_.actor(a.id)) && table_[a.spec->war.cost].is_private;
    });
  }

  /// What the talks do by themselves and a mediator may bring.
  void go_between() {
    const TalksSpec& talks = model_.scenario.talks;
    const CalendarSpec& calendar = model_.scenario.calendar;
    const auto note_both = [&](Param alone, Param Mediator::*brought, const std::string& why) {
      note(alone, why);
      if (model_.mediator != nullptr) note(model_.mediator->*brought, why);
    };
    if (model_.constant(talks.direct_contact, 1) && model_.mediator != nullptr)
      note(model_.mediator->access, "the sides come to every round by themselves");
    const bool both_scopes = model_.scope_exists(Scope::interim) && model_.scope_exists(Scope::comprehensive);
    if (!both_scopes) note_both(talks.interim_track, &Mediator::agenda, "no interim text beside a comprehensive one");
    if (both_scopes && model_.constant(talks.interim_track, 1) && model_.mediator != nullptr)
      note(model_.mediator->agenda, "the track for an interim text is open from the start");
    if (talks.protocol == Protocol::take_it_or_leave_it)
      note_both(talks.reopening, &Mediator::reopening, "a single text is put once");
    if (!dated()) note_both(calendar.extension, &Mediator::extension, "no date is set");
    const bool extends = dated() && (!zero(calendar.extension) || model_.brings(&Mediator::extension));
    if (!extends) note(calendar.extension_days, "no date is moved");
    if (model_.mediator == nullptr) return;
    const Mediator& mediator = *model_.mediator;
    if (zero(mediator.skill))
      for (const Param p : {mediator.access, mediator.holds_at_table, mediator.softens_boycott, mediator.reopening,
                            mediator.cover, mediator.agenda, mediator.ideas, mediator.extension, mediator.guarantee,
                            mediator.incident_channel, mediator.ceasefire})
        note(p, "a mediator of skill 0 brings nothing");
    if (model_.formulates()) note(mediator.ideas, "who formulates puts a text in every round");
    if (talks.max_rounds == 1) note_both(talks.reopening, &Mediator::reopening, "there is one round");
    const Leverage& leverage = mediator.leverage;
    if (mediator.style == Style::manipulation && (zero(leverage.sweetener) || zero(leverage.budget)))
      note(leverage.fade, "nothing is added to a text");
    if (zero(calendar.boycott)) note(mediator.softens_boycott, "nobody boycotts the talks");
    if (!clashes_gravely()) note(mediator.incident_channel, "no grave incident can happen");
    if (!minded_at_home()) note(mediator.cover, "no audience and no hawks mind what is signed");
  }

  bool clashes_gravely() const {
    return model_.scenario.mechanisms.incidents && std::ranges::any_of(model_.dyads, [&](const CompiledDyad& dyad) {
             const IncidentSpec& spec = dyad.spec->incidents;
             return !zero(spec.grave_share) && (!zero(spec.base) || !zero(spec.recent));
           });
  }

  bool dated() const {
    const auto sets = [&](const auto& act) { return !zero(act.act.effects->deadline_in); };
    return model_.scenario.mechanisms.deadline &&
           (model_.scenario.calendar.deadline || std::ranges::any_of(model_.moves, sets) ||
            std::ranges::any_of(model_.events, sets));
  }

  bool minded_at_home() const {
    for (const Side s : sides) {
      if (!zero(model_.at(s).spec->audience.cost)) return true;
      for (const CompiledFaction& faction : model_.at(s).factions)
        if (!zero(faction.hawkishness)) return true;
    }
    return false;
  }

  /// A line on an issue that stays at a status quo on its good side is never crossed.
  void lines(const ById<Preference>& preferences) {
    for (const auto& [id, preference] : preferences) {
      const IssueId k = model_.issue(id);
      const RedLine& line = preference.red_line;
      if (line.kind == LineKind::none || model_.agenda.moves[Scope::comprehensive][k]) continue;
      const Param now = model_.agenda.issue[k]->status_quo;
      if (!(line.side == LineSide::at_most ? zero(now) : model_.constant(now, 1))) continue;
      for (const Param p : {line.at, line.penalty, line.probability})
        note(p, "the issue stays at its status quo, which no such line excludes");
    }
  }

  void effects(const Act& act) {
    const Effects& e = *act.effects;
    const bool party = act.by.given() && model_.actors[act.by].side.has_value();
    if (!act.by.given()) note(e.posture, "nobody acts");
    if (!party) note(e.commitment, "only a party commits itself in public");
    if (act.against.given()) return;
    note(e.pressure, "it is against nobody");
    note(e.perceived_risk, "it is against nobody");
  }

  const Model& model_;
  ParameterTable& table_;
};

}  // namespace

bool sets_a_date(const Model& model, ActorId actor) {
  const CalendarSpec& calendar = model.scenario.calendar;
  const auto sets = [&](const auto& x) { return x.act.by == actor && !model.constant(x.act.effects->deadline_in, 0); };
  return model.scenario.mechanisms.deadline &&
         ((calendar.deadline && calendar.deadline_by.id == model.actors[actor].id) ||
          std::ranges::any_of(model.moves, sets) || std::ranges::any_of(model.events, sets));
}

void note_inert_numbers(const Model& model, ParameterTable& table) {
  note_inert_numbers_of_the_world(model, table);
  Notes(model, table).write();
  note_numbers_switched_off(model, table);
}

}  // namespace backchannel
