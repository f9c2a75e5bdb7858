#include "sim/crisis/model/model.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sim/crisis/model/inert.hpp"

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

Model::Model(LoadedScenario from) : loaded(std::move(from)), scenario(loaded.scenario) {
  neutralise();
  compile_agenda();
  compile_levels();
  compile_actors();
  compile_talks();
  compile_holders();
  compile_dyads();
  compile_moves();
  compile_events();
  note_inert_numbers(*this, loaded.parameters);
  for (std::string& notice : inert_notices(loaded.parameters)) loaded.notices.push_back(std::move(notice));
}

void Model::set(Param p, double value) {
  if (p.given()) loaded.parameters.fix(p, value);
}

bool Model::constant(Param p, double value) const {
  const Prior& prior = loaded.parameters[p].prior;
  return prior.is_constant() && prior.mean() == value;
}

double Model::mean(Param p) const { return loaded.parameters[p].prior.mean(); }

int Model::actor_index(const std::string& id) const {
  for (std::size_t a = 0; a < actors.size(); ++a)
    if (actors[a].id == id) return static_cast<int>(a);
  return -1;
}

int Model::issue_index(const std::string& id) const {
  const auto found = std::find(agenda.id.begin(), agenda.id.end(), id);
  return found == agenda.id.end() ? -1 : static_cast<int>(found - agenda.id.begin());
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
}

void Model::compile_agenda() {
  for (const auto& [id, issue] : scenario.issues) {
    const int k = agenda.size++;
    agenda.all.push_back(k);
    const std::string& issue_id = id;  // clang 14 lets no lambda see a structured binding
    agenda.id.push_back(issue_id);
    agenda.issue.push_back(&issue);
    if (issue.role == IssueRole::verification) agenda.verification = k;
    if (issue.role == IssueRole::relief) agenda.relief = k;
    if (issue.role == IssueRole::cap) agenda.cap = k;
    const bool negotiable = std::all_of(scenario.actors.begin(), scenario.actors.end(), [&](const auto& entry) {
      const auto found = entry.second.preferences.find(issue_id);
      return entry.second.role != ActorRole::party || found == entry.second.preferences.end() ||
             found->second.negotiable;
    });
    if (issue.interim) agenda.needs[interim].push_back(k);
    if (issue.comprehensive) agenda.needs[comprehensive].push_back(k);
    if (negotiable && issue.interim) agenda.movable[interim].push_back(k);
    if (negotiable) agenda.movable[comprehensive].push_back(k);
  }
  // A scope that needs what somebody keeps off the table does not exist, unless a move of nothing counts.
  for (std::size_t s = 0; s < scopes; ++s) {
    for (const int k : agenda.movable[s]) agenda.moves[s][static_cast<std::size_t>(k)] = true;
    for (const int k : agenda.needs[s])
      if (const auto i = static_cast<std::size_t>(k); !agenda.moves[s][i] && !constant(agenda.issue[i]->min_step, 0)) {
        agenda.needs[s].clear();
        break;
      }
    for (const int k : agenda.needs[s]) agenda.needed[s][static_cast<std::size_t>(k)] = true;
  }
  for (std::size_t k = 0; k < agenda.issue.size(); ++k)
    agenda.any_tabulated |= agenda.tabulated[k] = !agenda.issue[k]->levels.empty();
}

void Model::compile_levels() {
  for (const auto& [actor, spec] : scenario.actors) {
    auto& worths = agenda.level_worth.emplace_back();
    for (std::size_t k = 0; k < agenda.issue.size(); ++k) {
      agenda.first_level[k] = worths.size();
      for (const Level& level : agenda.issue[k]->levels) {
        const auto found = level.worth.find(actor);
        worths.push_back(found == level.worth.end() ? Param{} : found->second);
      }
    }
  }
}

void Model::compile_actors() {
  for (const auto& [id, spec] : scenario.actors) {
    CompiledActor actor;
    actor.id = id;
    actor.name = spec.name.empty() ? id : spec.name;
    actor.spec = &spec;
    for (const auto& [issue, preference] : spec.preferences) actor.values |= !constant(preference.salience, 0);
    name_streams(actor);
    for (std::size_t k = 0; k < agenda.id.size(); ++k) {
      const auto written = [&](const ById<Param>& text) {
        const auto found = text.find(agenda.id[k]);
        return found == text.end() ? Param{} : found->second;
      };
      actor.imposed_by_victory[k] = written(spec.war.win);
      actor.imposed_by_defeat[k] = written(spec.war.lose);
    }
    actors.push_back(std::move(actor));
  }
  int sides = 0;
  for (std::size_t a = 0; a < actors.size(); ++a)
    if (actors[a].spec->role == ActorRole::party) {
      actors[a].side = sides;
      party[static_cast<std::size_t>(sides++)] = static_cast<int>(a);
    }
  support_given.resize(actors.size());
  for (std::size_t a = 0; a < actors.size(); ++a) relate(static_cast<int>(a));
}

