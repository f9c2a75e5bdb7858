#include "sim/crisis/world/compliance.hpp"

#include "sim/crisis/state/go_between.hpp"
#include "sim/crisis/state/settlement.hpp"
#include "sim/crisis/world/effects.hpp"

namespace backchannel {

Compliance::Compliance(State& state) : model_(state.model), state_(state) {
  for (const Side s : sides) honours_[s] = stream(model_.at(s).id, "honour");
}

void Compliance::operator()(const Runs& runs) {
  if (!model_.scenario.mechanisms.compliance) return;
  const Mask now = due(runs);
  if (!any(now)) return;
  Mask breached = Mask::none();
  for (const Side s : sides) breached |= honour(runs, s, now);
  betray(runs, breached);
}

Mask Compliance::due(const Runs& runs) const {
  const Lanes age = runs.day() - state_.signed_day;
  const Lanes& period = runs[model_.scenario.compliance_period];
  const Lanes periods = floor_of(age / period) - floor_of((age - 1.0) / period);
  return has_come(state_.signed_day) & has_come(age) & has_come(periods);
}

Lanes Compliance::confidence(const Runs& runs, Side s) const {
  if (!model_.scenario.mechanisms.trust) return lanes(1);
  const Lanes trust = guaranteed(runs, model_, Lanes(logistic(state_.trust[model_.party[s]])));
  const IssueId verification = model_.agenda.verification;
  if (!verification.given()) return trust;
  return trust + (1.0 - trust) * runs[model_.scenario.talks.verification_power] * state_.in_force[verification];
}

Lanes Compliance::losses_to_gains(const Runs& runs, Side s) const {
  const Lanes& at_signature = state_.honour_ratio[s];
  if (!model_.sweeteners_fade()) return at_signature;
  const Lanes age = runs.day() - state_.signed_day;
  const Lanes hold = state_.hold[s] * exponential(-age / runs[model_.mediator->leverage.fade].max(1e-9));
  const Lanes inverse = select(above(at_signature, 0.0), 1.0 / at_signature.max(1e-300), unlimited) + hold;
  return select(above(inverse, 0.0), 1.0 / inverse.max(1e-300), unlimited);
}

Mask Compliance::honour(const Runs& runs, Side s, const Mask& due) {
  const CompiledActor& party = model_.at(s);
  const Lanes& precision = runs[model_.scenario.precision.compliance];
  const Lanes word = confidence(runs, s), gauged = losses_to_gains(runs, s), ratio = gauged.min(1e6);
  const Lanes chance = chance_of(word - ratio, precision);
  const Mask honours = runs.chance(honours_[s], chance);
  const Mask breaks = due & !honours, keeps = due & honours;
  runs.raise(state_.today.acts[party.breach], breaks);
  runs.raise(state_.today.acts[party.honour], keeps);
  note_breach(runs, s, word, ratio, breaks);
  const auto terms = [&](int lane) {
    return told::HonourTerms{word[lane], gauged[lane], precision[lane], chance[lane]};
  };
  runs.tell(breaks, [&](int lane) { return told::Breached{model_.party[s], terms(lane)}; });
  runs.tell(keeps, [&](int lane) { return told::Honoured{model_.party[s], terms(lane)}; });
  return breaks;
}

void Compliance::note_breach(const Runs& runs, Side s, const Lanes& trust, const Lanes& ratio, const Mask& breaks) {
  const Mask first =
      breaks & not_yet(state_.breach_day) & (below(state_.breach_by, 0.0) | above(ratio, Lanes(state_.breach_ratio)));
  runs.put(state_.breach_by, lanes(code(model_.party[s])), first);
  runs.put(state_.breach_ratio, ratio, first);
  runs.put(state_.breach_trust, trust, first);
}

void Compliance::betray(const Runs& runs, const Mask& breached) {
  const Lanes boycott = runs.day() + boycott_of(runs, model_);
  runs.put(state_.breach_day, runs.day(), breached & not_yet(state_.breach_day));
  runs.put(state_.talks.boycott_until, boycott, breached);
  state_.today.raises += runs[model_.scenario.tension.breach] * breached.on;
  state_.today.score += escalation_weight(Category::non_violent) * breached.on;
  return_to_status_quo(runs, state_, breached);
}

}  // namespace backchannel
