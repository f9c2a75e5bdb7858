#include "sim/crisis/world/effects.hpp"

namespace backchannel {

double escalation_weight(Category category) {
  constexpr Each<Category, double, 6> weight{-2, 0, 4, 12, 28, 60};
  return weight[category];
}

void book(const Few& few, State& state, const Act& act, const SliceMask& where) {
  Today& today = state.today;
  const Effects& effects = *act.effects;
  const auto amount = [&](Param p) { return Slice(few[p] * where.on()); };
  const double weight = escalation_weight(act.category);
  few.add(today.score, weight * where.on());
  const Slice tension = amount(effects.tension);
  few.add(today.raises, tension.max(0.0));
  few.add(today.reliefs, (-tension).max(0.0));
  if (act.by.given()) {
    few.add(today.posture[act.by], amount(effects.posture));
    few.add(today.commitment[act.by], amount(effects.commitment));
    few.add(today.hostility[act.by], weight / 12.0 * where.on());
  }
  if (act.against.given()) {
    few.add(today.pressure[act.against], amount(effects.pressure));
    few.add(today.risk[act.against], amount(effects.perceived_risk));
  }
  if (act.channel.given()) few.raise(today.acts[act.channel], where);
  const Slice days = amount(effects.deadline_in);
  const SliceMask sets = above(days, 0.0);
  few.put(today.deadline, few.day() + floor_of(days + 0.5).max(1.0), sets);
  few.put(today.deadline_by, code(act.by), sets);
}

}  // namespace backchannel
