#include "sim/crisis/world/domestic.hpp"

#include "sim/crisis/state/situation.hpp"

namespace backchannel {

void Domestic::begin(const Few& few) {
  for (const ActorId a : model_.actors.ids()) {
    const Actor& spec = *model_.actors[a].spec;
    few.put(state_.strain[a], few[spec.strain.start]);
    few.put(state_.pressure[a], few[spec.strain.pressure]);
    if (model_.actors[a].side) few.put(state_.commitment[a], few[spec.audience.start]);
  }
}

void Domestic::operator()(const Runs& runs) {
  const Lanes& hawk_decay = runs[model_.scenario.domestic.hawk_decay];
  const Lanes lifted = relief_in_force(runs, state_);
  const Mask outstanding =
      talks_open(runs, state_) & !text_in_force(runs, state_) & !has_seen(runs, state_, Violence::strike);
  for (const ActorId a : model_.actors.ids()) {
    const Actor& spec = *model_.actors[a].spec;
    if (model_.scenario.mechanisms.strain)
      state_.strain[a] += runs[spec.strain.adjustment] * (state_.pressure[a] * (1.0 - lifted) - state_.strain[a]);
    if (model_.actors[a].side) {
      Lanes& commitment = state_.commitment[a];
      const Mask held = above(commitment, 0.0) & outstanding;
      commitment = select(held, (commitment + runs[spec.audience.growth]).min(1.0),
                          commitment * (1.0 - runs[spec.audience.decay]));
    }
    state_.hawk[a] -= hawk_decay * state_.hawk[a];
  }
}

}  // namespace backchannel
