#include "sim/crisis/world/incidents.hpp"

#include "sim/crisis/state/go_between.hpp"
#include "sim/crisis/state/situation.hpp"
#include "sim/crisis/world/effects.hpp"
#include "sim/crisis/world/posture.hpp"

namespace backchannel {

Incidents::Incidents(State& state) : model_(state.model), state_(state), excitation_(state.memory, state.model.dyads) {
  for (const CompiledDyad& dyad : model_.dyads)
    streams_.push_back({stream(dyad.id, "number of incidents"), stream(dyad.id, "gravity of incidents"),
                        stream(dyad.id, "explanation of an incident")});
}

void Incidents::begin(const Few& few) {
  for (const DyadId d : model_.dyads.ids()) {
    const IncidentSpec& spec = model_.dyads[d].spec->incidents;
    few.put(excitation_[d], few[spec.branching] * few[spec.decay] * few[spec.recent]);
  }
}

void Incidents::operator()(const Abreast& runs) {
  if (!model_.scenario.mechanisms.incidents) return;
  for (const DyadId d : model_.dyads.ids()) clash(runs, d);
}

Slice Incidents::rate(const Abreast& runs, DyadId d) const {
  const CompiledDyad& dyad = model_.dyads[d];
  const IncidentSpec& spec = dyad.spec->incidents;
  const Slice ready =
      runs(state_.posture[dyad.actor[End::one]]).max(0.0) + runs(state_.posture[dyad.actor[End::two]]).max(0.0);
  const Slice exposure =
      1.0 + (runs[spec.exposure] - 1.0) * saturation(ready, runs[model_.scenario.tension.posture_scale]);
  return (1.0 - runs(state_.calm)) * runs[spec.base] * exposure + runs(excitation_[d]);
}

void Incidents::clash(const Abreast& runs, DyadId d) {
  const CompiledDyad& dyad = model_.dyads[d];
  const IncidentSpec& spec = dyad.spec->incidents;
  const Slice number = runs.draws().poisson(streams_[d].number, rate(runs, d));
  const Slice decay = runs[spec.decay];
  runs.put(excitation_[d], (1.0 - decay) * runs(excitation_[d]) + runs[spec.branching] * decay * number);
  if (!any(has_come(number))) return;
  const Slice none_grave = power(1.0 - runs[spec.grave_share], number);
  const SliceMask grave = runs.chance(streams_[d].gravity, 1.0 - none_grave);
  feel(runs, d, number, grave);
  runs.tell(has_come(number), [&](int at) {
    return told::Clashed{d, dyad.actor[End::one], dyad.actor[End::two], static_cast<int>(number[at]), grave[at]};
  });
  explain(runs, d, grave);
}

void Incidents::explain(const Abreast& runs, DyadId d, const SliceMask& grave) {
  if (!model_.brings(&Mediator::incident_channel) || !any(grave)) return;
  const SliceMask explained =
      grave & runs.chance(streams_[d].explanation, brought(runs, model_, &Mediator::incident_channel));
  runs.raise(state_.today.explained[d], explained);
  runs.tell(explained, told::Explained{d});
}

void Incidents::feel(const Abreast& runs, DyadId d, const Slice& number, const SliceMask& grave) {
  const CompiledDyad& dyad = model_.dyads[d];
  const IncidentSpec& spec = dyad.spec->incidents;
  Today& today = state_.today;
  const SliceMask some = has_come(number);
  const Slice minor = number - grave.on();
  const Slice raises = runs[spec.tension_minor] * minor + runs[spec.tension_grave] * grave.on();
  runs.add(today.raises, raises);
  if (dyad.stirs) runs.add(today.raises_stirred, raises);
  runs.add(today.score,
           escalation_weight(Category::non_violent) * minor + escalation_weight(Category::violent) * grave.on());
  runs.put(today.grave[d], grave.on());
  runs.raise(today.incident, some);
  for (const End end : ends) {
    runs.raise(today.acts, dyad.minor[end], some & !grave);
    runs.raise(today.acts, dyad.grave[end], grave);
    runs.add(today.hostility[dyad.actor[end]], 0.5 * some.on() + grave.on());
  }
  runs.add(state_.incident_count, number);
  runs.add(state_.grave_count, grave.on());
}

}  // namespace backchannel
