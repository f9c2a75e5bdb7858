#include "sim/crisis/model/model.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sim/crisis/model/inert.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

namespace {

CostBelief belief_about(const Prior& prior) {
  CostBelief belief;
  constexpr int steps = 64;
  for (int n = 0; n <= steps; ++n) {
    const auto [low, high] = prior.support();
    const double u = static_cast<double>(n) / steps;
    const double value = n == 0 && std::isfinite(low)        ? low
                         : n == steps && std::isfinite(high) ? high
                                                             : prior.quantile(std::clamp(u, 1e-6, 1 - 1e-6));
    belief.quantile.push_back(value);
  }
  belief.mean_low = prior.mean_below_median();
  belief.mean_high = prior.mean_above_median();
  return belief;
}

}  // namespace

Param evidence_of(const TrustLearning& t, ActKind kind) {
  const Each<ActKind, Param, act_kinds> evidence{t.honoured, t.reassurance, t.hostile_words,  t.provocation, t.sanction,
                                                 t.breach,   t.incident,    t.grave_incident, t.strike};
  return evidence[kind];
}

Model::Model(LoadedScenario from) : loaded(std::move(from)), scenario(*loaded.scenario) {
  neutralise();
  compile_agenda();
  compile_levels();
  compile_actors();
  compile_mediator();
  compile_holders();
  compile_dyads();
  compile_moves();
  compile_events();
  for (std::uint32_t i = 0; i < loaded.parameters.size(); ++i) {
    const Prior& prior = loaded.parameters[Param{i}].prior;
    constants_.push_back(prior.is_constant() ? prior.mean() : std::numeric_limits<double>::quiet_NaN());
  }
  note_inert_numbers(*this, loaded.parameters);
}

void Model::set(Param p, double value) {
  if (p.given()) loaded.parameters.fix(p, value);
}

bool Model::formulates() const { return mediator != nullptr && mediator->style != Style::facilitation; }

bool Model::drafts() const { return formulates() || brings(&Mediator::ideas); }

bool Model::has_stages() const {
  return !constant(scenario.talks.framework_gap, 1) || !constant(scenario.talks.text_gap, 1);
}

bool Model::brings(Param Mediator::*power) const { return mediator != nullptr && !constant(mediator->*power, 0); }

bool Model::sweeteners_fade() const {
  return mediator != nullptr && mediator->style == Style::manipulation && !constant(mediator->leverage.fade, 0);
}

bool Model::constant(Param p, double value) const {
  if (!constants_.empty()) return constants_[p.index] == value;
  const Prior& prior = loaded.parameters[p].prior;
  return prior.is_constant() && prior.mean() == value;
}

double Model::mean(Param p) const { return loaded.parameters[p].prior.mean(); }

ActorId Model::actor(const std::string& id) const {
  for (const ActorId a : actors.ids())
    if (actors[a].id == id) return a;
  return {};
}

IssueId Model::issue(const std::string& id) const {
  for (const IssueId k : agenda.ids())
    if (agenda.id[k] == id) return k;
  return {};
}

/// A mechanism is switched off by the values at which it does nothing.
void Model::neutralise() {
  const Mechanisms& on = scenario.mechanisms;
  for (const auto& [id, actor] : scenario.actors) {
    if (!on.prospect) set(actor.loss_aversion, 1), set(actor.gain_exponent, 1);
    if (!on.war_risk) set(actor.war.perceived_risk, 0);
    if (!on.strain) set(actor.strain.pain, 0);
    if (!on.audience && actor.role == ActorRole::party) set(actor.audience.cost, 0);
    if (!on.third_party_voice && actor.role == ActorRole::third_party) set(actor.voice, 0);
    if (!on.hawks)
      for (const auto& [name, faction] : actor.factions) set(faction.hawkishness, 0);
    for (const auto& [name, move] : actor.moves) {
      if (!on.posture) set(move.effects.posture, 0);
      if (!on.hawks) set(move.drivers.domestic, 0);
      if (!on.audience) set(move.effects.commitment, 0);
      if (!on.deadline) set(move.effects.deadline_in, 0);
    }
  }
  for (const auto& [id, event] : scenario.events) {
    if (!on.posture) set(event.effects.posture, 0);
    if (!on.audience) set(event.effects.commitment, 0);
    if (!on.deadline) set(event.effects.deadline_in, 0);
  }
  if (!on.contagion)
    for (const auto& [id, dyad] : scenario.dyads) set(dyad.incidents.branching, 0), set(dyad.incidents.recent, 0);
  if (!on.ceasefire) {
    const ForceSpec& force = scenario.force;
    for (const Param p : {force.ceasefire, force.host_presses, force.learning, force.spoils, scenario.tension.fighting})
      set(p, 0);
    for (const auto& [id, actor] : scenario.actors) set(actor.strain.fighting, 0);
    if (scenario.mediator) set(scenario.mediator->ceasefire, 0);
  }
  neutralise_go_between();
}

