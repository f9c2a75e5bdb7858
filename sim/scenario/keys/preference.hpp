// What an actor, or a faction of it, wants on an issue.
#pragma once

#include "sim/scenario/by_id.hpp"
#include "sim/scenario/keys/choices.hpp"
#include "sim/scenario/param.hpp"

namespace backchannel {

struct RedLine {
  LineKind kind = LineKind::none;
  LineSide side = LineSide::at_most;
  Param at;           // position, 0 to 1
  Param penalty;      // value per unit of position
  Param probability;  // that the line is real
};

struct Preference {
  Param ideal;     // position, 0 to 1
  Param salience;  // weight; normalised to sum 1
  bool negotiable = true;
  RedLine red_line;
};

void describe(KeyVisitor& v, RedLine& x);
void describe(KeyVisitor& v, Preference& x);

}  // namespace backchannel
