// What a mediator brings beside texts and words (MODEL 7.6), each in proportion to its skill s, 0 without a mediator.
//
//   brought          power·s                                    of what a mediator of skill 1 would bring
//   either           a + (1 − a)·b                              with what comes about without one
//   patience         patience·(1 + holds_at_table·s)            of a side
//   boycott          boycott·(1 − softens_boycott·s)            days
//   cover for i      cover·s·(1 − max(0, −bias_i))              share of audience costs and hawks that it takes away
//   guaranteed       either(p, guarantee·s)                     of a chance p that a word is kept, or a breach detected
//
// Sources: Bercovitch and Houston 1996 (patience); Beardsley and Lo 2014, Allee and Huth 2006 (cover); Walter 2002,
// Fortna 2003 (guarantees). Who calls on each: talks/calendar, talks/capitals, world/compliance, worth/views.
#pragma once

#include "sim/crisis/model/model.hpp"
#include "sim/crisis/state/runs.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

/// The chance that one of two independent causes acts.
inline Slice either(const Slice& one, const Slice& two) { return one + (1.0 - one) * two; }

template <class R>
Slice brought(const R& runs, const Model& model, Param Mediator::*power) {
  if (!model.brings(power)) return filled<slice_width>(0);
  return runs[model.mediator->*power] * runs[model.mediator->skill];
}

template <class R>
Slice patience_of(const R& runs, const Model& model, Side side) {
  const Slice patience = runs[model.at(side).spec->patience];
  if (!model.brings(&Mediator::holds_at_table)) return patience;
  return patience * (1.0 + brought(runs, model, &Mediator::holds_at_table));
}

/// Days without rounds after what offends.
template <class R>
Slice boycott_of(const R& runs, const Model& model) {
  const Slice days = runs[model.scenario.calendar.boycott];
  if (!model.brings(&Mediator::softens_boycott)) return days;
  return days * (1.0 - brought(runs, model, &Mediator::softens_boycott));
}

/// The mediator's bias towards a side.
template <class R>
Slice bias_towards(const R& runs, const Model& model, Side side) {
  const Reference& favours = model.mediator->favours;
  const bool favoured = favours.given() ? favours.id == model.at(side).id : side == Side::first;
  const Slice bias = runs[model.mediator->bias];
  return favoured ? bias : Slice(-bias);
}

/// The share of what a side faces at home for a text that comes through the mediator.
template <class R>
Slice uncovered(const R& runs, const Model& model, Side side) {
  if (!model.brings(&Mediator::cover)) return filled<slice_width>(1);
  const Slice against = (-bias_towards(runs, model, side)).max(0.0);
  return 1.0 - brought(runs, model, &Mediator::cover) * (1.0 - against);
}

template <class R>
Slice guaranteed(const R& runs, const Model& model, const Slice& chance) {
  if (!model.brings(&Mediator::guarantee)) return chance;
  return either(chance, brought(runs, model, &Mediator::guarantee));
}

}  // namespace backchannel
