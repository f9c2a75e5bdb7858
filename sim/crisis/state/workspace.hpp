// Scratch of a kernel, kept between days so that the daily loop allocates nothing.
#pragma once

#include <memory>
#include <vector>

#include "sim/crisis/tactics/tactic.hpp"
#include "sim/crisis/talks/capitals.hpp"
#include "sim/crisis/talks/mediation.hpp"

namespace backchannel {

class Workspace {
 public:
  Workspace(const Model& model, State& state)
      : outlook(model.holders.size()), tactic{make_tactic(model, 0), make_tactic(model, 1)} {
    state.table.each(model.agenda.size, [this](Lanes& x) { seats.push_back(&x); });
    table.each(model.agenda.size, [this](Slice& x) { packed_seats.push_back(&x); });
  }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  Mask running = Mask::all();    // the lanes whose runs matter: no pack is made up for others
  std::vector<Outlook> outlook;  // by holder
  std::array<Capital, 2> capital;
  Estimate estimate;
  std::array<std::unique_ptr<Tactic>, 2> tactic;
  PackedTable table;
  std::vector<Lanes*> seats;  // the values of the table, whole and packed, in the same order
  std::vector<Slice*> packed_seats;
  std::vector<Slice> logits;
  Usage talks, moves, force, capitals;  // useful share of the packed lanes
};

}  // namespace backchannel
