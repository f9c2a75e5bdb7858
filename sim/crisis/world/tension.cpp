#include "sim/crisis/world/tension.hpp"

#include "sim/crisis/world/posture.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

void Tension::begin(const Few& few) { few.put(state_.tension, few[state_.model.scenario.tension.start]); }

void Tension::operator()(const Abreast& runs) {
  if (!state_.model.scenario.mechanisms.tension) return;
  const TensionSpec& spec = state_.model.scenario.tension;
  Slice ready = filled<slice_width>(0);
  for (const Lanes& m : state_.posture) ready += runs(m).max(0.0);
  std::array<Slice, 3> e{-ready / runs[spec.posture_scale], -runs(state_.today.raises), -runs(state_.today.reliefs)};
  exponentials(e);
  const Slice floor = runs[spec.floor] * (1.0 - e[0]);
  Slice tension = runs(state_.tension);
  tension += runs[spec.decay] * (floor - tension);
  tension = 1.0 - (1.0 - tension) * e[1];
  tension *= e[2];
  runs.put(state_.tension, tension);
  if (state_.model.stirred())
    runs.put(state_.tension_stirred,
             (1.0 - runs[spec.decay]) * runs(state_.tension_stirred) + runs(state_.today.raises_stirred));
}

}  // namespace backchannel
