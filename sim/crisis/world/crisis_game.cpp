#include "sim/crisis/world/crisis_game.hpp"

#include "sim/crisis/world/posture.hpp"
#include "sim/crisis/worth/war_cost.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

Slice preventive_motive(const Prevention& p) {
  return (p.stake * (p.discount * p.later - p.now) - p.cost * (1.0 - p.discount)).max(0.0);
}

ForceGame CrisisGame::solve(const Few& few, const StrikeOption& option) {
  ForceGame game = open(few, option);
  weigh_texts(game, few, option);
  return game;
}

ForceGame CrisisGame::open(const Few& few, const StrikeOption& option) const {
  ForceGame game;
  for (Slice* none : {&game.preventive, &game.hope, &game.deal, &game.audience, &game.leash, &game.restraint})
    *none = 0.0;
  weigh_strike(game, few, option);
  weigh_answer(game, few, option);
  game.attack = game.answer_believed * game.exchange + (1.0 - game.answer_believed) * game.unanswered + game.preventive;
  return game;
}

void CrisisGame::weigh_texts(ForceGame& game, const Few& few, const StrikeOption& option) {
  if (!option.own->payoffs) {
    views_.look_ahead(mine_, few, holder_of(option.attacker));
    game.deal = model_.actors[option.attacker].side ? deal_of_party(game, few, *model_.actors[option.attacker].side)
                                                    : deal_of_bystander(few);
  }
  game.carry_on =
      game.hope * game.deal + (1.0 - game.hope) * game.waiting - game.audience + game.leash + game.restraint;
}

Slice CrisisGame::least_carry_on(const ForceGame& game, const StrikeOption& option) const {
  const Slice least = game.waiting - game.audience + game.leash + game.restraint;
  if (option.own->payoffs || model_.actors[option.attacker].side) return least;  // no deal of a party is below waiting
  return select(equals(game.hope, 0.0), least, -unlimited);
}

void CrisisGame::weigh_strike(ForceGame& game, const Few& few, const StrikeOption& option) const {
  if (const auto& set = option.own->payoffs) {
    game.unanswered = few[set->unanswered];
    game.exchange = few[set->exchange];
    game.waiting = few[set->status_quo];
    return;
  }
  const Views::Footing mine = views_.footing(few, option.attacker, option.target);
  const Edge here = edge(few, option.attacker, *option.own);
  game.unanswered = mine.without_text + here.gain - mine.strain_cost;
  game.exchange = exchange(mine, here, mine.war);
  game.waiting = waiting(few, option, mine, game.exchange);
  weigh_carrying_on(game, few, option);
  if (model_.scenario.mechanisms.preventive) game.preventive = preventive(few, option);
}

void CrisisGame::weigh_answer(ForceGame& game, const Few& few, const StrikeOption& option) const {
  Slice expected;  // U_j(exchange) as the attacker believes it
  if (const auto& set = option.other->payoffs) {
    expected = game.answered = few[set->exchange];
    game.absorbed = few[set->absorb];
  } else {
    const Views::Footing theirs = views_.footing(few, option.target, option.attacker);
    const CompiledActor& target = model_.actors[option.target];
    const Slice cost = few[target.spec->war.cost];
    const Slice believed = believed_cost(few, state_, option.attacker, option.target);
    const Edge there = edge(few, option.target, *option.other);
    expected = exchange(theirs, there, theirs.war + cost - believed);
    game.answered = exchange(theirs, there, theirs.war);
    game.absorbed = theirs.without_text - few[option.other->damage] - theirs.strain_cost;
    if (target.side) game.absorbed -= few[target.spec->audience.cost] * few(state_.commitment[option.target]);
  }
  const Slice precision = few[model_.scenario.precision.force];
  game.answer_believed = chance_of(expected - game.absorbed, precision);
  game.answer_chance = chance_of(game.answered - game.absorbed, precision);
}

CrisisGame::Edge CrisisGame::edge(const Few& few, ActorId actor, const StrikeSpec& spec) const {
  Edge edge{few[spec.gain], few[spec.loss], few[spec.becomes_war]};
  if (model_.constant(spec.readiness, 0)) return edge;
  const Slice mobilised = saturation(few(state_.posture[actor]).max(0.0), few[model_.scenario.tension.posture_scale]);
  const Slice share = few[spec.readiness] * mobilised;
  edge.gain *= 1.0 + share;
  edge.loss *= 1.0 - share;
  return edge;
}

Slice CrisisGame::exchange(const Views::Footing& side, const Edge& edge, const Slice& war) {
  const Slice limited = side.without_text + edge.gain - edge.loss;
  return edge.escalates * war + (1.0 - edge.escalates) * limited - side.strain_cost;
}

