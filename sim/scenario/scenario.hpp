// A scenario as written: plain structs, one field a YAML key, in `keys/`. The same folder describes every key once
// (visitor.hpp); the strict reader, `explain`, `evidence` and the resolved copy are all made from that description, so
// they cannot drift. Every number is a handle into the parameter table (parameters.hpp).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/keys/actor.hpp"
#include "sim/scenario/keys/acts.hpp"
#include "sim/scenario/keys/domestic.hpp"
#include "sim/scenario/keys/force.hpp"
#include "sim/scenario/keys/issue.hpp"
#include "sim/scenario/keys/mechanisms.hpp"
#include "sim/scenario/keys/mediator.hpp"
#include "sim/scenario/keys/talks.hpp"
#include "sim/scenario/keys/world.hpp"

namespace backchannel {

/// What ends a run before its time, beside events that do and agreements that hold.
BACKCHANNEL_CHOICE(RunEnd, horizon, war)

struct Scenario {
  std::string title, description;
  std::string start_date;                // ISO; day 1
  int horizon = 180, settled_days = 90;  // days
  RunEnd run_ends_at = RunEnd::horizon;
  ById<Issue> issues;
  ById<Actor> actors;
  std::optional<Mediator> mediator;
  TalksSpec talks;
  CalendarSpec calendar;
  TrustLearning trust;
  TensionSpec tension;
  Precision precision;
  DomesticSpec domestic;
  std::vector<std::string> ladder;  // names of the rungs, from 0
  ById<Dyad> dyads;
  ForceSpec force;
  Param compliance_period, planning_horizon;  // days
  std::vector<HistoricAct> history;
  ById<Event> events;
  Mechanisms mechanisms;
};

void describe(KeyVisitor& v, Scenario& x);

}  // namespace backchannel
