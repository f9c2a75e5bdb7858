#include "sim/crisis/world/events.hpp"

#include "sim/crisis/world/conditions.hpp"
#include "sim/crisis/world/effects.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

Events::Events(State& state) : model_(state.model), state_(state), happened_(state.memory, state.model.events) {
  if (!model_.scenario.mechanisms.events) return;
  for (const EventId e : model_.events.ids()) (model_.events[e].spec->rate ? random_ : planned_).push_back(e);
}

void Events::operator()(const Abreast& runs) {
  for (const EventId e : planned_) {
    const SliceMask now = due(runs, e) & may_happen(runs, e);
    if (any(now)) take_place(runs, e, now, 1.0);
  }
  if (!random_.empty()) draw_random(runs);
}

SliceMask Events::due(const Abreast& runs, EventId e) const {
  const CompiledEvent& event = model_.events[e];
  if (const auto& day = event.spec->day) return equals(runs.day(), floor_of(runs[*day] + 0.5));
  return holds(runs, state_, *event.when);
}

SliceMask Events::may_happen(const Abreast& runs, EventId e) const {
  const Event& spec = *model_.events[e].spec;
  return below(runs(happened_[e]), static_cast<double>(spec.times)) & holds(runs, state_, spec.during);
}

Slice Events::hazard(const Abreast& runs, EventId e) const {
  return runs[*model_.events[e].spec->rate] * may_happen(runs, e).on();
}

void Events::draw_random(const Abreast& runs) {
  Slice total = filled<slice_width>(0);
  for (const EventId e : random_) total += hazard(runs, e);
  const Slice u = runs.draws().uniform(something_);
  const Slice chance = 1.0 - exponential(-total);
  const SliceMask something = below(u, chance);
  if (!any(something)) return;
  const Slice spread = runs.draws().uniform(cause_) * total;
  // Given that it happens today, U/chance is uniform: the time of day by inversion.
  const Slice hour = -logarithm(1.0 - u.min(chance)) / total.max(1e-300);
  Slice before = filled<slice_width>(0);
  for (const EventId e : random_) {
    const Slice up_to = before + hazard(runs, e);
    const SliceMask this_one = something & at_least(spread, before) & below(spread, up_to);
    if (any(this_one)) take_place(runs, e, this_one, hour);
    before = up_to;
  }
}

void Events::take_place(const Abreast& runs, EventId e, const SliceMask& now, const Slice& hour) {
  const Event& spec = *model_.events[e].spec;
  const Act& act = model_.events[e].act;
  Today& today = state_.today;
  runs.add(happened_[e], now.on());
  if (spec.outcome == EventOutcome::deal) runs.raise(today.imposed_deal, now);
  if (spec.outcome == EventOutcome::war) runs.raise(today.imposed_war, now);
  if (spec.outcome != EventOutcome::none) runs.put(today.hour, hour, now);
  book(runs, state_, act, now);
  if (act.against.given()) runs.add(today.restraint[act.against], runs[spec.restraint] * now.on());
  for (const ActorId party : model_.party) runs.add(today.faith[party], runs[spec.trust_repair] * now.on());
  runs.tell(now, told::Happened{e, act.by, act.against});
}

}  // namespace backchannel
