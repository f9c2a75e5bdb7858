#include "sim/crisis/worth/war_cost.hpp"

#include "sim/crisis/state/runs.hpp"
#include "sim/crisis/state/state.hpp"
#include "sim/scenario/keys/actor.hpp"

namespace backchannel {

Slice prior_share_below(const CostBelief& belief, const Slice& cost) {
  const double* quantile = belief.quantile.data();
  const auto steps = static_cast<double>(belief.quantile.size() - 1);
  Slice below = 0.0;  // the last quantile that is no higher
  for (double step = 0.5 * steps; step >= 1; step *= 0.5) {
    const Slice further = below + step;
    below = select(at_least(cost, looked_up(quantile, further)), further, below);
  }
  const Slice from = looked_up(quantile, below), to = looked_up(quantile, below + 1.0);
  const Slice within = ((cost - from) / (to - from)).max(0.0);
  return (below + select(at_least(cost, to), 1.0, within)) / steps;
}

Slice believed_share_below(const CostBelief& belief, const Slice& low, const Slice& cost) {
  const Slice share = prior_share_below(belief, cost);
  return low * (2.0 * share).min(1.0) + (1.0 - low) * (2.0 * share - 1.0).max(0.0);
}

Slice believed_cost(const Few& few, const State& state, ActorId believer, ActorId about) {
  const Model& model = state.model;
  const Param cost = model.actors[about].spec->war.cost;
  if (!model.loaded.parameters[cost].is_private) return few[cost];
  // Acts taught it about its adversary only; of anybody else it knows the prior.
  const CostBelief& belief = model.actors[about].cost;
  const Slice resolved =
      model.actors[believer].adversary == about ? logistic(few(state.resolve[believer])) : filled<slice_width>(0.5);
  return resolved * belief.mean_low + (1.0 - resolved) * belief.mean_high;
}

}  // namespace backchannel
