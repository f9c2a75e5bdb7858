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

template <int N>
MaskOf<N> comprehensive_in_force(const RunsOf<N>& runs, const State& state) {
  return is(runs(state.settlement), Scope::comprehensive);
}
template <int N>
MaskOf<N> text_in_force(const RunsOf<N>& runs, const State& state) {
  return above(runs(state.settlement), 0.0);
}
/// The door to talks stands open.
template <int N>
MaskOf<N> talks_open(const RunsOf<N>& runs, const State& state) {
  return on(runs(state.talks.open));
}
/// A text is before the capitals.
template <int N>
MaskOf<N> before_capitals(const RunsOf<N>& runs, const State& state) {
  return above(runs(state.pending), 0.0);
}
/// An exchange of force goes on.
template <int N>
MaskOf<N> fighting(const RunsOf<N>& runs, const State& state) {
  return above(runs(state.exchange_days), 0.0);
}
/// An exchange has become a war.
template <int N>
MaskOf<N> at_war(const RunsOf<N>& runs, const State& state) {
  return on(runs(state.war_today));
}
/// Violence has been at least so bad.
template <int N>
MaskOf<N> has_seen(const RunsOf<N>& runs, const State& state, Violence violence) {
  return at_least(runs(state.violence), code(violence));
}

/// The share of the sanctions that the text in force has lifted.
template <int N>
LanesOf<N> relief_in_force(const RunsOf<N>& runs, const State& state) {
  const IssueId relief = state.model.agenda.relief;
  if (!relief.given()) return filled<N>(0);
  const LanesOf<N> before = runs(state.original[relief]);
  return ((runs(state.in_force[relief]) - before) / (1.0 - before).max(1e-12)).max(0.0).min(1.0);
}

/// A text that the state remembers, in the runs of a pack.
template <class Kept>
Text text_of(const Few& few, const State& state, const Kept& kept) {
  Text text;
  for (const IssueId k : state.model.agenda.ids()) text[k] = few(kept[k]);
  return text;
}

}  // namespace backchannel
