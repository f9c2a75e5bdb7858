#include "sim/crisis/world/incidents.hpp"

#include "sim/crisis/world/effects.hpp"
#include "sim/crisis/world/posture.hpp"

namespace backchannel {

namespace {

void feel(const CompiledDyad& dyad, State& state, const Values& values, const Lanes& number, const Mask& grave) {
  Today& today = state.today;
  const IncidentSpec& spec = dyad.spec->incidents;
  const Mask some = above(number, 0.5);
  const Lanes minor = number - grave.on;
  today.raises += values[spec.tension_minor] * minor + values[spec.tension_grave] * grave.on;
  today.score += escalation_weight(Category::non_violent) * minor + escalation_weight(Category::violent) * grave.on;
  today.incident = today.incident.max(some.on);
  for (std::size_t side = 0; side < 2; ++side) {
    Lanes& small = today.acts[static_cast<std::size_t>(dyad.minor[side])];
    Lanes& large = today.acts[static_cast<std::size_t>(dyad.grave[side])];
    small = small.max((some & !grave).on);
    large = large.max(grave.on);
    today.hostility[static_cast<std::size_t>(dyad.actor[side])] += 0.5 * some.on + grave.on;
  }
}

}  // namespace

void clash(const Model& model, State& state, const Values& values, const Draws& draws) {
  if (!model.scenario.mechanisms.incidents) return;
  for (std::size_t d = 0; d < model.dyads.size(); ++d) {
    const CompiledDyad& dyad = model.dyads[d];
    const IncidentSpec& spec = dyad.spec->incidents;
    const Lanes ready = state.posture[static_cast<std::size_t>(dyad.actor[0])].max(0.0) +
                        state.posture[static_cast<std::size_t>(dyad.actor[1])].max(0.0);
    const Lanes exposure =
        1.0 + (values[spec.exposure] - 1.0) * saturation(ready, values[model.scenario.tension.posture_scale]);
    Lanes& excitation = state.excitation[d];
    const Lanes rate = (1.0 - state.calm) * values[spec.base] * exposure + excitation;
    const Lanes number = draws.poisson(dyad.count, rate);
    excitation = (1.0 - values[spec.decay]) * excitation + values[spec.branching] * values[spec.decay] * number;
    const Lanes none_grave = power(Lanes(1.0 - values[spec.grave_share]), number);
    const Mask grave = draws.chance(dyad.severity, Lanes(1.0 - none_grave));
    state.today.grave[d] = grave.on;
    feel(dyad, state, values, number, grave);
    state.incident_count += number;
    state.grave_count += grave.on;
    if (state.story != nullptr && number[state.story->lane] > 0)
      state.story->entries.push_back({static_cast<int>(state.day[state.story->lane]),
                                      Told::incident,
                                      dyad.actor[0],
                                      dyad.actor[1],
                                      static_cast<int>(d),
                                      number[state.story->lane],
                                      grave.on[state.story->lane],
                                      {}});
  }
}

}  // namespace backchannel
