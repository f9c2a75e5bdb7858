#include "sim/crisis/world/compliance.hpp"

#include "sim/crisis/world/effects.hpp"

namespace backchannel {

namespace {

void tell(const State& state, Told told, int who, const Mask& mask) {
  if (state.story != nullptr && mask[state.story->lane])
    state.story->entries.push_back({static_cast<int>(state.day[state.story->lane]), told, who, -1, -1, 0, 0, {}});
}

/// q_ij of the text in force: trust, and what verification adds to it.
Lanes believed_word(const Model& model, const State& state, const Values& values, std::size_t actor) {
  if (!model.scenario.mechanisms.trust) return lanes(1);
  const Lanes trust = logistic(state.trust[actor]);
  const int v = model.agenda.verification;
  if (v < 0) return trust;
  return trust +
         (1.0 - trust) * values[model.scenario.talks.verification_power] * state.in_force[static_cast<std::size_t>(v)];
}

void book_breach(const Model& model, State& state, const Values& values, const Mask& breached) {
  state.breach_day = select(breached & below(state.breach_day, 0.5), state.day, state.breach_day);
  state.table.boycott_until =
      select(breached, state.day + values[model.scenario.calendar.boycott], state.table.boycott_until);
  state.today.raises += values[model.scenario.tension.breach] * breached.on;
  state.today.score += escalation_weight(Category::non_violent) * breached.on;
}

}  // namespace

void return_to_status_quo(const Model& model, State& state, const Values& values, const Mask& where) {
  const Mask fell = where & above(state.settlement, 0.5);
  for (std::size_t k = 0; k < state.in_force.size(); ++k)
    state.in_force[k] = select(where, state.original[k], state.in_force[k]);
  for (Lanes* x : {&state.calm, &state.settlement, &state.signed_day, &state.pending}) *x = select(where, 0.0, *x);
  for (std::size_t s = 0; s < 2; ++s) {
    const Actor& party = *model.actors[static_cast<std::size_t>(model.party[s])].spec;
    state.table.hope[s] = select(fell, values[party.ripeness.least_hope], state.table.hope[s]);
  }
  state.hope = select(fell, state.table.hope[0].min(state.table.hope[1]), state.hope);
}

Lanes honour_chance(const Lanes& trust, const Lanes& ratio, const Lanes& precision) {
  return chance_of(Lanes(trust - ratio.min(1e6)), precision);
}

void honour_or_breach(const Model& model, State& state, const Values& values, const Draws& draws) {
  if (!model.scenario.mechanisms.compliance) return;
  const Lanes age = state.day - state.signed_day;
  const Lanes& period = values[model.scenario.compliance_period];
  const Lanes periods = floor_of(Lanes(age / period)) - floor_of(Lanes((age - 1.0) / period));
  const Mask due = above(state.signed_day, 0.5) & above(age, 0.5) & above(periods, 0.5);
  if (!any(due)) return;
  Mask broken = Mask::none();
  for (std::size_t s = 0; s < 2; ++s) {
    const auto actor = static_cast<std::size_t>(model.party[s]);
    const CompiledActor& self = model.actors[actor];
    const Lanes trust = believed_word(model, state, values, actor);
    const Lanes chance = honour_chance(trust, state.honour_ratio[s], values[model.scenario.precision.compliance]);
    const Mask honours = draws.chance(self.honour, chance);
    const Mask breaches = due & !honours;
    broken |= breaches;
    Lanes& breach = state.today.acts[static_cast<std::size_t>(self.breach_channel)];
    Lanes& kept = state.today.acts[static_cast<std::size_t>(self.honour_channel)];
    breach = breach.max(breaches.on);
    kept = kept.max((due & honours).on);
    tell(state, Told::breach, model.party[s], breaches);
    tell(state, Told::honoured, model.party[s], due & honours);
  }
  book_breach(model, state, values, broken);
  return_to_status_quo(model, state, values, broken);
}

}  // namespace backchannel
