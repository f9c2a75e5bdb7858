#include "sim/crisis/talks/calendar.hpp"

namespace backchannel {

void Calendar::begin(const Few& few) { few.put(state_.talks.next_day, few[model_.scenario.calendar.first_session]); }

Mask Calendar::convened(const Runs& runs) {
  Negotiation& talks = state_.talks;
  Lanes patience = runs[model_.at(Side::first).spec->patience].min(runs[model_.at(Side::second).spec->patience]);
  if (model_.mediator != nullptr) patience = patience.min(runs[model_.mediator->patience]);
  const Mask tired = has_come(talks.first_day) & above(runs.day() - talks.first_day, patience);
  const Mask between_rounds = at_most(talks.days_left, 0.0);
  const Mask held_all = at_least(talks.rounds, static_cast<double>(model_.scenario.talks.max_rounds)) & between_rounds;
  runs.put(talks.open, 0.0, tired | held_all);
  const Mask free = talks_open(runs, state_) & !before_capitals(runs, state_) & !fighting(runs, state_) &
                    !comprehensive_in_force(runs, state_);
  const Mask meets = free & at_least(runs.day(), talks.next_day) & at_least(runs.day(), talks.boycott_until);
  const Mask begins = meets & between_rounds;
  runs.put(talks.days_left, static_cast<double>(model_.scenario.calendar.session_days), begins);
  talks.rounds += begins.on();
  return meets;
}

void Calendar::adjourn(const Few& few, PackedNegotiation& talks, const SliceMask& ended) const {
  const auto& spec = model_.scenario.calendar;
  const Slice recess = floor_of(
      Slice(few[spec.recess_median] * exponential(Slice(few[spec.recess_spread] * few.draws().normal(recess_))) + 0.5));
  talks.next_day = talks.last_day + 1.0 + recess * ended.on();
  talks.days_left = select(ended, 0.0, talks.days_left);
}

}  // namespace backchannel
