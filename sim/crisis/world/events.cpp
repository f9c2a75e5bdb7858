#include "sim/crisis/world/events.hpp"

#include "sim/crisis/world/conditions.hpp"
#include "sim/crisis/world/effects.hpp"

namespace backchannel {

namespace {

void take_place(const Model& model, State& state, const Values& values, std::size_t e, const Mask& now,
                const Lanes& hour) {
  const CompiledEvent& event = model.events[e];
  const Event& spec = *event.spec;
  state.happened[e] += now.on;
  if (spec.outcome == EventOutcome::deal) state.today.imposed_deal = state.today.imposed_deal.max(now.on);
  if (spec.outcome == EventOutcome::war) state.today.imposed_war = state.today.imposed_war.max(now.on);
  if (spec.outcome != EventOutcome::none) state.today.hour = select(now, hour, state.today.hour);
  for_each_pack(now, [&](const Pack& pack) {
    book(spec.effects, spec.category, event.by, event.against, event.channel, state, values, pack.active.on, pack);
    if (event.against >= 0)
      add(state.today.restraint[static_cast<std::size_t>(event.against)], values.gathered(spec.restraint, pack), pack);
    for (const int party : model.party)
      add(state.today.faith[static_cast<std::size_t>(party)], values.gathered(spec.trust_repair, pack), pack);
  });
  if (state.story != nullptr && now[state.story->lane])
    state.story->entries.push_back({static_cast<int>(state.day[state.story->lane]),
                                    Told::event,
                                    event.by,
                                    event.against,
                                    static_cast<int>(e),
                                    0,
                                    0,
                                    {}});
}

Mask may_happen(const State& state, const Event& spec, std::size_t e) {
  return below(state.happened[e], static_cast<double>(spec.times)) & holds(spec.during, state);
}

/// Competing random events: one cause a day from the total hazard.
void draw_random(const Model& model, State& state, const Values& values, const Draws& draws) {
  const auto hazard = [&](std::size_t e) {
    const Event& spec = *model.events[e].spec;
    return Lanes(values[*spec.rate] * may_happen(state, spec, e).on);
  };
  Lanes total = lanes(0);
  for (std::size_t e = 0; e < model.events.size(); ++e)
    if (model.events[e].spec->rate) total += hazard(e);
  const Lanes u = draws.uniform(model.hazard);
  const Lanes chance = 1.0 - exponential(Lanes(-total));
  const Mask something = below(u, chance);
  if (!any(something)) return;
  const Lanes spread = draws.uniform(model.cause) * total;
  // Given that it happens today, U/chance is uniform: the time of day by inversion.
  const Lanes hour = -logarithm(Lanes(1.0 - u.min(chance))) / total.max(1e-300);
  Lanes before = lanes(0);
  for (std::size_t e = 0; e < model.events.size(); ++e) {
    if (!model.events[e].spec->rate) continue;
    const Lanes up_to = before + hazard(e);
    const Mask this_one = something & at_least(spread, before) & below(spread, up_to);
    if (any(this_one)) take_place(model, state, values, e, this_one, hour);
    before = up_to;
  }
}

}  // namespace

void happen(const Model& model, State& state, const Values& values, const Draws& draws) {
  if (!model.scenario.mechanisms.events) return;
  bool random = false;
  for (std::size_t e = 0; e < model.events.size(); ++e) {
    const Event& spec = *model.events[e].spec;
    random |= spec.rate.has_value();
    if (spec.rate) continue;
    const Mask due = spec.day ? equals(state.day, floor_of(Lanes(values[*spec.day] + 0.5)))
                              : holds(*model.events[e].when, state, values);
    const Mask now = due & may_happen(state, spec, e);
    if (any(now)) take_place(model, state, values, e, now, lanes(1));
  }
  if (random) draw_random(model, state, values, draws);
}

}  // namespace backchannel
