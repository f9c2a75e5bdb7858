#include "sim/scenario/keys/acts.hpp"

#include "sim/scenario/visitor.hpp"

namespace backchannel {

// A table, a key a line however long: broken lines would hide which keys a group has.
// clang-format off

namespace {

constexpr const char* during_means =
    "dispute: only while no comprehensive text is in force; talks: and the table is open or a text is before the capitals";

}  // namespace

void describe(KeyVisitor& v, Effects& x) {
  v.number("posture", x.posture, {-20, 20, 0, "rungs", "change of the actor's own mobilisation", "Kahn 1965", "V13"});
  v.number("tension", x.tension, {-10, 10, 0, "log", "raise (positive) or relief (negative) of tension", "sim/MODEL.md 7.10"});
  v.number("pressure", x.pressure, {-1, 1, 0, "strain", "change of the sanctions pressure on the target", "sim/MODEL.md 7.10"});
  v.number("perceived_risk", x.perceived_risk, {-10, 10, 0, "log hazard", "change of the war risk that the target perceives", "sim/MODEL.md 7.10"});
  v.number("commitment", x.commitment, {-1, 1, 0, "commitment", "jump of the actor's own public commitment", "sim/MODEL.md 7.10"});
  v.number("deadline_in", x.deadline_in, {0, 3650, 0, "days", "sets a deadline in so many days; 0 sets none", "sim/MODEL.md 7.10"});
  v.choice("act", x.act, ActKind::none, "kind of act as the target's trust and view of resolve learn from it");
}

void describe(KeyVisitor& v, Drivers& x) {
  v.number("coercion", x.coercion, {-100, 100, 0, "utility", "weight of the distance still wanted from the other side's text", "sim/MODEL.md 7.10"});
  v.number("reciprocity", x.reciprocity, {-100, 100, 0, "utility", "weight of the target's recent hostility (negative: of its calm)", "sim/MODEL.md 7.10"});
  v.number("domestic", x.domestic, {-100, 100, 0, "utility", "weight of hawk pressure at home", "sim/MODEL.md 7.10"});
  v.number("spoiling", x.spoiling, {-100, 100, 0, "utility", "weight of a near deal that the actor dislikes", "sim/MODEL.md 7.10"});
  v.number("cost", x.cost, {-100, 100, 0, "utility", "cost of making the move", "sim/MODEL.md 7.10"});
}

void describe(KeyVisitor& v, Condition& x) {
  v.state("state", x.state, x.place, "named public state: tension, day, rounds, settlement, hope, or posture, strain, commitment, pressure of an actor");
  v.choice("is", x.is, Comparison::above, "above or below; equality counts");
  v.number("value", x.value, {-1e9, 1e9, 0, "state", "the value it is compared with", "sim/MODEL.md 7.11"});
}

void describe(KeyVisitor& v, Move& x) {
  v.text("text", x.text, "", "what stories say; the actor's name stands before it");
  v.choice("kind", x.kind, MoveKind::signal, "what sort of move it is, for readers (`odd`)");
  v.choice("category", x.category, Category::neutral, "weight in the escalation score", "Rivera et al. 2024");
  v.reference("against", x.against, To::actor, Need::optional, "the target (a party's default: the other party)");
  v.group("effects", x.effects, "what the move does to the public state");
  v.group("drivers", x.drivers, "why it is chosen");
  v.choice("during", x.during, During::always, during_means);
  v.optional_group("when", x.when, "precondition");
  v.number("cooldown", x.cooldown, {0, 3650, 0, "days", "days before the move can be made again", "sim/MODEL.md 7.10"});
}

void describe(KeyVisitor& v, Event& x) {
  v.text("text", x.text, "", "what stories say");
  v.optional_day("day", x.day, {1, longest_horizon, 1, "day", "day or date on which it happens", "sim/MODEL.md 7.11"});
  v.optional_number("rate", x.rate, {0, 100, 0, "per day", "constant rate at which it happens", "Prentice et al. 1978", "V10"});
  v.optional_group("when", x.when, "happens on the first day on which this holds");
  v.choice("during", x.during, During::always, during_means);
  v.count("times", x.times, {1, 1000000, 1, "times", "how often it may happen", "sim/MODEL.md 7.11"});
  v.reference("by", x.by, To::actor, Need::optional, "who acts (posture, commitment, trust)");
  v.reference("against", x.against, To::actor, Need::optional, "the target");
  v.choice("category", x.category, Category::neutral, "weight in the escalation score", "Rivera et al. 2024");
  v.group("effects", x.effects, "what it does to the public state");
  v.number("restraint", x.restraint, {-10, 10, 0, "value", "cost of striking that it adds for the target from then on", "sim/MODEL.md 7.12"});
  v.number("trust_repair", x.trust_repair, {-8, 8, 0, "log odds", "change of the two parties' trust in each other", "sim/MODEL.md 7.3"});
  v.choice("outcome", x.outcome, EventOutcome::none, "deal or war: ends the run with that outcome (theory scenarios)");
}

void describe(KeyVisitor& v, HistoricAct& x) {
  v.day("day", x.day, {-longest_horizon, 0, 0, "day", "day (0 is the eve) or date of the act", "sim/MODEL.md 5"});
  v.choice("act", x.kind, ActKind::none, "kind of act");
  v.reference("by", x.by, To::actor, Need::required, "who acted");
  v.reference("against", x.against, To::actor, Need::required, "against whom");
}
// clang-format on

}  // namespace backchannel
