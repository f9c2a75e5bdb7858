#include "sim/crisis/world/events.hpp"

#include "sim/crisis/world/conditions.hpp"
#include "sim/crisis/world/effects.hpp"

namespace backchannel {

Events::Events(State& state) : model_(state.model), state_(state), happened_(state.memory, state.model.events) {
  if (!model_.scenario.mechanisms.events) return;
  for (const EventId e : model_.events.ids()) (model_.events[e].spec->rate ? random_ : planned_).push_back(e);
}

void Events::operator()(const Runs& runs) {
  for (const EventId e : planned_) {
    const Mask now = due(runs, e) & may_happen(runs, e);
    if (any(now)) take_place(runs, e, now, lanes(1));
  }
  if (!random_.empty()) draw_random(runs);
}

Mask Events::due(const Runs& runs, EventId e) const {
  const CompiledEvent& event = model_.events[e];
  if (const auto& day = event.spec->day) return equals(runs.day(), floor_of(runs[*day] + 0.5));
  return holds(runs, state_, *event.when);
}

Mask Events::may_happen(const Runs& runs, EventId e) const {
  const Event& spec = *model_.events[e].spec;
  return below(happened_[e], static_cast<double>(spec.times)) & holds(runs, state_, spec.during);
}

Lanes Events::hazard(const Runs& runs, EventId e) const {
  return runs[*model_.events[e].spec->rate] * may_happen(runs, e).on();
}

void Events::draw_random(const Runs& runs) {
  Lanes total = lanes(0);
  for (const EventId e : random_) total += hazard(runs, e);
  const Lanes u = runs.draws().uniform(something_);
  const Lanes chance = 1.0 - exponential(-total);
  const Mask something = below(u, chance);
  if (!any(something)) return;
  const Lanes spread = runs.draws().uniform(cause_) * total;
  // Given that it happens today, U/chance is uniform: the time of day by inversion.
  const Lanes hour = -logarithm(1.0 - u.min(chance)) / total.max(1e-300);
  Lanes before = lanes(0);
  for (const EventId e : random_) {
    const Lanes up_to = before + hazard(runs, e);
    const Mask this_one = something & at_least(spread, before) & below(spread, up_to);
    if (any(this_one)) take_place(runs, e, this_one, hour);
    before = up_to;
  }
}

void Events::take_place(const Runs& runs, EventId e, const Mask& now, const Lanes& hour) {
  const Event& spec = *model_.events[e].spec;
  const Act& act = model_.events[e].act;
  Today& today = state_.today;
  runs.add(happened_[e], now.on());
  if (spec.outcome == EventOutcome::deal) runs.raise(today.imposed_deal, now);
  if (spec.outcome == EventOutcome::war) runs.raise(today.imposed_war, now);
  if (spec.outcome != EventOutcome::none) runs.put(today.hour, hour, now);
  runs.in_packs(now, [&](const Few& few) {
    book(few, state_, act, few.active());
    if (act.against.given()) few.add(today.restraint[act.against], few[spec.restraint]);
    for (const ActorId party : model_.party) few.add(today.faith[party], few[spec.trust_repair]);
  });
  runs.tell(now, told::Happened{e, act.by, act.against});
}

}  // namespace backchannel
