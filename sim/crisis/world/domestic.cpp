#include "sim/crisis/world/domestic.hpp"

#include "sim/crisis/state/situation.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

void Domestic::begin(const Few& few) {
  for (const ActorId a : model_.actors.ids()) {
    const Actor& spec = *model_.actors[a].spec;
    few.put(state_.strain[a], few[spec.strain.start]);
    few.put(state_.pressure[a], few[spec.strain.pressure]);
    if (model_.actors[a].side) few.put(state_.commitment[a], few[spec.audience.start]);
  }
}

void Domestic::operator()(const Abreast& runs) {
  const Slice hawk_decay = runs[model_.scenario.domestic.hawk_decay];
  const Slice lifted = relief_in_force(runs, state_);
  const SliceMask outstanding =
      talks_open(runs, state_) & !text_in_force(runs, state_) & !has_seen(runs, state_, Violence::strike);
  for (const ActorId a : model_.actors.ids()) {
    const Actor& spec = *model_.actors[a].spec;
    if (model_.scenario.mechanisms.strain) {
      const Slice strain = runs(state_.strain[a]);
      runs.put(state_.strain[a],
               strain + runs[spec.strain.adjustment] * (runs(state_.pressure[a]) * (1.0 - lifted) - strain));
    }
    if (model_.actors[a].side) {
      const Slice commitment = runs(state_.commitment[a]);
      const SliceMask held = above(commitment, 0.0) & outstanding;
      runs.put(state_.commitment[a], select(held, (commitment + runs[spec.audience.growth]).min(1.0),
                                            commitment * (1.0 - runs[spec.audience.decay])));
    }
    const Slice hawk = runs(state_.hawk[a]);
    runs.put(state_.hawk[a], hawk - hawk_decay * hawk);
  }
}

}  // namespace backchannel
