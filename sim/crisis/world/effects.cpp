#include "sim/crisis/world/effects.hpp"

namespace backchannel {

double escalation_weight(Category category) {
  constexpr std::array<double, 6> weight{-2, 0, 4, 12, 28, 60};
  return weight[static_cast<std::size_t>(category)];
}

void book(const Effects& effects, Category category, int by, int against, int channel, State& state,
          const Values& values, const Slice& on, const Pack& pack) {
  Today& today = state.today;
  const auto amount = [&](Param p) { return Slice(values.gathered(p, pack) * on); };
  const double weight = escalation_weight(category);
  add(today.score, Slice(weight * on), pack);
  const Slice tension = amount(effects.tension);
  add(today.raises, tension.max(0.0), pack);
  add(today.reliefs, (-tension).max(0.0), pack);
  if (by >= 0) {
    const auto actor = static_cast<std::size_t>(by);
    add(today.posture[actor], amount(effects.posture), pack);
    add(today.commitment[actor], amount(effects.commitment), pack);
    add(today.hostility[actor], Slice(weight / 12.0 * on), pack);
  }
  if (against >= 0) {
    const auto target = static_cast<std::size_t>(against);
    add(today.pressure[target], amount(effects.pressure), pack);
    add(today.risk[target], amount(effects.perceived_risk), pack);
  }
  if (channel >= 0) {
    Lanes& act = today.acts[static_cast<std::size_t>(channel)];
    scatter(gathered(act, pack).max(on).eval(), act, pack);
  }
  const Slice days = amount(effects.deadline_in);
  const SliceMask sets = above(days, 0.0);
  const Slice date = gathered(state.day, pack) + floor_of(Slice(days + 0.5)).max(1.0);
  scatter(select(sets, date, gathered(today.deadline, pack)), today.deadline, pack);
  scatter(select(sets, static_cast<double>(by), gathered(today.deadline_by, pack)), today.deadline_by, pack);
}

}  // namespace backchannel
