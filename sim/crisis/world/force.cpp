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
      wants_(state.today.memory, state.model.strikes),
      chosen_(state.model.strikes.size(), lanes(0)) {
  for (const StrikeOption& option : model_.strikes)
    streams_.push_back(
        {stream(option.name, "occasion for force"), stream(option.name, "shock of the decision on force")});
}

void Force::operator()(const Runs& runs) {
  exchange_.go_on(runs, usage_);
  if (!model_.scenario.mechanisms.force || model_.strikes.empty()) return;
  remember_start(runs);
  look_for_occasions(runs);
  for (const StrikeId n : model_.strikes.ids())
    runs.in_packs(
        Mask::of_flag(chosen_[n]), [&](const Few& few) { decide(few, n); }, &usage_);
  strike_by_lot(runs);
}

void Force::remember_start(const Runs& runs) {
  if (!model_.scenario.force.quiet_start) return;
  const Mask first_day = runs.where([](const Abreast& here) { return equals(here.day(), 1.0); });
  runs.in_packs(first_day, [&](const Few& few) {
    for (const StrikeId n : model_.strikes.ids())
      few.put(chance_at_start_[n], strike_chance(few, game_.solve(few, model_.strikes[n])));
  });
}

void Force::look_for_occasions(const Runs& runs) {
  for (Lanes& chosen : chosen_) chosen.setZero();
  runs.each([&](const Abreast& here) {
    const Moment today{(here[model_.scenario.force.rate] * (1.0 + deadline_pull(here))).min(1.0),
                       has_come(here(state_.today.deadline)) | equals(here.day(), here(state_.deadline)),
                       on(here(state_.today.breakdown)) | on(here(state_.today.breach))};
    const SliceMask free = here.active() & !fighting(here, state_) & !at_war(here, state_);
    for (const StrikeId n : model_.strikes.ids()) here.put(chosen_[n], (occasion(here, n, today) & free).on());
  });
}

Slice Force::deadline_pull(const Abreast& runs) const {
  if (!model_.scenario.mechanisms.deadline) return filled<slice_width>(0);
  const auto& spec = model_.scenario.calendar;
  const Slice distance = (runs.day() - runs(state_.deadline)).abs();
  return runs[spec.deadline_pull] * exponential(-distance / runs[spec.deadline_width]);
}

SliceMask Force::occasion(const Abreast& runs, StrikeId n, const Moment& today) {
  const DyadId dyad = model_.strikes[n].dyad;
  const SliceMask grave = on(runs(state_.today.grave[dyad])) & !on(runs(state_.today.explained[dyad]));
  const SliceMask fresh = grave | today.fresh;
  runs.add(state_.cause[n], (fresh | today.deadline).on());
  return runs.chance(streams_[n].occasion, today.rate) | fresh;
}

void Force::decide(const Few& few, StrikeId n) {
  const StrikeOption& option = model_.strikes[n];
  const Slice shock = few.draws().keyed(streams_[n].shock, few(state_.cause[n])), quiet = quiet_chance(few, n);
  ForceGame game = game_.open(few, option);
  game.carry_on = game_.least_carry_on(game, option) - 1e-9;
  const SliceMask may = few.active() & below(shock, chance_above(quiet, strike_chance(few, game) + 1e-9));
  if (!any(may) && !few.tells()) return;
  game_.weigh_texts(game, few, option);
  const Slice chance = chance_above(quiet, strike_chance(few, game));
  const SliceMask strikes = few.active() & below(shock, chance);
  few.put(wants_[n], strikes.on());
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

Slice Force::chance_above(const Slice& quiet, const Slice& chance) {
  return ((chance - quiet) / (1.0 - quiet).max(1e-12)).max(0.0);
}

Slice Force::quiet_chance(const Few& few, StrikeId n) const {
  if (!model_.scenario.force.quiet_start) return filled<slice_width>(0);
  return select(not_yet(few(state_.cause[n])), few(chance_at_start_[n]), 0.0);
}

void Force::strike_by_lot(const Runs& runs) {
  const Mask somebody = runs.where([&](const Abreast& here) {
    Slice willing = filled<slice_width>(0);
    for (const Lanes& wants : wants_) willing += here(wants);
    if (any(has_come(willing))) cast(here, willing);
    return has_come(willing);
  });
  if (!any(somebody)) return;
  for (const StrikeId n : model_.strikes.ids())
    runs.in_packs(somebody & Mask::of_flag(chosen_[n]),
                  [&](const Few& few) { exchange_.open(few, n, game_.open(few, model_.strikes[n])); });
}

void Force::cast(const Abreast& runs, const Slice& willing) {
  Slice left = floor_of(runs.draws().uniform(lot_) * willing);  // how many of the willing stand before the one
  for (const StrikeId n : model_.strikes.ids()) {
    const SliceMask wants = on(runs(wants_[n]));
    runs.put(chosen_[n], (wants & equals(left, 0.0)).on());
    left -= wants.on();
  }
}

}  // namespace backchannel
