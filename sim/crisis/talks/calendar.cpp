#include "sim/crisis/talks/calendar.hpp"

namespace backchannel {

Mask convened(const Model& model, State& state, const Values& values) {
  Table& table = state.table;
  Lanes patience = values[model.actors[static_cast<std::size_t>(model.party[0])].spec->patience].min(
      values[model.actors[static_cast<std::size_t>(model.party[1])].spec->patience]);
  if (model.mediator != nullptr) patience = patience.min(values[model.mediator->patience]);
  const Mask tired = above(table.first_day, 0.0) & above(state.day - table.first_day, patience);
  const Mask held_all =
      at_least(table.rounds, static_cast<double>(model.scenario.talks.max_rounds)) & at_most(table.days_left, 0.0);
  table.open = select(tired | held_all, 0.0, table.open);
  const Mask free = above(table.open, 0.5) & at_most(state.pending, 0.0) & at_most(state.exchange_days, 0.0) &
                    below(state.settlement, 1.5);
  const Mask meets = free & at_least(state.day, table.next_day) & at_least(state.day, table.boycott_until);
  const Mask begins = meets & at_most(table.days_left, 0.0);
  table.days_left = select(begins, static_cast<double>(model.scenario.calendar.session_days), table.days_left);
  table.rounds += begins.on;
  return meets;
}

void adjourn(const Model& model, State&, const Values& values, const DrawsOf<slice_width>& draws, const Pack& pack,
             PackedTable& table, const SliceMask& ended) {
  const Calendar& spec = model.scenario.calendar;
  const Slice recess =
      floor_of(Slice(values.gathered(spec.recess_median, pack) *
                         exponential(Slice(values.gathered(spec.recess_spread, pack) * draws.normal(model.recess))) +
                     0.5));
  table.next_day = table.last_day + 1.0 + recess * ended.on;
  table.days_left = select(ended, 0.0, table.days_left);
}

Lanes deadline_pull(const Model& model, const State& state, const Values& values) {
  if (!model.scenario.mechanisms.deadline) return lanes(0);
  const Calendar& spec = model.scenario.calendar;
  const Lanes distance = (state.day - state.deadline).abs();
  return values[spec.deadline_pull] * exponential(Lanes(-distance / values[spec.deadline_width]));
}

}  // namespace backchannel