void CrisisGame::weigh_carrying_on(ForceGame& game, const Few& few, const StrikeOption& option) const {
  const CompiledActor& self = model_.actors[option.attacker];
  game.restraint = few(state_.restraint[option.attacker]);
  if (self.side) {
    game.hope = hope_of_party(few, *self.side);
    const SliceMask passed = !before_capitals(few, state_) & !text_in_force(few, state_) &
                             above(few.day(), few(state_.deadline)) & is(few(state_.deadline_by), option.attacker);
    game.audience = few[self.spec->audience.cost] * few(state_.commitment[option.attacker]) * passed.on();
    return;
  }
  if (self.values && !model_.constant(self.spec->voice, 0))
    game.hope = few(state_.hope) * few(state_.text_on_table) * alive(few).on();
  if (self.patron.given() && model_.scenario.mechanisms.patron)
    game.leash = (1.0 - few[self.spec->autonomy]) * few[self.spec->leash] * few(state_.talks.open);
}

Slice CrisisGame::waiting(const Few& few, const StrikeOption& option, const Views::Footing& mine,
                          const Slice& exchange) const {
  // Of the perceived risk only the share up to the next occasion: attacks by others before the actor can decide again.
  const Slice until_next = 1.0 / few[model_.scenario.force.rate].max(1e-6);
  const Slice share = (until_next / few[model_.scenario.planning_horizon]).min(1.0);
  const Slice risk = views_.perceived_risk(few, option.attacker);
  const Slice struck = 1.0 - exponential(share * logarithm((1.0 - risk).max(1e-12)));
  const Slice strain_cost = mine.strain_cost * (1.0 - relief_in_force(few, state_));
  return (1.0 - struck) * (mine.worth_now - strain_cost) + struck * (exchange - few[option.own->struck_first]);
}

Slice CrisisGame::hope_of_party(const Few& few, Side side) const {
  const Negotiation& talks = state_.talks;
  const Slice hope = few(talks.hope[side]) * few(talks.spoken[other(side)][model_.lead_scope()]) * alive(few).on();
  return select(before_capitals(few, state_), 1.0, hope);
}

Slice CrisisGame::deal_of_party(const ForceGame& game, const Few& few, Side side) const {
  const Scope scope = model_.lead_scope();
  // It can refuse a text that is worse than waiting and hopes for one between the two sides' last texts.
  Text text = text_of(few, state_, state_.talks.known[other(side)][scope]);
  Slice deal = worth_of_signing(mine_, text, scope);
  const SliceMask on_table = on(few(state_.text_on_table));
  for (const IssueId k : model_.agenda.ids()) text[k] = select(on_table, few(state_.on_table[k]), text[k]);
  deal = deal.max(worth_of_signing(mine_, text, scope)).max(game.waiting);
  // A text before the capitals is as good as signed.
  const SliceMask pending = before_capitals(few, state_);
  if (!any(pending)) return deal;
  return select(pending, pending_worth(few).max(game.waiting), deal);
}

Slice CrisisGame::deal_of_bystander(const Few& few) const {
  // It has to live with what the parties sign.
  return worth_of_signing(mine_, text_of(few, state_, state_.on_table), model_.lead_scope());
}

SliceMask CrisisGame::alive(const Few& few) const {
  return talks_open(few, state_) & !comprehensive_in_force(few, state_);
}

Slice CrisisGame::pending_worth(const Few& few) const {
  const Text text = text_of(few, state_, state_.pending_text);
  return select(is(few(state_.pending), Scope::comprehensive), worth_of_signing(mine_, text, Scope::comprehensive),
                worth_of_signing(mine_, text, Scope::interim));
}

Slice CrisisGame::preventive(const Few& few, const StrikeOption& option) const {
  const Actor& attacker = *model_.actors[option.attacker].spec;
  const Slice now = 1.0 - views_.winning_chance(few, option.attacker, option.target);
  const Slice later = shifted_chance(few, option.target, now);
  const Slice stake = views_.stake(few, option.attacker, option.target);
  return preventive_motive({few[attacker.preventive.discount], now, later, stake, few[attacker.war.cost]});
}

Slice CrisisGame::shifted_chance(const Few& few, ActorId adversary, const Slice& now) const {
  const Agenda& agenda = model_.agenda;
  Slice capped = filled<slice_width>(0);
  if (agenda.cap.given()) {
    capped = few(state_.in_force[agenda.cap]);
    if (agenda.verification.given()) capped *= few(state_.in_force[agenda.verification]);
  }
  const Slice growth =
      few[model_.actors[adversary].spec->preventive.shift] * (1.0 - few(state_.setback[adversary])) * (1.0 - capped);
  // m_j grows by the shift: p' = p(1 + s)/(p(1 + s) + 1 − p).
  const Slice grown = now * (1.0 + growth);
  return grown / (grown + 1.0 - now);
}

}  // namespace backchannel
