#include "sim/crisis/worth/war_cost.hpp"

#include "sim/crisis/state/runs.hpp"
#include "sim/crisis/state/state.hpp"
#include "sim/scenario/keys/actor.hpp"

namespace backchannel {

Slice prior_share_below(const CostBelief& belief, const Slice& cost) {
  Slice sum = filled<slice_width>(0);
  for (std::size_t n = 0; n + 1 < belief.quantile.size(); ++n) {
    const double width = belief.quantile[n + 1] - belief.quantile[n];
    if (width > 0)
      sum += ((cost - belief.quantile[n]) / width).max(0.0).min(1.0);
    else
      sum += at_least(cost, belief.quantile[n]).on();
  }
  return sum / static_cast<double>(belief.quantile.size() - 1);
}

Slice believed_share_below(const CostBelief& belief, const Slice& resolve, const Slice& cost) {
  const Slice low = logistic(resolve);
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
