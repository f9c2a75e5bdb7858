#include "sim/crisis/world/compliance.hpp"

#include "sim/crisis/world/effects.hpp"
#include "sim/crisis/worth/settlement.hpp"

namespace backchannel {

Compliance::Compliance(State& state, Views& views) : model_(state.model), state_(state), views_(views) {
  for (const Side s : sides) honours_[s] = stream(model_.at(s).id, "honour");
}

void Compliance::operator()(const Abreast& runs) {
  if (!model_.scenario.mechanisms.compliance) return;
  const SliceMask now = due(runs);
  if (!any(now)) return;
  SliceMask breached = SliceMask::none();
  for (const Side s : sides) breached |= honour(runs, s, now);
  if (any(breached)) betray(runs, breached);
}

SliceMask Compliance::due(const Abreast& runs) const {
  const Slice signed_day = runs(state_.signed_day);
  const Slice age = runs.day() - signed_day;
  const Slice period = runs[model_.scenario.compliance_period];
  const Slice periods = floor_of(age / period) - floor_of((age - 1.0) / period);
  return has_come(signed_day) & has_come(age) & has_come(periods);
}

Slice Compliance::confidence(const Abreast& runs, Side s) const {
  if (!model_.scenario.mechanisms.trust) return filled<slice_width>(1);
  const Slice trust = logistic(runs(state_.trust[model_.party[s]]));
  const IssueId verification = model_.agenda.verification;
  if (!verification.given()) return trust;
  return trust + (1.0 - trust) * runs[model_.scenario.talks.verification_power] * runs(state_.in_force[verification]);
}

SliceMask Compliance::honour(const Abreast& runs, Side s, const SliceMask& due) {
  const CompiledActor& party = model_.at(s);
  const Slice precision = runs[model_.scenario.precision.compliance];
  const Slice word = confidence(runs, s), full_ratio = runs(state_.honour_ratio[s]), ratio = full_ratio.min(1e6);
  const Slice chance = chance_of(word - ratio, precision);
  const SliceMask honours = runs.chance(honours_[s], chance);
  const SliceMask breaks = due & !honours, keeps = due & honours;
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
  const Slice boycott = runs.day() + runs[model_.scenario.calendar.boycott];
  runs.put(state_.breach_day, runs.day(), breached & not_yet(runs(state_.breach_day)));
  runs.put(state_.talks.boycott_until, boycott, breached);
  runs.add(state_.today.raises, runs[model_.scenario.tension.breach] * breached.on());
  runs.add(state_.today.score, escalation_weight(Category::non_violent) * breached.on());
  return_to_status_quo(runs, state_, views_, breached);
}

}  // namespace backchannel
