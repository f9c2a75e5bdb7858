#include "sim/crisis/world/effects.hpp"

#include "sim/scenario/keys/acts.hpp"

namespace backchannel {

double escalation_weight(Category category) {
  constexpr Each<Category, double, 6> weight{-2, 0, 4, 12, 28, 60};
  return weight[category];
}

template <class R>
void book(const R& runs, State& state, const Act& act, const SliceMask& where) {
  Today& today = state.today;
  const Effects& effects = *act.effects;
  const auto add = [&](Lanes& variable, Param amount) {
    if (!state.model.constant(amount, 0)) runs.add(variable, runs[amount], where);
  };
  const double weight = escalation_weight(act.category);
  runs.add(today.score, weight, where);
  if (!state.model.constant(effects.tension, 0)) {
    const Slice tension = runs[effects.tension];
    runs.add(today.raises, tension.max(0.0), where);
    if (act.stirs) runs.add(today.raises_stirred, tension.max(0.0), where);
    runs.add(today.reliefs, (-tension).max(0.0), where);
  }
  if (act.by.given()) {
    add(today.posture[act.by], effects.posture);
    add(today.commitment[act.by], effects.commitment);
    runs.add(today.hostility[act.by], weight / 12.0, where);
  }
  if (act.against.given()) {
    add(today.pressure[act.against], effects.pressure);
    add(today.risk[act.against], effects.perceived_risk);
    if (act.stirs) add(today.risk_stirred[act.against], effects.perceived_risk);
  }
  if (act.channel.given()) runs.raise(today.acts, act.channel, where);
  if (state.model.constant(effects.deadline_in, 0)) return;
  const Slice days = runs[effects.deadline_in] * where.on();
  const SliceMask sets = above(days, 0.0);
  runs.put(today.deadline, runs.day() + floor_of(days + 0.5).max(1.0), sets);
  runs.put(today.deadline_by, code(act.by), sets);
}

template void book(const Few&, State&, const Act&, const SliceMask&);
template void book(const Abreast&, State&, const Act&, const SliceMask&);

}  // namespace backchannel
