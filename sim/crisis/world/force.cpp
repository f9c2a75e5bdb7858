#include "sim/crisis/world/force.hpp"

#include "sim/crisis/talks/calendar.hpp"
#include "sim/crisis/world/beliefs.hpp"
#include "sim/crisis/world/effects.hpp"
#include "sim/crisis/world/exchange.hpp"

namespace backchannel {

namespace {

/// The share of the sanctions that the text in force has lifted: relief that a strike would end.
Slice relief_in_force(const Model& model, const State& state, const Pack& pack) {
  if (model.agenda.relief < 0) return filled<slice_width>(0);
  const auto i = static_cast<std::size_t>(model.agenda.relief);
  const Slice before = gathered(state.original[i], pack);
  return ((gathered(state.in_force[i], pack) - before) / (1.0 - before).max(1e-12)).max(0.0).min(1.0);
}

/// E_i of the text before the capitals.
Slice pending_worth(const Outlook& view, const Model& model, const State& state, const Pack& pack) {
  Text text;
  for (std::size_t k = 0; k < model.agenda.issue.size(); ++k) text[k] = gathered(state.pending_text[k], pack);
  return select(above(gathered(state.pending, pack), 1.5), worth_of_signing(view, text, comprehensive),
                worth_of_signing(view, text, interim));
}

/// Continue_i without force: hope of the text on the table, else the status quo under the risk of being struck.
Slice carrying_on(const Model& model, const State& state, const Values& values, const Outlook& view, int attacker,
                  const StrikeSpec& own, const Slice& exchange, const Pack& pack) {
  const auto a = static_cast<std::size_t>(attacker);
  const CompiledActor& self = model.actors[a];
  const int scope = model.scope_exists(comprehensive) ? comprehensive : interim;
  const auto sc = static_cast<std::size_t>(scope);
  Slice hope = filled<slice_width>(0);
  Text text;
  for (int k = 0; k < model.agenda.size; ++k) {
    const auto i = static_cast<std::size_t>(k);
    text[i] = self.side >= 0 ? gathered(state.table.known[static_cast<std::size_t>(1 - self.side)][sc][i], pack)
                             : gathered(state.on_table[i], pack);
  }
  const Slice alive = gathered(state.table.open, pack) * below(gathered(state.settlement, pack), 1.5).on;
  if (self.side >= 0) {
    const auto s = static_cast<std::size_t>(self.side);
    hope = gathered(state.table.hope[s], pack) * gathered(state.table.spoken[1 - s][sc], pack) * alive;
  } else if (self.values && !model.constant(self.spec->voice, 0)) {
    hope = gathered(state.hope, pack) * gathered(state.text_on_table, pack) * alive;
  }
  // Of the perceived risk only the share up to the next occasion: attacks by others before the actor can decide again.
  const Slice until_next = 1.0 / values.gathered(model.scenario.force.rate, pack).max(1e-6);
  const Slice share = (until_next / static_cast<double>(model.scenario.horizon)).min(1.0);
  const Slice struck = 1.0 - exponential(Slice(share * logarithm(Slice((1.0 - view.risk).max(1e-12)))));
  const Slice strain_cost = view.strain_cost * (1.0 - relief_in_force(model, state, pack));
  const Slice waiting = (1.0 - struck) * (view.taste.worth_now - strain_cost) +
                        struck * (exchange - values.gathered(own.struck_first, pack));
  // A party can refuse a text that is worse than waiting and hopes for one between the two sides' last texts; a
  // bystander has to live with what the parties sign.
  Slice deal = worth_of_signing(view, text, scope);
  if (self.side >= 0) {
    for (int k = 0; k < model.agenda.size; ++k) {
      const auto i = static_cast<std::size_t>(k);
      text[i] = select(above(gathered(state.text_on_table, pack), 0.5), gathered(state.on_table[i], pack), text[i]);
    }
    deal = deal.max(worth_of_signing(view, text, scope)).max(waiting);
    // A text before the capitals is as good as signed.
    const SliceMask pending = above(gathered(state.pending, pack), 0.5);
    deal = select(pending, pending_worth(view, model, state, pack).max(waiting), deal);
    hope = select(pending, 1.0, hope);
  }
  Slice worth = hope * deal + (1.0 - hope) * waiting;
  if (self.side >= 0) {
    const SliceMask unsettled = at_most(gathered(state.pending, pack) + gathered(state.settlement, pack), 0.5);
    const SliceMask passed = unsettled & above(gathered(state.day, pack), gathered(state.deadline, pack)) &
                             equals(gathered(state.deadline_by, pack), static_cast<double>(attacker));
    worth -= values.gathered(self.spec->audience.cost, pack) * gathered(state.commitment[a], pack) * passed.on;
  } else if (self.patron >= 0 && model.scenario.mechanisms.patron) {
    worth += (1.0 - values.gathered(self.spec->autonomy, pack)) * values.gathered(self.spec->leash, pack) *
             gathered(state.table.open, pack);
  }
  return worth + gathered(state.restraint[a], pack);
}

Slice shifted_chance(const Model& model, const State& state, const Values& values, int adversary, const Slice& now,
                     const Pack& pack) {
  const auto j = static_cast<std::size_t>(adversary);
  Slice capped = filled<slice_width>(0);
  const int cap = model.agenda.cap;
  if (cap >= 0) {
    capped = gathered(state.in_force[static_cast<std::size_t>(cap)], pack);
    if (const int v = model.agenda.verification; v >= 0)
      capped *= gathered(state.in_force[static_cast<std::size_t>(v)], pack);
  }
  const Slice growth = values.gathered(model.actors[j].spec->preventive.shift, pack) *
                       (1.0 - gathered(state.setback[j], pack)) * (1.0 - capped);
  // m_j grows by the shift: p' = p(1 + s)/(p(1 + s) + 1 − p).
  const Slice grown = now * (1.0 + growth);
  return grown / (grown + 1.0 - now);
}

/// V(sq) as it was before any agreement, which is what a strike leaves: no text in force survives it.
Slice worth_without_text(const Outlook& view, const State& state, const Pack& pack) {
  if (!view.taste.text_in_force) return view.taste.worth_now;
  Text before;
  for (std::size_t k = 0; k < state.original.size(); ++k) before[k] = gathered(state.original[k], pack);
  return value(view.taste, before, filled<slice_width>(1));
}

}  // namespace

Slice preventive_motive(const Slice& discount, const Slice& now, const Slice& later, const Slice& cost) {
  return (discount * later - now - cost * (1.0 - discount)).max(0.0);
}

ForceGame weigh_force(const Model& model, const State& state, const Values& values, Workspace& work,
                      const StrikeOption& option, const Pack& pack) {
  Outlook& mine = work.outlook[static_cast<std::size_t>(option.attacker)];
  Outlook& theirs = work.outlook[static_cast<std::size_t>(option.target)];
  look_ahead(mine, model, state, values, option.attacker, pack);
  look_at(theirs, model, state, values, option.target, pack);
  const StrikeSpec &own = *option.own, &other = *option.other;
  const auto number = [&](Param p) { return values.gathered(p, pack); };
  ForceGame game;
  game.preventive = filled<slice_width>(0);
  const Slice odds = winning_chance(model, state, values, option.attacker, option.target, pack);
  const Slice my_war = war_against(mine, model, state, values, option.attacker, option.target, pack);
  const Slice their_war =
      worth_of_war(theirs.taste, winning_chance(model, state, values, option.target, option.attacker, pack), model,
                   state, values, option.target, option.attacker, pack);
  Slice answered, really_answered, absorbed;
  const auto exchange_of = [&](const Outlook& view, const StrikeSpec& spec, const Slice& war) {
    const Slice escalates = number(spec.becomes_war);
    const Slice limited = worth_without_text(view, state, pack) + number(spec.gain) - number(spec.loss);
    return Slice(escalates * war + (1.0 - escalates) * limited - view.strain_cost);
  };
  if (own.payoffs) {
    game.unanswered = number(own.payoffs->unanswered);
    game.exchange = number(own.payoffs->exchange);
    game.carry_on = number(own.payoffs->status_quo);
  } else {
    game.unanswered = worth_without_text(mine, state, pack) + number(own.gain) - mine.strain_cost;
    game.exchange = exchange_of(mine, own, my_war);
    game.carry_on = carrying_on(model, state, values, mine, option.attacker, own, game.exchange, pack);
    if (model.scenario.mechanisms.preventive) {
      const Preventive& spec = model.actors[static_cast<std::size_t>(option.attacker)].spec->preventive;
      const Slice now = 1.0 - odds;
      game.preventive =
          preventive_motive(number(spec.discount), now, shifted_chance(model, state, values, option.target, now, pack),
                            number(model.actors[static_cast<std::size_t>(option.attacker)].spec->war.cost));
    }
  }
  if (other.payoffs) {
    answered = really_answered = number(other.payoffs->exchange);
    absorbed = number(other.payoffs->absorb);
  } else {
    const auto target = static_cast<std::size_t>(option.target);
    const Slice cost = number(model.actors[target].spec->war.cost);
    const Slice believed = believed_cost(model, state, values, option.attacker, option.target, pack);
    answered = exchange_of(theirs, other, Slice(their_war + cost - believed));
    really_answered = exchange_of(theirs, other, their_war);
    absorbed = worth_without_text(theirs, state, pack) - number(other.damage) - theirs.strain_cost;
    if (model.actors[target].side >= 0)
      absorbed -= number(model.actors[target].spec->audience.cost) * gathered(state.commitment[target], pack);
  }
  const Slice precision = number(model.scenario.precision.force);
  game.answer_believed = chance_of(Slice(answered - absorbed), precision);
  game.answer_chance = chance_of(Slice(really_answered - absorbed), precision);
  game.attack = game.answer_believed * game.exchange + (1.0 - game.answer_believed) * game.unanswered + game.preventive;
  return game;
}

namespace {

/// The chance of a strike in a direction, were there an occasion.
Slice strike_chance(const Model& model, const Values& values, const ForceGame& game, const Pack& pack) {
  return chance_of(Slice(game.attack - game.carry_on), values.gathered(model.scenario.precision.force, pack));
}

/// With a quiet start, the first shock is known to have stayed above the chance of a strike as it stood on day 1:
/// P(shock < p | shock ≥ p_0) = (p − p_0)/(1 − p_0).
Slice given_quiet_start(const Model& model, const State& state, std::size_t n, const Slice& chance, const Pack& pack) {
  if (!model.scenario.force.quiet_start) return chance;
  const Slice start = gathered(state.chance_at_start[n], pack);
  const SliceMask first_cause = at_most(gathered(state.cause[n], pack), 0.5);
  return select(first_cause, ((chance - start) / (1.0 - start).max(1e-12)).max(0.0), chance);
}

void remember_start(const Model& model, State& state, const Values& values, Workspace& work) {
  if (!model.scenario.force.quiet_start) return;
  for_each_pack(equals(state.day, 1.0) & work.running, [&](const Pack& pack) {
    for (std::size_t n = 0; n < model.strikes.size(); ++n) {
      const ForceGame game = weigh_force(model, state, values, work, model.strikes[n], pack);
      scatter(strike_chance(model, values, game, pack), state.chance_at_start[n], pack);
    }
  });
}

/// Marks where a direction would strike today.
void decide(const Model& model, State& state, const Values& values, const DrawsOf<slice_width>& draws, Workspace& work,
            std::size_t n, const Pack& pack) {
  const StrikeOption& option = model.strikes[n];
  const ForceGame game = weigh_force(model, state, values, work, option, pack);
  const Slice chance = given_quiet_start(model, state, n, strike_chance(model, values, game, pack), pack);
  const Slice shock = draws.keyed(option.shock, gathered(state.cause[n], pack));
  const SliceMask strikes = pack.active & below(shock, chance);
  scatter(strikes.on, state.today.wants_force[n], pack);
  if (state.story != nullptr)
    if (const int place = state.story->place(pack); place >= 0)
      state.story->entries.push_back({static_cast<int>(state.day[state.story->lane]),
                                      Told::force_decision,
                                      option.attacker,
                                      option.target,
                                      static_cast<int>(n),
                                      strikes[place] ? 1.0 : 0.0,
                                      chance[place],
                                      {}});
}

/// Today's occasions in a direction; a fresh grave incident, deadline or breakdown also redraws the shock.
Mask occasion(const Model& model, State& state, const Draws& draws, const Lanes& rate, std::size_t n) {
  const StrikeOption& option = model.strikes[n];
  const Mask grave{state.today.grave[static_cast<std::size_t>(option.dyad)]};
  const Mask deadline = above(state.today.deadline, 0.0) | equals(state.day, state.deadline);
  const Mask fresh = grave | above(state.today.breakdown, 0.5);
  state.cause[n] += (fresh | deadline).on;
  return draws.chance(option.opportunity, rate) | fresh;
}

/// Decisions of a day are simultaneous; where several directions would strike, one of them does, by lot.
void strike_by_lot(const Model& model, State& state, const Values& values, const Draws& draws, Workspace& work) {
  Lanes willing = lanes(0);
  for (const Lanes& wants : state.today.wants_force) willing += wants;
  if (!any(above(willing, 0.5))) return;
  Lanes left = floor_of(Lanes(draws.uniform(model.lot) * willing));  // how many of the willing stand before the one
  for (std::size_t n = 0; n < model.strikes.size(); ++n) {
    const Mask wants{state.today.wants_force[n]};
    const Mask strikes = wants & equals(left, 0.0);
    left -= wants.on;
    for_each_pack(strikes, [&](const Pack& pack) {
      const ForceGame game = weigh_force(model, state, values, work, model.strikes[n], pack);
      open_exchange(model, state, values, draws.packed(pack), model.strikes[n], game, pack.active, pack);
    });
  }
}

}  // namespace

void use_force(const Model& model, State& state, const Values& values, const Draws& draws, Workspace& work) {
  go_on(model, state, values, draws, work);
  if (!model.scenario.mechanisms.force || model.strikes.empty()) return;
  remember_start(model, state, values, work);
  const Lanes rate = (values[model.scenario.force.rate] * (1.0 + deadline_pull(model, state, values))).min(1.0);
  for (std::size_t n = 0; n < model.strikes.size(); ++n) {
    const Mask now = occasion(model, state, draws, rate, n) & at_most(state.exchange_days, 0.0) &
                     at_most(state.war_today, 0.5) & work.running;
    for_each_pack(
        now, [&](const Pack& pack) { decide(model, state, values, draws.packed(pack), work, n, pack); }, &work.force);
  }
  strike_by_lot(model, state, values, draws, work);
}

}  // namespace backchannel
