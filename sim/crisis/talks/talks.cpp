#include "sim/crisis/talks/talks.hpp"

#include "sim/crisis/talks/calendar.hpp"
#include "sim/crisis/talks/session.hpp"

namespace backchannel {

Slice readiness(const Model& model, const Values& values, int actor, const Slice& hurt, const Slice& hope,
                const Pack& pack) {
  if (!model.scenario.mechanisms.ripeness) return filled<slice_width>(1);
  const Ripeness& spec = model.actors[static_cast<std::size_t>(actor)].spec->ripeness;
  const Slice slope = values.gathered(spec.slope, pack);
  return chance_of(Slice(hurt - values.gathered(spec.hurt_threshold, pack)), slope) *
         chance_of(Slice(hope - values.gathered(spec.way_out_threshold, pack)), slope);
}

Slice audience_cost(const Outlook& outlook, const State& state, const Text& demand, const Text& x) {
  const Taste& taste = outlook.taste;
  const auto actor = static_cast<std::size_t>(taste.holder->actor);
  const Audience& spec = taste.model->actors[actor].spec->audience;
  Slice retreat = filled<slice_width>(0);
  for (int k = 0; k < taste.model->agenda.size; ++k) {
    const auto i = static_cast<std::size_t>(k);
    retreat += taste.salience[i] * (loss(taste, k, x[i]) - loss(taste, k, demand[i])).max(0.0);
  }
  return outlook.values->gathered(spec.cost, *outlook.pack) * gathered(state.commitment[actor], *outlook.pack) *
         retreat;
}

void talk(const Model& model, State& state, const Values& values, const Draws& draws, Workspace& work) {
  const Mask in_session = convened(model, state, values) & work.running;
  for_each_pack(
      in_session,
      [&](const Pack& pack) {
        for (std::size_t n = 0; n < work.seats.size(); ++n) *work.packed_seats[n] = gathered(*work.seats[n], pack);
        Session(model, state, values, draws, work, pack).hold();
        for (std::size_t n = 0; n < work.seats.size(); ++n) scatter(*work.packed_seats[n], *work.seats[n], pack);
      },
      &work.talks);
}

}  // namespace backchannel