void Model::neutralise_go_between() {
  const Mechanisms& on = scenario.mechanisms;
  if (!on.access) set(scenario.talks.direct_contact, 1);
  if (!on.reopening) set(scenario.talks.reopening, 0);
  if (!on.agenda) set(scenario.talks.interim_track, 1);
  if (!on.misreading) set(scenario.talks.misreading, 0);
  if (!on.extension) set(scenario.calendar.extension, 0);
  if (!on.risk_cap)
    for (const auto& [id, actor] : scenario.actors) set(actor.tactic.risk_cap, 0);
  if (!scenario.mediator) return;
  const Mediator& m = *scenario.mediator;
  if (!on.reopening) set(m.reopening, 0), set(m.holds_at_table, 0), set(m.softens_boycott, 0);
  if (!on.cover) set(m.cover, 0);
  if (!on.agenda) set(m.agenda, 0);
  if (!on.ideas) set(m.ideas, 0);
  if (!on.extension) set(m.extension, 0);
  if (!on.guarantee) set(m.guarantee, 0);
  if (!on.fading_leverage) set(m.leverage.fade, 0);
  if (!on.incident_channel) set(m.incident_channel, 0);
}

void Model::compile_agenda() {
  agenda.logrolls = scenario.mechanisms.logrolling;
  for (const auto& [id, issue] : scenario.issues) {
    const std::string& issue_id = id;  // clang 14 lets no lambda see a structured binding
    agenda.id.push_back(issue_id);
    const IssueId k = agenda.issue.push_back(&issue);
    agenda.all.push_back(k);
    if (issue.role == IssueRole::verification) agenda.verification = k;
    if (issue.role == IssueRole::relief) agenda.relief = k;
    if (issue.role == IssueRole::cap) agenda.cap = k;
    const bool negotiable = std::all_of(scenario.actors.begin(), scenario.actors.end(), [&](const auto& entry) {
      const auto found = entry.second.preferences.find(issue_id);
      return entry.second.role != ActorRole::party || found == entry.second.preferences.end() ||
             found->second.negotiable;
    });
    if (issue.interim) agenda.needs[Scope::interim].push_back(k);
    if (issue.comprehensive) agenda.needs[Scope::comprehensive].push_back(k);
    if (negotiable && issue.interim) agenda.movable[Scope::interim].push_back(k);
    if (negotiable) agenda.movable[Scope::comprehensive].push_back(k);
    agenda.any_tabulated |= agenda.tabulated[k] = !issue.levels.empty();
  }
  // A scope that needs what somebody keeps off the table does not exist, unless a move of nothing counts.
  for (const Scope s : scopes) {
    auto& needs = agenda.needs[s];
    for (const IssueId k : agenda.movable[s]) agenda.moves[s][k] = true;
    const auto stuck = [&](IssueId k) { return !agenda.moves[s][k] && !constant(agenda.issue[k]->min_step, 0); };
    if (std::any_of(needs.begin(), needs.end(), stuck)) needs.clear();
    for (const IssueId k : needs) agenda.needed[s][k] = true;
  }
}

void Model::compile_levels() {
  for (const auto& [actor, spec] : scenario.actors) {
    std::vector<Param> worths;
    for (const IssueId k : agenda.ids()) {
      agenda.first_level[k] = worths.size();
      for (const Level& level : agenda.issue[k]->levels) {
        const auto found = level.worth.find(actor);
        worths.push_back(found == level.worth.end() ? Param{} : found->second);
      }
    }
    agenda.level_worth.push_back(std::move(worths));
  }
}

