#include "sim/crisis/day.hpp"

#include "sim/crisis/talks/capitals.hpp"
#include "sim/crisis/talks/talks.hpp"
#include "sim/crisis/world/beliefs.hpp"
#include "sim/crisis/world/compliance.hpp"
#include "sim/crisis/world/domestic.hpp"
#include "sim/crisis/world/events.hpp"
#include "sim/crisis/world/exchange.hpp"
#include "sim/crisis/world/incidents.hpp"
#include "sim/crisis/world/moves.hpp"
#include "sim/crisis/world/posture.hpp"

namespace backchannel {

Mask live_through_day(const Model& model, State& state, const Values& values, const Draws& draws, Workspace& work) {
  state.today.clear();
  happen(model, state, values, draws);            // events
  live(model, state, values);                     // domestic
  mobilise(model, state);                         // posture
  make_moves(model, state, values, draws, work);  // and moves
  clash(model, state, values, draws);             // incidents
  talk(model, state, values, draws, work);        // talks
  ratify(model, state, values, work);             // capitals
  use_force(model, state, values, draws, work);   // force
  honour_or_breach(model, state, values, draws);  // compliance
  learn(model, state, values);                    // beliefs
  return record(model, state, values, work);      // record
}

}  // namespace backchannel
