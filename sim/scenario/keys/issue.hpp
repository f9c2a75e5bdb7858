// What is negotiated.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/by_id.hpp"
#include "sim/scenario/keys/choices.hpp"
#include "sim/scenario/param.hpp"

namespace backchannel {

struct Level {
  std::string name;
  ById<Param> worth;  // by actor; 0 to 1, 1 best
};

struct Issue {
  std::string title, unit, at_zero, at_one;
  Param low, high;  // in the unit: physical value of position 0 and 1
  IssueGroup group = IssueGroup::other;
  IssueRole role = IssueRole::none;
  Param status_quo, min_step;                  // positions, 0 to 1
  bool interim = false, comprehensive = true;  // needed for
  std::vector<Level> levels;                   // tabulated issue; empty: linear axis
  bool discrete = false;
};

void describe(KeyVisitor& v, Level& x);
void describe(KeyVisitor& v, Issue& x);

}  // namespace backchannel
