#include "sim/scenario/scenario.hpp"

#include "sim/scenario/visitor.hpp"

namespace backchannel {

// A table, a key a line however long.
// clang-format off

void describe(KeyVisitor& v, Scenario& x) {
  v.text("title", x.title, "", "title of the scenario");
  v.text("description", x.description, "", "what it is about and where its knowledge ends");
  v.date("start_date", x.start_date, "2026-01-01", "calendar date of day 1");
  v.count("horizon", x.horizon, {1, longest_horizon, 180, "days", "last day of a run", "sim/MODEL.md 3"});
  v.count("settled_days", x.settled_days, {1, longest_horizon, 90, "days", "days after a comprehensive agreement without breach that end a run", "sim/MODEL.md 3"});
  v.choice("run_ends_at", x.run_ends_at, RunEnd::horizon, "horizon: a war is a phase of a run; war: a run ends when an exchange of force has become one", "sim/MODEL.md 3");
  v.map("issues", x.issues, To::own, "what is negotiated");
  v.map("actors", x.actors, To::own, "who takes part; exactly two parties");
  v.optional_group("mediator", x.mediator, "who stands between the parties (none: they meet directly)");
  v.group("talks", x.talks, "how the parties talk");
  v.group("calendar", x.calendar, "when they talk");
  v.group("trust", x.trust, "how trust and resolve are learned");
  v.group("tension", x.tension, "tension");
  v.group("precision", x.precision, "one precision per kind of decision");
  v.group("domestic", x.domestic, "hawk pressure");
  v.texts("ladder", x.ladder, "names of the rungs of mobilisation, from rung 0");
  v.map("dyads", x.dyads, To::own, "who can provoke and fight whom");
  v.group("force", x.force, "occasions for force and how exchanges of force go");
  v.number("compliance_period", x.compliance_period, {1, 3650, 30, "days", "days of keeping what was signed that count as an act", "sim/MODEL.md 7.12"});
  v.number("planning_horizon", x.planning_horizon, {1, longest_horizon, 180, "days", "days within which actors see the chance of war that war.perceived_risk tells, however long runs are", "sim/MODEL.md 7.12"});
  v.list("history", x.history, "acts before the start, as trust remembers them");
  v.map("events", x.events, To::own, "dated, conditional or random events and counterfactual interventions");
  v.group("mechanisms", x.mechanisms, "switches, for drop-one studies");
}
// clang-format on

}  // namespace backchannel
