#include "sim/crisis/talks/calendar.hpp"

#include "sim/crisis/state/go_between.hpp"

namespace backchannel {

void Calendar::begin(const Few& few) { few.put(state_.talks.next_day, few[model_.scenario.calendar.first_session]); }

SliceMask Calendar::convened(const Abreast& runs) {
  close_door(runs);
  Negotiation& talks = state_.talks;
  const SliceMask free = talks_open(runs, state_) & !before_capitals(runs, state_) & !fighting(runs, state_) &
                         !comprehensive_in_force(runs, state_);
  const SliceMask meets =
      free & at_least(runs.day(), runs(talks.next_day)) & at_least(runs.day(), runs(talks.boycott_until));
  const SliceMask due = meets & at_most(runs(talks.days_left), 0.0);
  const SliceMask begins = brought_about(runs, due);
  runs.put(talks.days_left, static_cast<double>(model_.scenario.calendar.session_days), begins);
  runs.add(talks.rounds, begins.on());
  return meets & (begins | !due);
}

void Calendar::close_door(const Abreast& runs) {
  Negotiation& talks = state_.talks;
  Slice patience = patience_of(runs, model_, Side::first).min(patience_of(runs, model_, Side::second));
  if (model_.mediator != nullptr) patience = patience.min(runs[model_.mediator->patience]);
  const Slice first_day = runs(talks.first_day);
  const SliceMask tired = has_come(first_day) & above(runs.day() - first_day, patience);
  const SliceMask held_all = at_least(runs(talks.rounds), static_cast<double>(model_.scenario.talks.max_rounds)) &
                             at_most(runs(talks.days_left), 0.0);
  runs.put(talks.open, 0.0, tired | held_all);
}

SliceMask Calendar::brought_about(const Abreast& runs, const SliceMask& due) {
  const Param alone = model_.scenario.talks.direct_contact;
  if (model_.constant(alone, 1) || !any(due & runs.active())) return due;
  const Slice shock = runs.draws().uniform(access_);
  const SliceMask by_themselves = due & below(shock, runs[alone]);
  const SliceMask held = due & below(shock, either(runs[alone], brought(runs, model_, &Mediator::access)));
  const SliceMask missed = due & !held;
  runs.put(state_.talks.next_day, runs.day() + 1.0 + recess(runs), missed);
  runs.tell(held & !by_themselves, told::BroughtTogether{});
  runs.tell(missed, told::StayedAway{});
  return held;
}

void Calendar::adjourn(const Few& few, PackedNegotiation& talks, const SliceMask& ended) const {
  talks.next_day = talks.last_day + 1.0 + recess(few) * ended.on();
  talks.days_left = select(ended, 0.0, talks.days_left);
}

void Calendar::extend(const Few& few, PackedNegotiation& talks, const SliceMask& nearer) const {
  const CalendarSpec& spec = model_.scenario.calendar;
  if (model_.constant(spec.extension, 0) && !model_.brings(&Mediator::extension)) return;
  const Slice date = few(state_.deadline);
  const SliceMask last_round = nearer & at_least(date, few.day()) & below(date, talks.next_day);
  if (!any(last_round)) return;
  const Slice shock = few.draws().uniform(extension_);
  const Slice alone = few[spec.extension];
  const SliceMask moved = last_round & below(shock, either(alone, brought(few, model_, &Mediator::extension)));
  const Slice added = date + few[spec.extension_days] - date_of_clock(few, talks);
  few.put(state_.deadline, Slice(date + few[spec.extension_days]), moved);
  talks.added_days = select(moved, added, talks.added_days);
  talks.moved_date = select(moved, Slice(date + few[spec.extension_days]), talks.moved_date);
  few.tell(moved, [&](int at) {
    return told::Extended{static_cast<int>(date[at] + few[spec.extension_days][at]), shock[at] >= alone[at]};
  });
}

Slice Calendar::date_of_clock(const Few& few, const PackedNegotiation& talks) const {
  const Slice date = few(state_.deadline);
  return date - talks.added_days * equals(date, talks.moved_date).on();
}

template <class R>
Slice Calendar::recess(const R& runs) const {
  const CalendarSpec& spec = model_.scenario.calendar;
  const Slice spread = runs[spec.recess_spread] * runs.draws().normal(recess_);
  return floor_of(Slice(runs[spec.recess_median] * exponential(spread) + 0.5));
}

}  // namespace backchannel
