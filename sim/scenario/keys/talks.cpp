#include "sim/scenario/keys/talks.hpp"

#include "sim/scenario/visitor.hpp"

namespace backchannel {

// A table, a key a line however long: broken lines would hide which keys a group has.
// clang-format off

void describe(KeyVisitor& v, Breakdown& x) {
  v.number("probability", x.probability, {0, 1, 0, "probability", "chance that a refusal ends the talks", "Binmore, Rubinstein and Wolinsky 1986", "V1 breakdown"});
  v.choice("outcome", x.outcome, BreakdownOutcome::status_quo, "what follows a breakdown");
}

void describe(KeyVisitor& v, TalksSpec& x) {
  v.choice("protocol", x.protocol, Protocol::simultaneous, "who speaks when");
  v.when(v.all() || x.protocol == Protocol::alternating || x.protocol == Protocol::take_it_or_leave_it,
         "only with protocol alternating or take_it_or_leave_it",
         [&] { v.reference("first_proposer", x.first_proposer, To::party, Need::optional, "who proposes first (default: the first by id)"); });
  v.count("max_rounds", x.max_rounds, {1, 1000000, 100000, "rounds", "most rounds held", "Ståhl 1972", "V1 last offer"});
  v.count("exchanges", x.exchanges, {1, 1000, 3, "per session day", "exchanges of offers, through the mediator or face to face", "sim/MODEL.md 7.5"});
  v.choice("knowledge", x.knowledge, Knowledge::complete, "what a side knows of the other's ideal before its first offer");
  v.when(v.all() || x.knowledge == Knowledge::estimated, "only with knowledge estimated", [&] {
    v.number("belief_error", x.belief_error, {0, 1, 0.15, "position", "standard deviation of a side's belief about the other's ideal", "sim/MODEL.md 7.5"});
  });
  v.group("breakdown", x.breakdown, "what a refusal can do");
  v.number("calm_interim", x.calm_interim, {0, 1, 0.5, "share", "share of the war risk that an interim text removes if honoured", "sim/MODEL.md 7.2"});
  v.number("calm_comprehensive", x.calm_comprehensive, {0, 1, 0.8, "share", "share of the war risk that a comprehensive text removes if honoured", "sim/MODEL.md 7.2"});
  v.number("calm_stirred", x.calm_stirred, {0, 1, 0, "share", "how far a text also ends what third parties, whom it does not bind, have stirred up; 0: such risk comes with a text and without", "Stedman 1997; sim/MODEL.md 7.2"});
  v.number("verification_power", x.verification_power, {0, 1, 0.5, "share", "how far full verification stands in for trust", "sim/MODEL.md 7.2"});
  v.number("framework_gap", x.framework_gap, {0, 1, 1, "position", "mean distance between the sides' texts at which talks turn to a framework, and interim texts can be agreed; 1: from the start", "sim/MODEL.md 7.5"});
  v.number("text_gap", x.text_gap, {0, 1, 1, "position", "the same at which they turn to the text itself, and comprehensive texts can be agreed; 1: from the start", "sim/MODEL.md 7.5"});
  v.number("direct_contact", x.direct_contact, {0, 1, 1, "probability", "chance that a round that is due is held without a go-between", "Princen 1992"});
  v.number("interim_track", x.interim_track, {0, 1, 1, "probability", "chance per round that a track for an interim text opens without a go-between", "Sebenius 1983"});
  v.number("misreading", x.misreading, {0, 1, 0, "position", "standard deviation of what a side understands of the other's texts in the first round, without a go-between", "Jervis 1976"});
  v.number("reopening", x.reopening, {0, 1, 0, "per day", "hazard of reopening talks that are over, without a go-between", "two reopenings in about 480 days, 2022 to 2026"});
}

void describe(KeyVisitor& v, CalendarSpec& x) {
  v.day("first_session", x.first_session, {1, longest_horizon, 1, "day", "day or date of the first session", "sim/MODEL.md 7.7"});
  v.count("session_days", x.session_days, {1, 100, 1, "days", "days of a round", "sim/MODEL.md 7.7"});
  v.number("recess_median", x.recess_median, {0, 3650, 10, "days", "median recess between rounds; 0 meets every day", "rounds of 2025: 7, 7, 15, 12 days"});
  v.number("recess_spread", x.recess_spread, {0, 3, 0.5, "log", "standard deviation of the log recess", "sim/MODEL.md 7.7"});
  v.optional_day("deadline", x.deadline, {1, longest_horizon, 1, "day", "deadline known at the start, day or date (none: no deadline)", "sim/MODEL.md 7.7"});
  v.when(v.all() || x.deadline.has_value(), "only with a deadline", [&] { v.reference("deadline_by", x.deadline_by, To::party, Need::optional, "the party that has set that deadline, which binds it and threatens the other (default: nobody, it only makes occasions for force)"); });
  v.number("deadline_pull", x.deadline_pull, {0, 100, 1, "factor", "growth kappa of the force rate at the deadline", "sim/MODEL.md 7.7"});
  v.number("deadline_width", x.deadline_width, {0.1, 365, 7, "days", "width tau of that growth", "sim/MODEL.md 7.7"});
  v.number("boycott", x.boycott, {0, 3650, 14, "days", "days without rounds after a grave incident or a strike", "sim/MODEL.md 7.7"});
  v.number("extension", x.extension, {0, 1, 0, "probability", "chance that a date before which hope has risen is moved without a go-between", "plan of 2013, extended three times"});
  v.number("extension_days", x.extension_days, {1, 365, 30, "days", "how far such a date is moved", "sim/MODEL.md 7.7"});
}
// clang-format on

}  // namespace backchannel