void Model::name_streams(CompiledActor& actor) const {
  const std::string& id = actor.id;
  actor.answer = {stream(id, "answer to an interim text"), stream(id, "answer to a comprehensive text")};
  actor.consider = stream(id, "consider a move");
  actor.choose = stream(id, "choose a move");
  actor.exchange = stream(id, "go on with an exchange");
  actor.join = stream(id, "join an exchange");
  actor.hosts = stream(id, "hosts struck");
  actor.signal = stream(id, "signal about the other");
  actor.counsel = stream(id, "counsel");
  actor.report = stream(id, "reported gap");
  actor.honour = stream(id, "honour");
  actor.reservation_stream = stream(id, "estimate of the reservation value");
  for (std::size_t k = 0; k < agenda.id.size(); ++k) {
    actor.belief_stream[k] = stream(id, "belief about the other's " + agenda.id[k]);
    actor.estimate_stream[k] = stream(id, "estimate of " + agenda.id[k]);
  }
}

int Model::adversary_of(const CompiledActor& actor) const {
  const auto opposite = [&](int side) { return party[static_cast<std::size_t>(1 - side)]; };
  if (actor.side >= 0) return opposite(actor.side);
  int adversary = -1;
  for (const auto& [id, dyad] : scenario.dyads) {
    if (dyad.first.id == actor.id) adversary = actor_index(dyad.second.id);
    if (dyad.second.id == actor.id) adversary = actor_index(dyad.first.id);
  }
  if (adversary >= 0 || actor.backs < 0) return adversary;
  return opposite(actors[static_cast<std::size_t>(actor.backs)].side);
}

void Model::relate(int index) {
  CompiledActor& actor = actors[static_cast<std::size_t>(index)];
  const Actor& spec = *actor.spec;
  if (actor.side < 0) {
    actor.patron = actor_index(spec.patron.id);
    actor.backs = actor_index(spec.backs.id);
  }
  actor.adversary = adversary_of(actor);
  if (actor.adversary >= 0) {
    const auto trusted = spec.trust.find(actors[static_cast<std::size_t>(actor.adversary)].id);
    if (trusted != spec.trust.end()) actor.trust = trusted->second;
  }
  for (const auto& [whom, share] : spec.support)
    if (const int ally = actor_index(whom); ally >= 0) {
      actors[static_cast<std::size_t>(ally)].supporters.emplace_back(index, share);
      support_given[static_cast<std::size_t>(index)].emplace_back(ally, share);
    }
  for (const auto& [to, reaction] : spec.posture.reaction)
    if (const int j = actor_index(to); j >= 0) actor.reaction.emplace_back(j, reaction);
  if (scenario.mechanisms.linkage)
    for (const auto& [pair, weight] : spec.linkages) {
      const auto star = pair.find('*');
      actor.linkages.push_back({issue_index(pair.substr(0, star)), issue_index(pair.substr(star + 1)), weight});
    }
  if (scenario.mechanisms.promises)
    for (const auto& [id, promise] : spec.promises)
      actor.promises.push_back({promise.kind, actor_index(promise.to.id), issue_index(promise.issue.id), promise.side,
                                promise.at, promise.size});
  costs.push_back(belief_about(loaded.parameters[spec.war.cost].prior));
  actor.strike_channel = channel(index, ActKind::strike);
  actor.breach_channel = channel(index, ActKind::breach);
  channels.push_back({index, ActKind::none, scenario.trust.honoured});
  actor.honour_channel = static_cast<int>(channels.size()) - 1;
}

void Model::compile_talks() {
  coin = stream("talks", "coin");
  recess = stream("talks", "recess");
  hazard = stream("events", "hazard");
  cause = stream("events", "cause");
  lot = stream("force", "lot");
  for (std::size_t s = 0; s < scopes; ++s)
    for (int e = 0; e < scenario.talks.exchanges; ++e) {
      const std::string place = std::to_string(s) + " " + std::to_string(e);
      search_streams[s].emplace_back(stream("mediator", "change " + place), stream("mediator", "vote " + place));
      offer_breakdown[s].push_back(stream("talks", "breakdown over offers " + place));
      text_breakdown[s].push_back(stream("talks", "breakdown over a text " + place));
    }
  if (scenario.mediator && scenario.mechanisms.mediation) mediator = &*scenario.mediator;
  for (std::size_t s = 0; s < 2 && mediator != nullptr; ++s) {
    const std::string& id = actors[static_cast<std::size_t>(party[s])].id;
    if (const auto found = mediator->weights.find(id); found != mediator->weights.end())
      weight_of_side[s] = found->second;
    if (const auto found = mediator->votes.voter.find(id); found != mediator->votes.voter.end())
      voter_of_side[s] = found->second;
  }
}

