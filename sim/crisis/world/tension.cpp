#include "sim/crisis/world/tension.hpp"

#include "sim/crisis/world/posture.hpp"

namespace backchannel {

void Tension::begin(const Few& few) { few.put(state_.tension, few[state_.model.scenario.tension.start]); }

void Tension::operator()(const Abreast& runs) {
  if (!state_.model.scenario.mechanisms.tension) return;
  const TensionSpec& spec = state_.model.scenario.tension;
  Slice ready = filled<slice_width>(0);
  for (const Lanes& m : state_.posture) ready += runs(m).max(0.0);
  const Slice floor = runs[spec.floor] * saturation(ready, runs[spec.posture_scale]);
  Slice tension = runs(state_.tension);
  tension += runs[spec.decay] * (floor - tension);
  tension = 1.0 - (1.0 - tension) * exponential(-runs(state_.today.raises));
  tension *= exponential(-runs(state_.today.reliefs));
  runs.put(state_.tension, tension);
}

}  // namespace backchannel
