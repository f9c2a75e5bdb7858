#include "sim/crisis/world/ceasefire.hpp"

#include "sim/crisis/state/go_between.hpp"
#include "sim/crisis/world/beliefs.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

namespace {

/// ln σ(x), without overflow.
Slice log_logistic(const Slice& x) { return x.min(0.0) - logarithm(1.0 + exponential(-x.abs())); }

}  // namespace

void Ceasefire::wear_down(const Few& few, ActorId actor, const SliceMask& where) {
  const Param toll = model_.actors[actor].spec->strain.fighting;
  if (model_.constant(toll, 0) || !model_.scenario.mechanisms.strain) return;
  few.put(state_.strain[actor], (few(state_.strain[actor]) + few[toll]).min(1.0), where);
}

void Ceasefire::teach(const Few& few, ActorId actor, const Slice& resolve, const SliceMask& stops,
                      const SliceMask& where) {
  const ForceSpec& spec = model_.scenario.force;
  const Param cost = model_.actors[actor].spec->war.cost;
  if (model_.constant(spec.learning, 0) || !model_.scenario.mechanisms.resolve) return;
  if (!model_.loaded.parameters[cost].is_private) return;
  const CostBelief& belief = model_.actors[actor].cost;
  const Slice stake = few[spec.stake], paid = few[cost];
  const Slice low = resolve + stake * (paid - belief.mean_low), high = resolve + stake * (paid - belief.mean_high);
  const Slice evidence =
      select(stops, log_logistic(-low) - log_logistic(-high), log_logistic(low) - log_logistic(high));
  for (const ActorId learner : model_.actors.ids())
    if (model_.actors[learner].adversary == actor)
      learn_resolve(few, state_, learner, few[spec.learning] * evidence, where);
}

Slice Ceasefire::ready(const Few& few, ActorId actor) {
  if (!model_.actors[actor].side) return filled<slice_width>(1);
  const Outlook& view = views_.look_ahead(few, actor);
  const Ripeness& spec = model_.actors[actor].spec->ripeness;
  const Slice hurt = view.preferences.worth_now - view.no_deal;
  return chance_of(Slice(hurt - few[spec.hurt_threshold]), few[spec.slope]);
}

SliceMask Ceasefire::agreed(const Few& few, const CompiledDyad& dyad, const SliceMask& where) {
  const ForceSpec& spec = model_.scenario.force;
  const bool presses = !model_.constant(spec.host_presses, 0);
  if (model_.constant(spec.ceasefire, 0) && !model_.brings(&Mediator::ceasefire) && !presses) return SliceMask::none();
  const ActorId one = dyad.actor[End::one], two = dyad.actor[End::two];
  const Slice ready_one = ready(few, one), ready_two = ready(few, two), both = ready_one * ready_two;
  const Slice alone = few[spec.ceasefire], mediated = brought(few, model_, &Mediator::ceasefire);
  const Slice brokered = either(alone, mediated), hosts = few(state_.hosts_hit);
  const Slice pressed = presses ? either(brokered, 1.0 - power(Slice(1.0 - few[spec.host_presses]), hosts)) : brokered;
  const Slice shock = few.draws().uniform(ceases_), chance = both * pressed;
  const SliceMask ceased = where & below(shock, chance);
  few.tell(where, [&](int at) {
    return told::TruceWeighed{one,
                              two,
                              static_cast<bool>(ceased[at]),
                              {ready_one[at], ready_two[at], alone[at], mediated[at], few[spec.host_presses][at],
                               hosts[at], chance[at], shock[at]}};
  });
  few.tell(ceased, [&](int at) {
    using told::Truce;
    const double share = shock[at] / both[at];
    return told::Ceased{share < alone[at] ? Truce::agreed : share < brokered[at] ? Truce::mediator : Truce::host, {}};
  });
  return ceased;
}

void Ceasefire::share_spoils(const Few& few, const CompiledDyad& dyad, const SliceMask& where) {
  const Param spoils = model_.scenario.force.spoils;
  if (model_.constant(spoils, 0) || !any(where)) return;
  const ActorId one = dyad.actor[End::one], two = dyad.actor[End::two];
  const SliceMask first = where & few.chance(prevails_, views_.winning_chance(few, one, two));
  few.among(first, [&](const Few& won) { views_.move_original(won, one, won[spoils]); });
  few.among(where & !first, [&](const Few& lost) { views_.move_original(lost, two, lost[spoils]); });
}

}  // namespace backchannel
