#include "sim/crisis/world/tension.hpp"

#include "sim/crisis/world/posture.hpp"

namespace backchannel {

void Tension::begin(const Few& few) { few.put(state_.tension, few[state_.model.scenario.tension.start]); }

void Tension::operator()(const Runs& runs) {
  if (!state_.model.scenario.mechanisms.tension) return;
  const TensionSpec& spec = state_.model.scenario.tension;
  Lanes ready = lanes(0);
  for (const Lanes& m : state_.posture) ready += m.max(0.0);
  const Lanes floor = runs[spec.floor] * saturation(ready, runs[spec.posture_scale]);
  Lanes& tension = state_.tension;
  tension += runs[spec.decay] * (floor - tension);
  tension = 1.0 - (1.0 - tension) * exponential(-state_.today.raises);
  tension *= exponential(-state_.today.reliefs);
}

}  // namespace backchannel
