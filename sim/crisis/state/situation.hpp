// What holds in a run, by name: questions on the shared state.
#pragma once

#include "sim/crisis/state/runs.hpp"
#include "sim/crisis/state/state.hpp"

namespace backchannel {

/// A day or a count that has come; one that has not.
auto has_come(const auto& day) { return above(day, 0.0); }
auto not_yet(const auto& day) { return at_most(day, 0.0); }

/// Which lanes hold the code of an enumerator or an id.
template <class E>
auto is(const auto& coded, E what) {
  return equals(coded, code(what));
}

template <class R>
SliceMask comprehensive_in_force(const R& runs, const State& state) {
  return is(runs(state.settlement), Scope::comprehensive);
}
template <class R>
SliceMask text_in_force(const R& runs, const State& state) {
  return above(runs(state.settlement), 0.0);
}
/// The door to talks stands open.
template <class R>
SliceMask talks_open(const R& runs, const State& state) {
  return on(runs(state.talks.open));
}
/// A text is before the capitals.
template <class R>
SliceMask before_capitals(const R& runs, const State& state) {
  return above(runs(state.pending), 0.0);
}
/// An exchange of force goes on.
template <class R>
SliceMask fighting(const R& runs, const State& state) {
  return above(runs(state.exchange_days), 0.0);
}
/// The exchange that goes on has become a war.
template <class R>
SliceMask at_war(const R& runs, const State& state) {
  return on(runs(state.at_war));
}
/// Violence has been at least so bad.
template <class R>
SliceMask has_seen(const R& runs, const State& state, Violence violence) {
  return at_least(runs(state.violence), code(violence));
}

/// The share of the sanctions that the text in force has lifted.
template <class R>
Slice relief_in_force(const R& runs, const State& state) {
  const IssueId relief = state.model.agenda.relief;
  if (!relief.given()) return filled<slice_width>(0);
  const Slice before = runs(state.original[relief]);
  return ((runs(state.in_force[relief]) - before) / (1.0 - before).max(1e-12)).max(0.0).min(1.0);
}

/// A text that the state remembers, in the runs of a pack.
template <class Kept>
Text text_of(const Few& few, const State& state, const Kept& kept) {
  Text text(state.model.agenda.size());
  for (const IssueId k : state.model.agenda.ids()) text[k] = few(kept[k]);
  return text;
}

}  // namespace backchannel
