#include "sim/crisis/world/compliance.hpp"

#include "sim/crisis/state/go_between.hpp"
#include "sim/crisis/world/effects.hpp"
#include "sim/crisis/worth/settlement.hpp"

namespace backchannel {

Compliance::Compliance(State& state, Views& views) : model_(state.model), state_(state), views_(views) {
  for (const Side s : sides) {
    honours_[s] = stream(model_.at(s).id, "honour");
    tempted_[s] = stream(model_.at(s).id, "temptation");
  }
}

void Compliance::operator()(const Abreast& runs) {
  if (!model_.scenario.mechanisms.compliance) return;
  const Slice signed_day = runs(state_.signed_day);
  const SliceMask in_force = has_come(signed_day) & above(runs.day(), signed_day);
  if (!any(in_force & runs.active())) return;
  const SliceMask now = in_force & due(runs);
  SliceMask breached = SliceMask::none();
  for (const Side s : sides) breached |= honour(runs, s, in_force, now);
  if (any(breached)) betray(runs, breached);
}

SliceMask Compliance::due(const Abreast& runs) const {
  const Slice age = runs.day() - runs(state_.signed_day);
  const Slice period = runs[model_.scenario.compliance_period];
  return has_come(floor_of(age / period) - floor_of((age - 1.0) / period));
}

Slice Compliance::confidence(const Abreast& runs, Side s) const {
  if (!model_.scenario.mechanisms.trust) return filled<slice_width>(1);
  const Slice trust = guaranteed(runs, model_, logistic(runs(state_.trust[model_.party[s]])));
  const IssueId verification = model_.agenda.verification;
  if (!verification.given()) return trust;
  return trust + (1.0 - trust) * runs[model_.scenario.talks.verification_power] * runs(state_.in_force[verification]);
}

Slice Compliance::losses_to_gains(const Abreast& runs, Side s) const {
  const Slice at_signature = runs(state_.honour_ratio[s]);
  if (!model_.sweeteners_fade()) return at_signature;
  const Slice age = runs.day() - runs(state_.signed_day);
  const Slice hold = runs(state_.hold[s]) * exponential(Slice(-age / runs[model_.mediator->leverage.fade].max(1e-9)));
  const Slice inverse = select(above(at_signature, 0.0), 1.0 / at_signature.max(1e-300), unlimited) + hold;
  return select(above(inverse, 0.0), 1.0 / inverse.max(1e-300), unlimited);
}

SliceMask Compliance::honour(const Abreast& runs, Side s, const SliceMask& in_force, const SliceMask& due) {
  const CompiledActor& party = model_.at(s);
  const SliceMask tempted = in_force & runs.chance(tempted_[s], runs[party.spec->compliance.temptation]);
  if (!any((tempted | due) & runs.active())) return SliceMask::none();
  const Slice precision = runs[model_.scenario.precision.compliance];
  const Slice word = confidence(runs, s), full_ratio = losses_to_gains(runs, s), ratio = full_ratio.min(1e6);
  const Slice chance = chance_of(word - ratio, precision);
  const SliceMask breaks = tempted & !runs.chance(honours_[s], chance), keeps = due & !breaks;
  runs.raise(state_.today.acts, party.breach, breaks);
  runs.raise(state_.today.acts, party.honour, keeps);
  note_breach(runs, s, word, ratio, breaks);
  const auto terms = [&](int at) { return told::HonourTerms{word[at], full_ratio[at], precision[at], chance[at]}; };
  runs.tell(breaks, [&](int at) { return told::Breached{model_.party[s], terms(at)}; });
  runs.tell(keeps, [&](int at) { return told::Honoured{model_.party[s], terms(at)}; });
  return breaks;
}

void Compliance::note_breach(const Abreast& runs, Side s, const Slice& trust, const Slice& ratio,
                             const SliceMask& breaks) {
  const SliceMask first = breaks & not_yet(runs(state_.breach_day)) &
                          (below(runs(state_.breach_by), 0.0) | above(ratio, runs(state_.breach_ratio)));
  runs.put(state_.breach_by, code(model_.party[s]), first);
  runs.put(state_.breach_ratio, ratio, first);
  runs.put(state_.breach_trust, trust, first);
}

void Compliance::betray(const Abreast& runs, const SliceMask& breached) {
  const Slice boycott = runs.day() + boycott_of(runs, model_);
  runs.put(state_.breach_day, runs.day(), breached & not_yet(runs(state_.breach_day)));
  runs.put(state_.talks.boycott_until, boycott, breached);
  runs.add(state_.today.raises, runs[model_.scenario.tension.breach] * breached.on());
  runs.add(state_.today.score, escalation_weight(Category::non_violent) * breached.on());
  runs.raise(state_.today.breach, breached);
  return_to_status_quo(runs, state_, views_, breached);
}

}  // namespace backchannel
