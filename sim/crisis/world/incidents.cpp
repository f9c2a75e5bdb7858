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

void Incidents::operator()(const Runs& runs) {
  if (!model_.scenario.mechanisms.incidents) return;
  for (const DyadId d : model_.dyads.ids()) clash(runs, d);
}

Lanes Incidents::rate(const Runs& runs, DyadId d) const {
  const CompiledDyad& dyad = model_.dyads[d];
  const IncidentSpec& spec = dyad.spec->incidents;
  const Lanes ready = state_.posture[dyad.actor[End::one]].max(0.0) + state_.posture[dyad.actor[End::two]].max(0.0);
  const Lanes exposure =
      1.0 + (runs[spec.exposure] - 1.0) * saturation(ready, runs[model_.scenario.tension.posture_scale]);
  return (1.0 - state_.calm) * runs[spec.base] * exposure + excitation_[d];
}

void Incidents::clash(const Runs& runs, DyadId d) {
  const CompiledDyad& dyad = model_.dyads[d];
  const IncidentSpec& spec = dyad.spec->incidents;
  const Lanes number = runs.draws().poisson(streams_[d].number, rate(runs, d));
  excitation_[d] = (1.0 - runs[spec.decay]) * excitation_[d] + runs[spec.branching] * runs[spec.decay] * number;
  const Lanes none_grave = power(1.0 - runs[spec.grave_share], number);
  const Mask grave = runs.chance(streams_[d].gravity, 1.0 - none_grave);
  feel(runs, d, number, grave);
  runs.tell(has_come(number), [&](int at) {
    return told::Clashed{d, dyad.actor[End::one], dyad.actor[End::two], static_cast<int>(number[at]), grave[at]};
  });
  explain(runs, d, grave);
}

void Incidents::explain(const Runs& runs, DyadId d, const Mask& grave) {
  if (!model_.brings(&Mediator::incident_channel)) return;
  const Mask explained =
      grave & runs.chance(streams_[d].explanation, brought(runs, model_, &Mediator::incident_channel));
  runs.raise(state_.today.explained[d], explained);
  runs.tell(explained, told::Explained{d});
}

void Incidents::feel(const Runs& runs, DyadId d, const Lanes& number, const Mask& grave) {
  const CompiledDyad& dyad = model_.dyads[d];
  const IncidentSpec& spec = dyad.spec->incidents;
  Today& today = state_.today;
  const Mask some = has_come(number);
  const Lanes minor = number - grave.on;
  today.raises += runs[spec.tension_minor] * minor + runs[spec.tension_grave] * grave.on;
  today.score += escalation_weight(Category::non_violent) * minor + escalation_weight(Category::violent) * grave.on;
  today.grave[d] = grave.on;
  runs.raise(today.incident, some);
  for (const End end : ends) {
    runs.raise(today.acts[dyad.minor[end]], some & !grave);
    runs.raise(today.acts[dyad.grave[end]], grave);
    today.hostility[dyad.actor[end]] += 0.5 * some.on + grave.on;
  }
  state_.incident_count += number;
  state_.grave_count += grave.on;
}

}  // namespace backchannel
