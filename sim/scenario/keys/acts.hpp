// What is done and what happens between the talks: moves, events, acts of the past.
#pragma once

#include <optional>
#include <string>

#include "sim/scenario/by_id.hpp"
#include "sim/scenario/keys/choices.hpp"
#include "sim/scenario/param.hpp"

namespace backchannel {

/// What a move or an event does to the public state; all of it at the end of the day.
struct Effects {
  Param posture;         // rungs, of the actor
  Param tension;         // raise of tension, T ← 1 − (1 − T)e^(−raise)
  Param pressure;        // strain, of the target
  Param perceived_risk;  // log hazard, of the target
  Param commitment;      // commitment, of the actor
  Param deadline_in;     // days; 0: none
  ActKind act = ActKind::none;
};

/// Weights of the utility of a move.
struct Drivers {
  Param coercion, reciprocity, domestic, spoiling, cost;  // utility
};

/// A comparison on named public state: tension, day, rounds, settlement, hope, posture.<actor>, strain.<actor>,
/// commitment.<actor>, pressure.<actor>.
struct Condition {
  std::string state;
  Place place;
  Comparison is = Comparison::above;
  Param value;  // in the unit of the state
};

struct Move {
  std::string text;
  MoveKind kind = MoveKind::signal;
  Category category = Category::neutral;
  Reference against;
  Effects effects;
  Drivers drivers;
  During during = During::always;
  std::optional<Condition> when;
  Param cooldown;  // days
};

struct Event {
  std::string text;
  Reference by, against;
  std::optional<Param> day;   // of the scenario
  std::optional<Param> rate;  // per day
  std::optional<Condition> when;
  During during = During::always;
  int times = 1;
  EventOutcome outcome = EventOutcome::none;
  Category category = Category::neutral;
  Effects effects;
  Param restraint;     // value
  Param trust_repair;  // log odds
};

struct HistoricAct {
  Param day;  // of the scenario, at most 0
  ActKind kind = ActKind::none;
  Reference by, against;
};

void describe(KeyVisitor& v, Effects& x);
void describe(KeyVisitor& v, Drivers& x);
void describe(KeyVisitor& v, Condition& x);
void describe(KeyVisitor& v, Move& x);
void describe(KeyVisitor& v, Event& x);
void describe(KeyVisitor& v, HistoricAct& x);

}  // namespace backchannel
