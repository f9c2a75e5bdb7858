#include "sim/crisis/world/force.hpp"

namespace backchannel {

namespace {

/// What is told of a game of one run.
told::ForceTerms terms_of(const ForceGame& game, int at) {
  told::ForceTerms terms;
  terms.exchange = game.exchange[at], terms.unanswered = game.unanswered[at];
  terms.answer = game.answer_believed[at], terms.preventive = game.preventive[at], terms.attack = game.attack[at];
  terms.hope = game.hope[at], terms.deal = game.deal[at], terms.waiting = game.waiting[at];
  terms.audience = game.audience[at], terms.leash = game.leash[at], terms.restraint = game.restraint[at];
  terms.carry_on = game.carry_on[at];
  return terms;
}

}  // namespace

Force::Force(State& state, Views& views)
    : model_(state.model),
      state_(state),
      game_(state, views),
      exchange_(state, views),
      chance_at_start_(state.memory, state.model.strikes, -1),
      wants_(state.today.memory, state.model.strikes) {
  for (const StrikeOption& option : model_.strikes)
    streams_.push_back(
        {stream(option.name, "occasion for force"), stream(option.name, "shock of the decision on force")});
}

void Force::operator()(const Runs& runs) {
  exchange_.go_on(runs, usage_);
  if (!model_.scenario.mechanisms.force || model_.strikes.empty()) return;
  remember_start(runs);
  const Lanes rate = (runs[model_.scenario.force.rate] * (1.0 + deadline_pull(runs))).min(1.0);
  for (const StrikeId n : model_.strikes.ids()) {
    const Mask now = occasion(runs, n, rate) & !fighting(runs, state_) & !at_war(runs, state_) & runs.running();
    runs.in_packs(
        now, [&](const Few& few) { decide(few, n); }, &usage_);
  }
  strike_by_lot(runs);
}

void Force::remember_start(const Runs& runs) {
  if (!model_.scenario.force.quiet_start) return;
  runs.in_packs(equals(runs.day(), 1.0) & runs.running(), [&](const Few& few) {
    for (const StrikeId n : model_.strikes.ids())
      few.put(chance_at_start_[n], strike_chance(few, game_.solve(few, model_.strikes[n])));
  });
}

Lanes Force::deadline_pull(const Runs& runs) const {
  if (!model_.scenario.mechanisms.deadline) return lanes(0);
  const auto& spec = model_.scenario.calendar;
  const Lanes distance = (runs.day() - state_.deadline).abs();
  return runs[spec.deadline_pull] * exponential(-distance / runs[spec.deadline_width]);
}

Mask Force::occasion(const Runs& runs, StrikeId n, const Lanes& rate) {
  const DyadId dyad = model_.strikes[n].dyad;
  const Mask grave = on(state_.today.grave[dyad]) & !on(state_.today.explained[dyad]);
  const Mask deadline = has_come(state_.today.deadline) | equals(runs.day(), state_.deadline);
  const Mask fresh = grave | on(state_.today.breakdown);
  state_.cause[n] += (fresh | deadline).on;
  return runs.chance(streams_[n].occasion, rate) | fresh;
}

void Force::decide(const Few& few, StrikeId n) {
  const StrikeOption& option = model_.strikes[n];
  const ForceGame game = game_.solve(few, option);
  const Slice quiet = quiet_chance(few, n);
  const Slice chance = ((strike_chance(few, game) - quiet) / (1.0 - quiet).max(1e-12)).max(0.0);
  const Slice shock = few.draws().keyed(streams_[n].shock, few(state_.cause[n]));
  const SliceMask strikes = few.active() & below(shock, chance);
  few.put(wants_[n], strikes.on);
  few.tell(few.active(), [&](int at) {
    told::ForceTerms terms = terms_of(game, at);
    terms.precision = few[model_.scenario.precision.force][at];
    terms.quiet = quiet[at];
    terms.shock = shock[at];
    return told::ForceConsidered{n, option.attacker, option.target, strikes[at], chance[at], terms};
  });
}

Slice Force::strike_chance(const Few& few, const ForceGame& game) const {
  return chance_of(game.attack - game.carry_on, few[model_.scenario.precision.force]);
}

Slice Force::quiet_chance(const Few& few, StrikeId n) const {
  if (!model_.scenario.force.quiet_start) return filled<slice_width>(0);
  return select(not_yet<slice_width>(few(state_.cause[n])), few(chance_at_start_[n]), 0.0);
}

void Force::strike_by_lot(const Runs& runs) {
  Lanes willing = lanes(0);
  for (const Lanes& wants : wants_) willing += wants;
  if (!any(has_come(willing))) return;
  Lanes left = floor_of(runs.draws().uniform(lot_) * willing);  // how many of the willing stand before the one
  for (const StrikeId n : model_.strikes.ids()) {
    const Mask wants = on(wants_[n]);
    const Mask strikes = wants & equals(left, 0.0);
    left -= wants.on;
    runs.in_packs(strikes, [&](const Few& few) { exchange_.open(few, n, game_.solve(few, model_.strikes[n])); });
  }
}

}  // namespace backchannel
