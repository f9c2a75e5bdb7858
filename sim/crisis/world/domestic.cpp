#include "sim/crisis/world/domestic.hpp"

namespace backchannel {

void live(const Model& model, State& state, const Values& values) {
  const Domestic& spec = model.scenario.domestic;
  const bool strains = model.scenario.mechanisms.strain;
  Lanes lifted = lanes(0);
  if (const int r = model.agenda.relief; r >= 0) {
    const auto i = static_cast<std::size_t>(r);
    lifted = ((state.in_force[i] - state.original[i]).max(0.0) / (1.0 - state.original[i]).max(1e-12)).min(1.0);
  }
  const Mask outstanding = above(state.table.open, 0.5) & below(state.settlement, 0.5) & at_most(state.violence, 1.5);
  for (std::size_t a = 0; a < model.actors.size(); ++a) {
    const Actor& actor = *model.actors[a].spec;
    if (strains)
      state.strain[a] += values[actor.strain.adjustment] * (state.pressure[a] * (1.0 - lifted) - state.strain[a]);
    if (model.actors[a].side >= 0) {
      Lanes& commitment = state.commitment[a];
      const Mask held = above(commitment, 0.0) & outstanding;
      commitment = select(held, (commitment + values[actor.audience.growth]).min(1.0),
                          commitment * (1.0 - values[actor.audience.decay]));
    }
    state.hawk[a] -= values[spec.hawk_decay] * state.hawk[a];
  }
}

}  // namespace backchannel