void Model::compile_actors() {
  Side next_side = Side::first;
  for (const auto& [id, spec] : scenario.actors) {
    CompiledActor actor;
    actor.id = id;
    actor.name = spec.name.empty() ? id : spec.name;
    actor.spec = &spec;
    for (const auto& [issue, preference] : spec.preferences) actor.values |= !constant(preference.salience, 0);
    for (const IssueId k : agenda.ids()) {
      const auto written = [&](const ById<Param>& text) {
        const auto found = text.find(agenda.id[k]);
        return found == text.end() ? Param{} : found->second;
      };
      actor.imposed_by_victory[k] = written(spec.war.win);
      actor.imposed_by_defeat[k] = written(spec.war.lose);
    }
    actor.cost = belief_about(loaded.parameters[spec.war.cost].prior);
    if (spec.role == ActorRole::party) actor.side = next_side;
    const ActorId a = actors.push_back(std::move(actor));
    if (spec.role != ActorRole::party) continue;
    party[next_side] = a;
    next_side = other(next_side);
  }
  for (const ActorId a : actors.ids()) relate(a);
}

ActorId Model::adversary_of(const CompiledActor& actor) const {
  if (actor.side) return party[other(*actor.side)];
  ActorId adversary;
  for (const auto& [id, dyad] : scenario.dyads) {
    if (dyad.first.id == actor.id) adversary = this->actor(dyad.second.id);
    if (dyad.second.id == actor.id) adversary = this->actor(dyad.first.id);
  }
  if (adversary.given() || !actor.backs.given()) return adversary;
  return party[other(*actors[actor.backs].side)];
}

void Model::relate(ActorId self) {
  CompiledActor& actor = actors[self];
  const Actor& spec = *actor.spec;
  if (!actor.side) {
    actor.patron = this->actor(spec.patron.id);
    actor.backs = this->actor(spec.backs.id);
  }
  actor.adversary = adversary_of(actor);
  if (actor.adversary.given()) {
    const auto trusted = spec.trust.find(actors[actor.adversary].id);
    if (trusted != spec.trust.end()) actor.trust = trusted->second;
  }
  for (const auto& [whom, share] : spec.support)
    if (const ActorId ally = this->actor(whom); ally.given()) {
      actors[ally].supporters.emplace_back(self, share);
      actor.supports.emplace_back(ally, share);
    }
  for (const auto& [to, reaction] : spec.posture.reaction)
    if (const ActorId j = this->actor(to); j.given()) actor.reaction.emplace_back(j, reaction);
  if (scenario.mechanisms.linkage)
    for (const auto& [pair, weight] : spec.linkages) {
      const auto star = pair.find('*');
      actor.linkages.push_back({issue(pair.substr(0, star)), issue(pair.substr(star + 1)), weight});
    }
  if (scenario.mechanisms.promises)
    for (const auto& [id, promise] : spec.promises)
      actor.promises.push_back(
          {promise.kind, this->actor(promise.to.id), issue(promise.issue.id), promise.side, promise.at, promise.size});
  actor.strike = channel(self, ActKind::strike);
  actor.breach = channel(self, ActKind::breach);
  actor.honour = channels.push_back({self, ActKind::none, scenario.trust.honoured});
}

void Model::compile_mediator() {
  if (!scenario.mediator || !scenario.mechanisms.mediation) return;
  mediator = &*scenario.mediator;
  for (const Side s : sides) {
    const std::string& id = at(s).id;
    if (const auto found = mediator->weights.find(id); found != mediator->weights.end())
      weight_of_side[s] = found->second;
    const auto voter = mediator->votes.voter.find(id);
    voter_of_side[s] = voter == mediator->votes.voter.end() ? Voter::hill_climber : voter->second;
  }
}

void Model::compile_holders() {
  for (const ActorId a : actors.ids()) add_holder(a, actors[a].spec->preferences, actors[a].id);
  for (const ActorId a : actors.ids())
    for (const auto& [id, faction] : actors[a].spec->factions) {
      const HolderId holder = add_holder(a, faction.preferences, actors[a].id + "." + id);
      actors[a].factions.push_back({holder, faction.weight, faction.hawkishness});
    }
}

HolderId Model::add_holder(ActorId a, const ById<Preference>& preferences, const std::string& name) {
  const Actor& spec = *actors[a].spec;
  Holder holder;
  holder.actor = a;
  holder.name = name;
  const Prior& curvature = loaded.parameters[spec.curvature].prior;
  const double c = curvature.is_constant() ? curvature.mean() : 0;
  holder.curve = c == 1 ? Curve::linear : c == 1.5 ? Curve::three_halves : c == 2 ? Curve::square : Curve::general;
  holder.linear_gains = constant(spec.gain_exponent, 1);
  for (const IssueId k : agenda.ids()) {
    const auto own = spec.preferences.find(agenda.id[k]);
    const auto written = preferences.find(agenda.id[k]);
    const Preference& preference = written != preferences.end() ? written->second : own->second;
    holder.ideal[k] = preference.ideal;
    holder.salience[k] = preference.salience;
    if (preference.red_line.kind == LineKind::none || !scenario.mechanisms.red_lines) continue;
    holder.line[k] = &preference.red_line;
    (preference.red_line.kind == LineKind::soft ? holder.soft : holder.absolute).push_back(k);
  }
  return holders.push_back(std::move(holder));
}

