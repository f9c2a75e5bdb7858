#include "sim/crisis/worth/settlement.hpp"

#include "sim/scenario/scenario.hpp"

namespace backchannel {

namespace {

/// The day of the first passage, where there was none.
void note_first(const Few& few, Lanes& passage, const SliceMask& where) {
  few.put(passage, few.day(), where & not_yet(few(passage)));
}

}  // namespace

void enter_into_force(const Few& few, State& state, Views& views) {
  const auto& talks = state.model.scenario.talks;
  const Slice scope = few(state.pending);
  const SliceMask whole = is(scope, Scope::comprehensive);
  for (const IssueId k : state.model.agenda.ids()) few.put(state.in_force[k], few(state.pending_text[k]));
  views.weigh_status_quo(few);
  const Slice calm = select(whole, few[talks.calm_comprehensive], few[talks.calm_interim]);
  few.put(state.calm, calm);
  few.add(state.today.reliefs, -logarithm((1.0 - calm).max(1e-12)));
  few.put(state.settlement, scope);
  few.put(state.best, few(state.best).max(scope));
  few.put(state.signed_day, few.day());
  note_first(few, state.interim_day, !whole);
  note_first(few, state.comprehensive_day, whole);
  note_first(few, state.crisis_end, SliceMask::all());
  note_first(few, state.after_force_day, has_come(few(state.strike_day)));
  note_first(few, state.after_war_day, has_come(few(state.war_day)));
  few.put(state.talks.open, 0.0, whole);
  few.put(state.hope, 1.0, whole);
  for (Variable& hope : state.talks.hope) few.put(hope, 1.0, whole);
  few.tell(few.active(), [&](int at) { return told::Ratified{whole[at] ? Scope::comprehensive : Scope::interim}; });
}

template <class R>
void return_to_status_quo(const R& runs, State& state, Views& views, const SliceMask& where) {
  const SliceMask fell = where & text_in_force(runs, state);
  for (const IssueId k : state.model.agenda.ids()) runs.put(state.in_force[k], runs(state.original[k]), where);
  views.return_to_original(runs, where);
  for (Variable* x : {&state.calm, &state.settlement, &state.signed_day, &state.pending}) runs.put(*x, 0.0, where);
  auto& hope = state.talks.hope;
  for (const Side s : sides) runs.put(hope[s], runs[state.model.at(s).spec->ripeness.least_hope], fell);
  runs.put(state.hope, runs(hope[Side::first]).min(runs(hope[Side::second])), fell);
}

template void return_to_status_quo(const Abreast&, State&, Views&, const SliceMask&);
template void return_to_status_quo(const Few&, State&, Views&, const SliceMask&);

}  // namespace backchannel
