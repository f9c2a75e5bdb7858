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
      compliance(state, views_),
      force(state, views_),
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
  runs.each([&](const Abreast& eight) {
    state_.today.memory.clear_neighbours(eight.first());
    events(eight);
    domestic(eight);
    posture(eight);
  });
  moves(runs);
  runs.each([&](const Abreast& eight) { incidents(eight); });
  talks(runs);
  capitals(runs);
  runs.each([&](const Abreast& eight) { compliance(eight); });
  force(runs);
  const Mask over = runs.where([&](const Abreast& eight) {
    beliefs(eight);
    return record(eight);
  });
  runs.in_packs(over, [&](const Few& few) { record.take_stock(few); });
  return over;
}

}  // namespace backchannel