ChannelId Model::channel(ActorId actor, ActKind kind) {
  if (kind == ActKind::none) return {};
  for (const ChannelId c : channels.ids())
    if (channels[c].actor == actor && channels[c].kind == kind) return c;
  return channels.push_back({actor, kind, evidence_of(scenario.trust, kind)});
}

CompiledCondition Model::condition(const Condition& c) const {
  using Name = CompiledCondition::Quantity;
  constexpr std::array<std::pair<const char*, Name>, 9> names{{{"tension", Name::tension},
                                                               {"day", Name::day},
                                                               {"rounds", Name::rounds},
                                                               {"settlement", Name::settlement},
                                                               {"hope", Name::hope},
                                                               {"posture", Name::posture},
                                                               {"strain", Name::strain},
                                                               {"commitment", Name::commitment},
                                                               {"pressure", Name::pressure}}};
  const auto dot = c.state.find('.');
  const std::string head = c.state.substr(0, dot);
  for (const auto& [name, quantity] : names)
    if (head == name)
      return {quantity, dot == std::string::npos ? ActorId{} : actor(c.state.substr(dot + 1)), c.is, c.value};
  throw std::logic_error("a condition on `" + c.state + "`, which the reader does not let pass");
}

bool Model::stirs(ActorId by, const Effects& effects) {
  const bool does =
      by.given() && !actors[by].side && !(constant(effects.tension, 0) && constant(effects.perceived_risk, 0));
  stirred_ |= does;
  return does;
}

void Model::compile_moves() {
  for (const ActorId a : actors.ids())
    for (const auto& [id, spec] : actors[a].spec->moves) {
      const ActorId against = spec.against.given() ? actor(spec.against.id) : actors[a].adversary;
      CompiledMove move{
          &spec,
          id,
          {&spec.effects, spec.category, a, against, channel(a, spec.effects.act), stirs(a, spec.effects)},
          {}};
      if (spec.when) move.when = condition(*spec.when);
      actors[a].moves.push_back(moves.push_back(std::move(move)));
    }
}

void Model::compile_events() {
  for (const auto& [id, spec] : scenario.events) {
    const ActorId by = actor(spec.by.id);
    const ChannelId told = by.given() ? channel(by, spec.effects.act) : ChannelId{};
    CompiledEvent event{
        &spec, id, {&spec.effects, spec.category, by, actor(spec.against.id), told, stirs(by, spec.effects)}, {}};
    if (spec.when) event.when = condition(*spec.when);
    events.push_back(std::move(event));
  }
}

void Model::compile_dyads() {
  for (const auto& [id, spec] : scenario.dyads) {
    const ActorId first = actor(spec.first.id), second = actor(spec.second.id);
    CompiledDyad dyad{id, &spec, {}, {}, {}};
    dyad.actor[End::one] = std::min(first, second);
    dyad.actor[End::two] = std::max(first, second);
    dyad.stirs = !actors[first].side || !actors[second].side;
    stirred_ |= dyad.stirs;
    for (const End end : ends) {
      dyad.minor[end] = channel(dyad.actor[end], ActKind::incident);
      dyad.grave[end] = channel(dyad.actor[end], ActKind::grave_incident);
    }
    add_strikes(dyads.push_back(std::move(dyad)));
  }
}

void Model::add_strikes(DyadId d) {
  const CompiledDyad& dyad = dyads[d];
  for (const End end : ends) {
    const ActorId attacker = dyad.actor[end], target = dyad.actor[opposite(end)];
    const auto own = dyad.spec->force.find(actors[attacker].id);
    const auto other = dyad.spec->force.find(actors[target].id);
    if (own == dyad.spec->force.end() || !own->second.may_strike) continue;
    strikes.push_back(
        {attacker, target, d, &own->second, &other->second, actors[attacker].id + ">" + actors[target].id});
  }
}

}  // namespace backchannel
