#include "sim/crisis/talks/calendar.hpp"

namespace backchannel {

void Calendar::begin(const Few& few) { few.put(state_.talks.next_day, few[model_.scenario.calendar.first_session]); }

SliceMask Calendar::convened(const Abreast& runs) {
  Negotiation& talks = state_.talks;
  Slice patience = runs[model_.at(Side::first).spec->patience].min(runs[model_.at(Side::second).spec->patience]);
  if (model_.mediator != nullptr) patience = patience.min(runs[model_.mediator->patience]);
  const Slice first_day = runs(talks.first_day);
  const SliceMask tired = has_come(first_day) & above(runs.day() - first_day, patience);
  const SliceMask between_rounds = at_most(runs(talks.days_left), 0.0);
  const SliceMask held_all =
      at_least(runs(talks.rounds), static_cast<double>(model_.scenario.talks.max_rounds)) & between_rounds;
  runs.put(talks.open, 0.0, tired | held_all);
  const SliceMask free = talks_open(runs, state_) & !before_capitals(runs, state_) & !fighting(runs, state_) &
                         !comprehensive_in_force(runs, state_);
  const SliceMask meets =
      free & at_least(runs.day(), runs(talks.next_day)) & at_least(runs.day(), runs(talks.boycott_until));
  const SliceMask begins = meets & between_rounds;
  runs.put(talks.days_left, static_cast<double>(model_.scenario.calendar.session_days), begins);
  runs.add(talks.rounds, begins.on());
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
