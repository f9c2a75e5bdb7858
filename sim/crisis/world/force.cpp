#include "sim/crisis/world/force.hpp"

#include "sim/scenario/scenario.hpp"

namespace backchannel {

namespace {

constexpr int most_tries = 64;  // of a first shock: beyond chances of .9 something is left over
constexpr double topmost = 8;   // a normal score above all that are drawn

/// Φ(z), within 1e-7 (Abramowitz and Stegun 1964, 26.2.17).
Slice normal_share_below(const Slice& z) {
  const Slice t = 1.0 / (1.0 + 0.2316419 * z.abs());
  const Slice series =
      t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const Slice beyond = 0.3989422804014327 * exponential(-0.5 * z * z) * series;
  return select(above(z, 0.0), 1.0 - beyond, beyond);
}

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
      score_(state.memory, state.model.strikes),
      scored_on_(state.memory, state.model.strikes),
      scored_for_(state.memory, state.model.strikes, -1),
      wants_(state.today.memory, state.model.strikes),
      chosen_(state.model.strikes.size(), lanes(0)) {
  for (const StrikeOption& option : model_.strikes)
    streams_.push_back({stream(option.name, "occasion for force"),
                        stream(option.name, "shock of the decision on force"),
                        stream(option.name, "change of that shock"), stream(option.name, "occasion before the start"),
                        stream(option.name, "shock after a quiet start")});
}

void Force::operator()(const Runs& runs) {
  exchange_.go_on(runs, usage_);
  if (!model_.scenario.mechanisms.force || model_.strikes.empty()) return;
  if (model_.scenario.force.quiet_start) remember_quiet(runs);
  look_for_occasions(runs);
  for (const StrikeId n : model_.strikes.ids())
    runs.in_packs(
        Mask::of_flag(chosen_[n]), [&](const Few& few) { decide(few, n); }, &usage_);
  strike_by_lot(runs);
}

void Force::remember_quiet(const Runs& runs) {
  const Mask first_day = runs.where([](const Abreast& here) { return equals(here.day(), 1.0); });
  runs.in_packs(first_day, [&](const Few& few) {
    for (const StrikeId n : model_.strikes.ids())
      keep_score(few, n, first_score(few, n, strike_chance(few, game_.solve(few, model_.strikes[n]))));
  });
}

Slice Force::first_score(const Few& few, StrikeId n, const Slice& chance) const {
  const ForceSpec& spec = model_.scenario.force;
  const Slice none = logarithm((1.0 - few[spec.rate]).max(1e-12)) * few[spec.quiet_days].min(1e6);
  const Slice occasion = 1.0 - exponential(none);
  Slice score = few.draws().keyed_normal(streams_[n].shock, filled<slice_width>(0));
  SliceMask unseen = few.active();  // of whom a strike would have been seen
  for (int tried = 0; any(unseen); ++tried) {
    const Slice number = filled<slice_width>(tried);
    unseen &= below(few.draws().keyed(streams_[n].before, number), occasion) & below(normal_share_below(score), chance);
    if (tried == most_tries) return select(unseen, topmost, score);
    score = select(unseen, few.draws().keyed_normal(streams_[n].again, number), score);
  }
  return score;
}

void Force::keep_score(const Few& few, StrikeId n, const Slice& score) {
  few.put(score_[n], score);
  few.put(scored_on_[n], few.day());
  few.put(scored_for_[n], few(state_.cause[n]));
}

Slice Force::shock(const Few& few, StrikeId n) {
  const Slice cause = few(state_.cause[n]);
  const SliceMask fresh = !equals(cause, few(scored_for_[n]));
  Slice score = few(score_[n]);
  if (const Param memory = model_.scenario.force.memory; !model_.constant(memory, unlimited)) {
    const Slice kept = exponential(-(few.day() - few(scored_on_[n])) / few[memory].max(1e-9));
    score = kept * score + root(Slice(1.0 - kept * kept)) * few.draws().normal(streams_[n].change);
  }
  if (any(fresh)) score = select(fresh, few.draws().keyed_normal(streams_[n].shock, cause), score);
  keep_score(few, n, score);
  return normal_share_below(score);
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
  const Slice shock = this->shock(few, n);
  ForceGame game = game_.open(few, option);
  game.carry_on = game_.least_carry_on(game, option) - 1e-9;
  const SliceMask may = few.active() & below(shock, strike_chance(few, game) + 1e-9);
  if (!any(may) && !few.tells()) return;
  game_.weigh_texts(game, few, option);
  const Slice chance = strike_chance(few, game);
  const SliceMask strikes = few.active() & below(shock, chance);
  few.put(wants_[n], strikes.on());
  few.tell(few.active(), [&](int at) {
    told::ForceTerms terms = terms_of(game, at);
    terms.precision = few[model_.scenario.precision.force][at];
    terms.shock = shock[at];
    return told::ForceConsidered{n, option.attacker, option.target, strikes[at], chance[at], terms};
  });
}

Slice Force::strike_chance(const Few& few, const ForceGame& game) const {
  return chance_of(game.attack - game.carry_on, few[model_.scenario.precision.force]);
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