void Model::compile_holders() {
  const auto add = [&](int a, const ById<Preference>& preferences, const std::string& id) {
    const CompiledActor& actor = actors[static_cast<std::size_t>(a)];
    Holder holder;
    holder.actor = a;
    holder.name = id;
    const Parameter& curvature = loaded.parameters[actor.spec->curvature];
    const double c = curvature.prior.is_constant() ? curvature.prior.mean() : 0;
    holder.curve = c == 1 ? Curve::linear : c == 1.5 ? Curve::three_halves : c == 2 ? Curve::square : Curve::general;
    holder.linear_gains = constant(actor.spec->gain_exponent, 1);
    for (int k = 0; k < agenda.size; ++k) {
      const auto i = static_cast<std::size_t>(k);
      const auto own = actor.spec->preferences.find(agenda.id[i]);
      const auto written = preferences.find(agenda.id[i]);
      const Preference& preference = written != preferences.end() ? written->second : own->second;
      holder.ideal[i] = preference.ideal;
      holder.salience[i] = preference.salience;
      if (preference.red_line.kind == LineKind::none || !scenario.mechanisms.red_lines) continue;
      holder.line[i] = &preference.red_line;
      holder.line_stream[i] = stream(id, "red line on " + agenda.id[i]);
      (preference.red_line.kind == LineKind::soft ? holder.soft : holder.absolute).push_back(k);
    }
    holders.push_back(std::move(holder));
  };
  for (std::size_t a = 0; a < actors.size(); ++a) add(static_cast<int>(a), actors[a].spec->preferences, actors[a].id);
  for (std::size_t a = 0; a < actors.size(); ++a)
    for (const auto& [id, faction] : actors[a].spec->factions) {
      actors[a].factions.push_back(static_cast<int>(holders.size()));
      actors[a].faction_weight.push_back(faction.weight);
      actors[a].faction_hawkishness.push_back(faction.hawkishness);
      add(static_cast<int>(a), faction.preferences, actors[a].id + "." + id);
    }
}

int Model::channel(int actor, ActKind kind) {
  if (kind == ActKind::none) return -1;
  for (std::size_t c = 0; c < channels.size(); ++c)
    if (channels[c].actor == actor && channels[c].kind == kind) return static_cast<int>(c);
  const TrustLearning& t = scenario.trust;
  const std::array<Param, act_kinds> evidence{t.honoured, t.reassurance, t.hostile_words,  t.provocation, t.sanction,
                                              t.breach,   t.incident,    t.grave_incident, t.strike};
  channels.push_back({actor, kind, evidence[static_cast<std::size_t>(kind)]});
  return static_cast<int>(channels.size()) - 1;
}

CompiledCondition Model::condition(const Condition& c) const {
  using Name = CompiledCondition::State;
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
  for (const auto& [name, state] : names)
    if (head == name)
      return {state, dot == std::string::npos ? -1 : actor_index(c.state.substr(dot + 1)), c.is, c.value};
  throw std::logic_error("a condition on `" + c.state + "`, which the reader does not let pass");
}

void Model::compile_moves() {
  for (std::size_t a = 0; a < actors.size(); ++a)
    for (const auto& [id, spec] : actors[a].spec->moves) {
      CompiledMove move{&spec, id, static_cast<int>(a), actors[a].adversary, -1, std::nullopt};
      if (spec.against.given()) move.against = actor_index(spec.against.id);
      move.channel = channel(static_cast<int>(a), spec.effects.act);
      if (spec.when) move.when = condition(*spec.when);
      actors[a].moves.push_back(static_cast<int>(moves.size()));
      moves.push_back(std::move(move));
    }
}

void Model::compile_events() {
  for (const auto& [id, spec] : scenario.events) {
    CompiledEvent event{&spec, id, actor_index(spec.by.id), actor_index(spec.against.id), -1, std::nullopt};
    if (event.by >= 0) event.channel = channel(event.by, spec.effects.act);
    if (spec.when) event.when = condition(*spec.when);
    events.push_back(std::move(event));
  }
}

void Model::compile_dyads() {
  for (const auto& [id, spec] : scenario.dyads) {
    const int one = actor_index(spec.first.id), two = actor_index(spec.second.id);
    CompiledDyad dyad{id,
                      &spec,
                      {std::min(one, two), std::max(one, two)},
                      {},
                      {},
                      stream(id, "number of incidents"),
                      stream(id, "gravity of incidents")};
    for (std::size_t side = 0; side < 2; ++side) {
      dyad.minor[side] = channel(dyad.actor[side], ActKind::incident);
      dyad.grave[side] = channel(dyad.actor[side], ActKind::grave_incident);
    }
    const int d = static_cast<int>(dyads.size());
    for (std::size_t side = 0; side < 2; ++side) {
      const int attacker = dyad.actor[side], target = dyad.actor[1 - side];
      const auto own = spec.force.find(actors[static_cast<std::size_t>(attacker)].id);
      const auto other = spec.force.find(actors[static_cast<std::size_t>(target)].id);
      if (own == spec.force.end() || !own->second.may_strike) continue;
      const std::string direction =
          actors[static_cast<std::size_t>(attacker)].id + ">" + actors[static_cast<std::size_t>(target)].id;
      strikes.push_back({attacker, target, d, &own->second, &other->second, stream(direction, "occasion for force"),
                         stream(direction, "shock of the decision on force"), stream(direction, "answer to force")});
    }
    dyads.push_back(std::move(dyad));
  }
}

}  // namespace backchannel
