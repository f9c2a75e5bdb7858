#include "sim/crisis/day.hpp"

namespace backchannel {

Day::Day(State& state)
    : state_(state),
      views_(state),
      events(state),
      domestic(state),
      posture(state),
      moves(state, views_),
      incidents(state),
      talks(state, views_),
      capitals(state, views_),
      force(state, views_),
      compliance(state, views_),
      beliefs(state),
      record(state, views_) {}

void Day::begin(const Few& few) {
  state_.memory.clear(few.pack());
  state_.talks.memory.clear(few.pack());
  views_.begin(few);
  domestic.begin(few);
  posture.begin(few);
  moves.begin(few);
  incidents.begin(few);
  talks.begin(few);
  beliefs.begin(few);
  record.begin(few);
}

Mask Day::live(const Runs& runs) {
  runs.each([&](const Abreast& here) { state_.today.memory.clear_neighbours(here.first()); });
  events(runs);
  domestic(runs);
  posture(runs);
  moves(runs);
  incidents(runs);
  talks(runs);
  capitals(runs);
  force(runs);
  compliance(runs);
  beliefs(runs);
  return record(runs);
}

}  // namespace backchannel
