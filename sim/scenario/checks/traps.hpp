// What is allowed and yet hardly meant: numbers of a scenario that keep something from ever happening. Told as notices,
// never refused, since a limiting case may want just that.
#pragma once

#include <vector>

#include "sim/core/errors.hpp"
#include "sim/scenario/parameters.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/tree.hpp"

namespace backchannel {

///   calendar   no session within the horizon; a round that does not end, or after whose end none follows, although a
///              mediator's stages move at the end of a round only; a boycott as long as the crisis
///   patience   of a mediator or a party that is over before a second round
///   events     an event whose day lies beyond the horizon, whose rate is 0, or whose condition no state can meet
///   moves      a move whose condition no state can meet
///   dates      a deadline beyond the horizon, set by the calendar, an event or a move
/// A prior is judged by the end of its range that is most favourable. Places come from the tree.
[[nodiscard]] std::vector<Problem> find_traps(const Scenario& scenario, const ParameterTable& table, const Node& root);

}  // namespace backchannel
