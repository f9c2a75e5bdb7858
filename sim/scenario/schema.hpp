// The scenario format, described once. `describe(v, x)` names every key of x in YAML order with its meaning, unit, range,
// default, source (of a convention of the model: the section of sim/MODEL.md) and limiting case; visitors make of it the
// strict reader, the writer of the resolved copy, `explain` and `evidence`.
//
// A visitor offers:
//   text(key, std::string&, default, meaning)            words
//   number(key, Param&, NumberSpec)                      a number or a prior, entered into the parameter table
//   day(key, Param&, NumberSpec)                         the same; an ISO date is turned into a day of the scenario
//   optional_number(key, std::optional<Param>&, NumberSpec)
//   count(key, int&, CountSpec)                          a whole number that is structure (never a prior)
//   flag(key, bool&, default, meaning)
//   choice(key, Enum&, default, meaning)                 names from `names(Enum)`
//   reference(key, Reference&, To, Need, meaning)        an id that must exist
//   texts(key, std::vector<std::string>&, meaning)
//   numbers(key, ById<Param>&, To, NumberSpec)           a map from ids to numbers
//   group(key, T&, meaning), optional_group(key, std::optional<T>&, meaning)
//   map(key, ById<T>&, To, meaning)                      a map from ids to groups
//   choices(key, ById<Enum>&, To, meaning)               a map from ids to choices
//   list(key, std::vector<T>&, meaning)
//   when(bool, reason, callable)                         keys that act only under a condition
#pragma once

#include <array>
#include <limits>
#include <string_view>

#include "sim/scenario/scenario.hpp"

namespace backchannel {

struct NumberSpec {
  double low, high, fallback;
  const char *unit, *meaning;
  const char* source = "";
  const char* limit = "";  // the limiting case of `backchannel theory` that it governs
};
struct CountSpec {
  int low, high, fallback;
  const char *unit, *meaning;
  const char* source = "";
  const char* limit = "";  // the limiting case of `backchannel theory` that it governs
};
/// What the ids of a map or a reference stand for. `own_*`: not declared elsewhere.
enum class To { issue, actor, party, third_party, move, own, issue_pair };
enum class Need { required, optional };

inline constexpr double infinite = std::numeric_limits<double>::infinity();

// Names of the choices, in the order of their enumerators.
#define BACKCHANNEL_NAMES(Enum, ...) \
  constexpr auto names(Enum) { return std::to_array<std::string_view>({__VA_ARGS__}); }
BACKCHANNEL_NAMES(IssueGroup, "nuclear", "regional", "economic", "security", "other")
BACKCHANNEL_NAMES(IssueRole, "none", "verification", "relief", "cap")
BACKCHANNEL_NAMES(ActorRole, "party", "third_party")
BACKCHANNEL_NAMES(LineKind, "none", "soft", "absolute")
BACKCHANNEL_NAMES(LineSide, "at_most", "at_least")
BACKCHANNEL_NAMES(TacticKind, "time_dependent", "tit_for_tat", "hardliner", "equilibrium", "risk_return", "attrition")
BACKCHANNEL_NAMES(TimeForm, "polynomial", "exponential")
BACKCHANNEL_NAMES(TitForTatForm, "relative", "averaged", "generous")
BACKCHANNEL_NAMES(MoveKind, "signal", "threat", "deployment", "exercise", "sanction", "relief", "covert", "statement")
BACKCHANNEL_NAMES(During, "always", "dispute", "talks")
BACKCHANNEL_NAMES(ActKind, "none", "reassurance", "hostile_words", "provocation", "sanction", "breach", "incident",
                  "grave_incident", "strike")
BACKCHANNEL_NAMES(Category, "de_escalation", "neutral", "posturing", "non_violent", "violent", "nuclear")
BACKCHANNEL_NAMES(Comparison, "above", "below")
BACKCHANNEL_NAMES(PromiseKind, "sweetener", "snapback", "veto_threat")
BACKCHANNEL_NAMES(Style, "facilitation", "formulation", "manipulation")
BACKCHANNEL_NAMES(Search, "objective", "votes")
BACKCHANNEL_NAMES(Objective, "nash", "kalai_smorodinsky", "egalitarian")
BACKCHANNEL_NAMES(Voter, "hill_climber", "annealer")
BACKCHANNEL_NAMES(Protocol, "simultaneous", "alternating", "single_text", "take_it_or_leave_it")
BACKCHANNEL_NAMES(Knowledge, "complete", "estimated")
BACKCHANNEL_NAMES(BreakdownOutcome, "war", "status_quo")
BACKCHANNEL_NAMES(EventOutcome, "none", "deal", "war")
#undef BACKCHANNEL_NAMES

// A table, a key a line however long: broken lines would hide which keys a group has.
// clang-format off

// ---------------------------------------------------------------------------------------------- issues
template <class V>
void describe(V& v, Level& x) {
  v.text("name", x.name, "", "name of the level");
  v.numbers("worth", x.worth, To::actor, {0, 1, 0, "worth", "worth of the level to the actor, 1 best", "sim/MODEL.md 7.1"});
}

template <class V>
void describe(V& v, Issue& x) {
  v.text("title", x.title, "", "what the issue is called in stories and figures");
  v.text("unit", x.unit, "", "physical unit of the axis");
  v.text("at_zero", x.at_zero, "", "what position 0 means");
  v.text("at_one", x.at_one, "", "what position 1 means");
  v.number("low", x.low, {-1e12, 1e12, 0, "unit", "physical value of position 0", "sim/MODEL.md 2"});
  v.number("high", x.high, {-1e12, 1e12, 1, "unit", "physical value of position 1", "sim/MODEL.md 2"});
  v.choice("group", x.group, IssueGroup::other, "group of the issue");
  v.choice("role", x.role, IssueRole::none,
           "verification (1 = full), relief (share of sanctions lifted) or cap (of the capability that shifts power)");
  v.number("status_quo", x.status_quo, {0, 1, 0, "position", "position without any agreement", "sim/MODEL.md 2"});
  v.number("min_step", x.min_step,
           {0, 1, 0.05, "position", "smallest move from the status quo that counts as an agreement on this issue", "sim/MODEL.md 7.2; 0 makes every text count"});
  v.flag("interim", x.interim, false, "an interim agreement needs this issue");
  v.flag("comprehensive", x.comprehensive, true, "a comprehensive agreement needs this issue");
  v.list("levels", x.levels, "tabulated issue: named levels at equal distances from 0 to 1, with a worth per actor");
  v.when(v.all() || !x.levels.empty(), "only with levels", [&] {
    v.flag("discrete", x.discrete, false, "only the levels themselves can stand in a text (else worth is interpolated)");
  });
}

// ---------------------------------------------------------------------------------------------- actors
template <class V>
void describe(V& v, RedLine& x) {
  v.choice("kind", x.kind, LineKind::none, "absolute: never offered, never signed; soft: a penalty beyond the line");
  v.when(v.all() || x.kind != LineKind::none, "only with kind soft or absolute", [&] {
    v.choice("side", x.side, LineSide::at_most, "acceptable positions are at_most or at_least `at`");
    v.number("at", x.at, {0, 1, 0, "position", "where the line stands", "sim/MODEL.md 7.1"});
    v.number("probability", x.probability, {0, 1, 1, "probability", "chance that the line is real, drawn per run", "sim/MODEL.md 7.1"});
  });
  v.when(v.all() || x.kind == LineKind::soft, "only with kind soft", [&] {
    v.number("penalty", x.penalty,
             {0, 100, 0.5, "value per position", "value lost per unit of distance beyond the line in comprehensive texts", "sim/MODEL.md 7.1"});
  });
}

template <class V>
void describe(V& v, Preference& x) {
  v.number("ideal", x.ideal, {0, 1, 0.5, "position", "ideal point", "spatial model, Davis, Hinich and Ordeshook 1970"});
  v.number("salience", x.salience, {0, 1e6, 1, "weight", "weight of the issue; saliences are normalised to sum 1", "spatial model, Davis, Hinich and Ordeshook 1970"});
  v.flag("negotiable", x.negotiable, true, "false keeps the issue at its status quo in every text");
  v.group("red_line", x.red_line, "a line the actor will not cross (absolute) or pays for crossing (soft)");
}

template <class V>
void describe(V& v, War& x) {
  v.number("cost", x.cost, {-10, 100, 0.3, "value", "cost of war c_i", "Fearon 1995", "V5"});
  v.number("perceived_risk", x.perceived_risk,
           {0, 1, 0.2, "probability", "chance of war over the horizon as the actor sees it at the start", "sim/MODEL.md 7.2"});
  v.number("tension_sensitivity", x.tension_sensitivity,
           {0, 20, 2, "per unit tension", "growth of the perceived hazard with tension, kappa_T", "sim/MODEL.md 7.2"});
  v.number("mobilisation_sensitivity", x.mobilisation_sensitivity,
           {0, 5, 0.1, "per rung", "growth of the perceived hazard with the adversary's mobilisation, kappa_M", "sim/MODEL.md 7.2"});
  v.numbers("win", x.win, To::issue, {0, 1, 0.5, "position", "text imposed after victory (default: own ideal)", "sim/MODEL.md 7.2"});
  v.numbers("lose", x.lose, To::issue, {0, 1, 0.5, "position", "text suffered after defeat (default: adversary's ideal)", "sim/MODEL.md 7.2"});
}

template <class V>
void describe(V& v, Strain& x) {
  v.number("start", x.start, {0, 1, 0, "strain", "economic and social strain at the start", "sim/MODEL.md 7.9"});
  v.number("pressure", x.pressure, {0, 1, 0, "strain", "level towards which strain moves while sanctions stand", "sim/MODEL.md 7.9"});
  v.number("adjustment", x.adjustment, {0, 1, 0.02, "per day", "speed rho of strain += rho (pressure - relief - strain)", "sim/MODEL.md 7.9"});
  v.number("pain", x.pain, {0, 10, 0, "value per strain", "value lost per unit of strain, in every world", "sim/MODEL.md 7.2"});
}

template <class V>
void describe(V& v, Preventive& x) {
  v.number("discount", x.discount,
           {0, 1, 0.9, "factor", "weight of the future over the period of the adversary's shift", "Fearon 1995", "V7"});
  v.number("shift", x.shift,
           {-0.9, 10, 0, "share", "growth of this actor's own capability to come, unless capped and verified", "Fearon 1995; Powell 2006", "V7"});
}

template <class V>
void describe(V& v, TacticSpec& x) {
  const auto is = [&](TacticKind kind) { return v.all() || x.kind == kind; };
  v.choice("kind", x.kind, TacticKind::time_dependent, "how the party's aspiration moves");
  v.when(is(TacticKind::time_dependent), "only with tactic time_dependent", [&] {
    v.choice("form", x.form, TimeForm::polynomial, "form of the concession curve", "Faratin, Sierra and Jennings 1998", "V4");
    v.number("exponent", x.exponent,
             {0.02, 50, 1, "beta", "concession exponent: below 1 boulware, above 1 conceder", "Faratin, Sierra and Jennings 1998", "V4"});
    v.number("kept", x.kept, {0, 1, 0, "share", "share of the aspiration kept at the deadline, r", "Faratin, Sierra and Jennings 1998", "V4"});
  });
  v.when(is(TacticKind::tit_for_tat), "only with tactic tit_for_tat", [&] {
    v.choice("imitation", x.imitation, TitForTatForm::relative, "what is imitated", "Faratin, Sierra and Jennings 1998");
    v.number("memory", x.memory, {1, 100, 3, "offers", "offers over which concessions are averaged (averaged)", "sim/MODEL.md 7.4"});
    v.number("generosity", x.generosity, {0, 1, 0.02, "share", "share conceded per session beyond the other's (generous)", "sim/MODEL.md 7.4"});
  });
  v.when(is(TacticKind::equilibrium), "only with tactic equilibrium", [&] {
    v.number("discount", x.discount, {0, 100, 0.001, "per day", "discount rate r0 of waiting", "Rubinstein 1982", "V1"});
    v.number("strain_weight", x.strain_weight, {0, 100, 0, "per day and strain", "growth r1 of the rate with strain", "sim/MODEL.md 7.4"});
    v.optional_number("opt_out", x.opt_out, {-100, 1, 0, "value", "outside option taken at will (default: no deal)", "Shaked and Sutton 1984", "V1 opt-out"});
  });
  v.when(is(TacticKind::attrition), "only with tactic attrition", [&] {
    v.number("audience_slope", x.audience_slope, {0, 100, 1, "value per day", "growth a_i of the cost of backing down", "Fearon 1994", "V6"});
  });
}

template <class V>
void describe(V& v, Ripeness& x) {
  v.number("hurt_threshold", x.hurt_threshold, {-10, 10, -10, "value", "hurt at which the party is half ready, theta", "Zartman 1989", "V12"});
  v.number("way_out_threshold", x.way_out_threshold, {0, 1, 0, "probability", "hope at which the party is half ready, phi", "Zartman 1989", "V12"});
  v.number("slope", x.slope, {0, infinite, infinite, "per value", "steepness k of the readiness; .inf is a hard gate (default: always ready)", "Zartman 1989", "V12"});
  v.number("least_hope", x.least_hope, {0, 1, 0.05, "probability", "perceived chance of a deal before any offer, d_min", "sim/MODEL.md 7.5", "V12"});
}

template <class V>
void describe(V& v, Audience& x) {
  v.number("cost", x.cost, {0, 100, 0, "value", "cost of backing down from a public commitment", "Fearon 1994"});
  v.number("start", x.start, {0, 1, 0, "commitment", "public commitment at the start", "sim/MODEL.md 7.9"});
  v.number("growth", x.growth, {0, 1, 0, "per day", "growth of the commitment while outstanding", "Fearon 1994"});
  v.number("decay", x.decay, {0, 1, 0.02, "per day", "decay of the commitment once carried out", "sim/MODEL.md 7.9"});
}

template <class V>
void describe(V& v, Faction& x) {
  v.text("name", x.name, "", "name of the faction");
  v.number("weight", x.weight, {0, 1e6, 1, "weight", "weight in ratification; weights are normalised to sum 1", "Putnam 1988"});
  v.number("hawkishness", x.hawkishness, {-10, 10, 0, "per pressure", "growth of the log weight with hawk pressure", "sim/MODEL.md 7.8"});
  v.map("preferences", x.preferences, To::issue, "preferences that differ from the party's own, by issue");
}

template <class V>
void describe(V& v, Ratification& x) {
  v.number("threshold", x.threshold, {0, 1, 0.5, "share", "weighted share of factions that ratifies", "Putnam 1988", "V17"});
  v.number("delay", x.delay, {0, 3650, 7, "days", "days from agreement in principle to the vote", "sim/MODEL.md 7.8"});
  v.number("refusal_commitment", x.refusal_commitment,
           {0, 1, 0.1, "commitment", "rise of the party's public commitment after its capital refuses", "sim/MODEL.md 7.8"});
  v.count("tries", x.tries, {1, 1000, 3, "times", "how often a text may be put to this capital", "sim/MODEL.md 7.8"});
}

template <class V>
void describe(V& v, PostureSpec& x) {
  v.number("start", x.start, {-20, 20, 0, "rungs", "mobilisation at the start", "Richardson 1960", "V15"});
  v.number("fatigue", x.fatigue, {0, 10, 0.02, "per day", "decay of mobilisation", "Richardson 1960", "V15"});
  v.number("grievance", x.grievance, {-10, 10, 0, "rungs per day", "constant drift of mobilisation", "Richardson 1960", "V15"});
  v.numbers("reaction", x.reaction, To::actor, {-10, 10, 0, "per day", "response to that actor's mobilisation", "Richardson 1960", "V15"});
}

template <class V>
void describe(V& v, Effects& x) {
  v.number("posture", x.posture, {-20, 20, 0, "rungs", "change of the actor's own mobilisation", "Kahn 1965", "V13"});
  v.number("tension", x.tension, {-10, 10, 0, "log", "raise (positive) or relief (negative) of tension", "sim/MODEL.md 7.10"});
  v.number("pressure", x.pressure, {-1, 1, 0, "strain", "change of the sanctions pressure on the target", "sim/MODEL.md 7.10"});
  v.number("perceived_risk", x.perceived_risk, {-10, 10, 0, "log hazard", "change of the war risk that the target perceives", "sim/MODEL.md 7.10"});
  v.number("commitment", x.commitment, {-1, 1, 0, "commitment", "jump of the actor's own public commitment", "sim/MODEL.md 7.10"});
  v.number("deadline_in", x.deadline_in, {0, 3650, 0, "days", "sets a deadline in so many days; 0 sets none", "sim/MODEL.md 7.10"});
  v.choice("act", x.act, ActKind::none, "kind of act as the target's trust and view of resolve learn from it");
}

template <class V>
void describe(V& v, Drivers& x) {
  v.number("coercion", x.coercion, {-100, 100, 0, "utility", "weight of the distance still wanted from the other side's text", "sim/MODEL.md 7.10"});
  v.number("reciprocity", x.reciprocity, {-100, 100, 0, "utility", "weight of the target's recent hostility (negative: of its calm)", "sim/MODEL.md 7.10"});
  v.number("domestic", x.domestic, {-100, 100, 0, "utility", "weight of hawk pressure at home", "sim/MODEL.md 7.10"});
  v.number("spoiling", x.spoiling, {-100, 100, 0, "utility", "weight of a near deal that the actor dislikes", "sim/MODEL.md 7.10"});
  v.number("cost", x.cost, {-100, 100, 0, "utility", "cost of making the move", "sim/MODEL.md 7.10"});
}

template <class V>
void describe(V& v, Condition& x) {
  v.state("state", x, "named public state: tension, day, rounds, settlement, hope, or posture, strain, commitment, pressure of an actor");
  v.choice("is", x.is, Comparison::above, "above or below; equality counts");
  v.number("value", x.value, {-1e9, 1e9, 0, "state", "the value it is compared with", "sim/MODEL.md 7.11"});
}

inline constexpr const char* during_means =
    "dispute: only while no comprehensive text is in force; talks: and the table is open or a text is before the capitals";

template <class V>
void describe(V& v, Move& x) {
  v.text("text", x.text, "", "what stories say; the actor's name stands before it");
  v.choice("kind", x.kind, MoveKind::signal, "kind of move");
  v.choice("category", x.category, Category::neutral, "weight in the escalation score", "Rivera et al. 2024");
  v.reference("against", x.against, To::actor, Need::optional, "the target (a party's default: the other party)");
  v.group("effects", x.effects, "what the move does to the public state");
  v.group("drivers", x.drivers, "why it is chosen");
  v.choice("during", x.during, During::always, during_means);
  v.optional_group("when", x.when, "precondition");
  v.number("cooldown", x.cooldown, {0, 3650, 0, "days", "days before the move can be made again", "sim/MODEL.md 7.10"});
}

template <class V>
void describe(V& v, Promise& x) {
  v.choice("kind", x.kind, PromiseKind::sweetener, "sweetener adds to the deal, snapback lowers no deal, veto_threat lowers the deal");
  v.reference("to", x.to, To::party, Need::required, "the party addressed");
  v.reference("issue", x.issue, To::issue, Need::optional, "the issue it is tied to (none: any text)");
  v.when(v.all() || x.issue.given(), "only with an issue", [&] {
    v.choice("side", x.side, LineSide::at_most, "applies to texts at_most or at_least `at`");
    v.number("at", x.at, {0, 1, 0, "position", "position from which it applies", "sim/MODEL.md 7.2"});
  });
  v.number("size", x.size, {0, 10, 0, "value", "how much it is worth to the party addressed", "sim/MODEL.md 7.2"});
}

template <class V>
void describe(V& v, ComplianceSpec& x) {
  v.number("detection", x.detection, {0, 1, 0.8, "probability", "chance that a breach of the other side is seen", "sim/MODEL.md 7.12", "V9"});
  v.number("snapback", x.snapback, {0, 1, 0.9, "share", "share of the gains that can be taken back after a breach", "sim/MODEL.md 7.12", "V9"});
}

template <class V>
void describe(V& v, Actor& x) {
  v.text("name", x.name, "", "name in stories and figures");
  v.choice("role", x.role, ActorRole::party, "party: negotiates (exactly two); third_party: everybody else");
  v.flag("enabled", x.enabled, true, "false takes the actor out of the crisis");
  v.number("curvature", x.curvature, {0.2, 5, 1, "exponent", "curvature of the loss in distance from the ideal", "spatial model, Davis, Hinich and Ordeshook 1970", "V2"});
  v.number("loss_aversion", x.loss_aversion, {0.2, 10, 1, "factor", "weight of losses against gains", "Kahneman and Tversky 1979", "V18"});
  v.number("gain_exponent", x.gain_exponent, {0.2, 1.5, 1, "exponent", "curvature a of gains and losses", "Tversky and Kahneman 1992", "V18"});
  v.map("preferences", x.preferences, To::issue, "ideal point, salience and red line by issue; a missing issue has salience 0");
  v.numbers("linkages", x.linkages, To::issue_pair, {-32, 32, 0, "value", "worth of both issues standing high together", "Klein et al. 2003", "Klein 2003"});
  v.number("capability", x.capability, {0, 1e6, 1, "strength", "military capability", "Tullock 1980; Hirshleifer 1989", "V5"});
  v.number("mobilised", x.mobilised, {0, 10, 0.1, "share per rung", "growth of the usable capability with mobilisation", "sim/MODEL.md 7.2"});
  v.numbers("support", x.support, To::actor, {0, 1, 0, "share", "share of the own capability lent to that actor in a war", "sim/MODEL.md 7.2"});
  v.group("war", x.war, "what war is worth");
  v.group("strain", x.strain, "economic and social strain");
  v.group("preventive", x.preventive, "shifting power");
  v.numbers("trust", x.trust, To::actor, {0, 1, 0.5, "probability", "initial belief that the actor honours what it signs", "Kydd 2005", "V9"});
  v.number("tempo", x.tempo, {0, infinite, 0.12, "per day", "rate at which moves are considered", "median reaction of five days in crises"});
  v.map("moves", x.moves, To::own, "menu of moves");
  v.group("posture", x.posture, "mobilisation");
  v.when(v.all() || x.role == ActorRole::party, "only for a party", [&] {
    v.group("tactic", x.tactic, "bargaining tactic");
    v.number("firmness", x.firmness, {0, 1, 0.5, "share", "how much of the aspiration stands against a mediator's text", "sim/MODEL.md 7.5"});
    v.number("logroll", x.logroll, {0, 3, 0.5, "exponent", "how far offers give way first where it costs least; 0 is the straight line", "sim/MODEL.md 7.5"});
    v.number("patience", x.patience, {1, 1e6, 180, "days", "how long the party keeps the door open after the first session", "sim/MODEL.md 7.7", "V4"});
    v.group("ripeness", x.ripeness, "readiness to concede");
    v.group("audience", x.audience, "audience costs of public commitments");
    v.map("factions", x.factions, To::own, "who ratifies");
    v.group("ratification", x.ratification, "how the capital ratifies");
    v.group("compliance", x.compliance, "what keeps the party to its word");
  });
  v.when(v.all() || x.role == ActorRole::third_party, "only for a third party", [&] {
    v.reference("backs", x.backs, To::party, Need::optional, "the party whose offers it speaks into");
    v.number("voice", x.voice, {0, 1, 0, "weight", "weight of its proposal in the backed side's offer or the mediator's text", "sim/MODEL.md 7.5"});
    v.map("promises", x.promises, To::own, "conditional offers to a party");
    v.reference("patron", x.patron, To::actor, Need::optional, "who can hold it back");
    v.number("autonomy", x.autonomy, {0, 1, 1, "share", "how little the patron's leash counts", "sim/MODEL.md 7.12"});
    v.number("leash", x.leash, {0, 10, 0, "value", "cost of striking against the patron's wish while talks are alive", "sim/MODEL.md 7.12"});
  });
  v.number("join", x.join, {0, 10, 0, "per day", "rate of joining an exchange of a supported actor, times the support", "sim/MODEL.md 7.12"});
  v.texts("hosts", x.hosts, "hosts of the actor's bases, which may be struck in an exchange");
}

// ---------------------------------------------------------------------------------------------- mediator, talks
template <class V>
void describe(V& v, Votes& x) {
  v.choices("voter", x.voter, To::party, "how each side votes: hill_climber (default) or annealer");
  v.number("temperature", x.temperature, {0, 1e6, 0.1, "value", "temperature of an annealer at the start", "Klein et al. 2003", "Klein 2003"});
  v.number("cooling", x.cooling, {0, 1, 1, "factor", "factor of the temperature per proposal", "Klein et al. 2003", "Klein 2003"});
}

template <class V>
void describe(V& v, Leverage& x) {
  v.number("budget", x.budget, {0, 100, 0.3, "value", "what sweeteners and pressure may cost in all", "sim/MODEL.md 7.6"});
  v.number("sweetener", x.sweetener, {0, 10, 0.05, "value", "most that is added to a text's worth for a side that falls short", "sim/MODEL.md 7.6"});
  v.number("refusal_cost", x.refusal_cost, {0, 10, 0.03, "value", "what refusing the text costs a side while it is on the table", "sim/MODEL.md 7.6"});
}

template <class V>
void describe(V& v, Mediator& x) {
  v.text("name", x.name, "the mediator", "name in stories");
  v.choice("style", x.style, Style::facilitation, "facilitation, formulation or manipulation", "Beardsley et al. 2006");
  v.number("skill", x.skill, {0, 1, 0.5, "share", "noise removed, framing and candour obtained", "sim/MODEL.md 7.6", "Kydd 2003"});
  v.number("bias", x.bias, {-1, 1, 0, "value", "lean towards the favoured side, negative away from it: decides whose counsel is believed", "Kydd 2003; sim/MODEL.md 7.6", "Kydd 2003"});
  v.reference("favours", x.favours, To::party, Need::optional, "the side that a positive bias favours (default: the first by id)");
  v.number("cost_of_war", x.cost_of_war, {0, 10, 0.3, "value", "the mediator's own cost of war", "Kydd 2003", "Kydd 2003"});
  v.number("restraint", x.restraint, {0, 1, 0.5, "probability", "chance per round of counselling a side about the other's resolve", "sim/MODEL.md 7.6", "Kydd 2003"});
  v.number("message_weight", x.message_weight, {0, 5, 0.05, "log odds", "what a message of good faith moves trust per round", "Kydd 2006"});
  v.number("patience", x.patience, {1, 1e6, 365, "days", "how long the mediator goes on after the first session", "sim/MODEL.md 7.7"});
  v.number("noise", x.noise, {0, 1, 0.1, "value", "standard deviation of reported gaps at skill 0", "sim/MODEL.md 7.6"});
  v.number("framing", x.framing, {0, 1, 0.05, "value", "how much smaller a gap is made to look at skill 1", "sim/MODEL.md 7.6"});
  v.number("variance", x.variance, {0, 1, 0.04, "position²", "variance of the mediator's estimates at the start", "sim/MODEL.md 7.6"});
  v.number("framework_gap", x.framework_gap, {0, 2, 0.6, "position", "estimated gap at which a framework is sought", "sim/MODEL.md 7.6"});
  v.number("text_gap", x.text_gap, {0, 2, 0.5, "position", "estimated gap at which a text is sought", "sim/MODEL.md 7.6"});
  v.number("progress", x.progress, {0, 1, 0.02, "log", "relief of tension when progress is reported after a round", "sim/MODEL.md 7.6"});
  v.when(v.all() || x.style != Style::facilitation, "only with style formulation or manipulation", [&] {
    v.choice("search", x.search, Search::objective, "how the single negotiating text is sought");
    v.count("mutations", x.mutations, {1, 100000, 24, "proposals", "changes tried per exchange", "sim/MODEL.md 7.6", "Klein 2003"});
  });
  v.when(v.all() || (x.style != Style::facilitation && x.search == Search::objective), "only with style formulation or manipulation and search objective", [&] {
    v.choice("objective", x.objective, Objective::nash, "what the text maximises", "Nash 1950; Kalai and Smorodinsky 1975; Kalai 1977", "V2");
    v.numbers("weights", x.weights, To::party, {0.01, 100, 1, "weight", "weight of the party in nash and egalitarian", "Harsanyi and Selten 1972; Kalai 1977", "V2"});
    v.flag("polish", x.polish, false, "refine the optimum to 1e-10 (theory scenarios)");
  });
  v.when(v.all() || (x.style != Style::facilitation && x.search == Search::votes), "only with style formulation or manipulation and search votes", [&] {
    v.group("votes", x.votes, "voting on one-issue changes");
  });
  v.when(v.all() || x.style == Style::manipulation, "only with style manipulation", [&] {
    v.group("leverage", x.leverage, "sweeteners and costs of refusal");
  });
}

template <class V>
void describe(V& v, Breakdown& x) {
  v.number("probability", x.probability, {0, 1, 0, "probability", "chance that a refusal ends the talks", "Binmore, Rubinstein and Wolinsky 1986", "V1 breakdown"});
  v.choice("outcome", x.outcome, BreakdownOutcome::status_quo, "what follows a breakdown");
}

template <class V>
void describe(V& v, TalksSpec& x) {
  v.choice("protocol", x.protocol, Protocol::simultaneous, "who speaks when");
  v.when(v.all() || x.protocol == Protocol::alternating || x.protocol == Protocol::take_it_or_leave_it,
         "only with protocol alternating or take_it_or_leave_it",
         [&] { v.reference("first_proposer", x.first_proposer, To::party, Need::optional, "who proposes first (default: the first by id)"); });
  v.count("max_rounds", x.max_rounds, {1, 1000000, 100000, "rounds", "most rounds held", "Ståhl 1972", "V1 last offer"});
  v.count("exchanges", x.exchanges, {1, 1000, 3, "per session day", "rounds of relaying, or of offers without a mediator", "sim/MODEL.md 7.5"});
  v.choice("knowledge", x.knowledge, Knowledge::complete, "what a side knows of the other's ideal before its first offer");
  v.when(v.all() || x.knowledge == Knowledge::estimated, "only with knowledge estimated", [&] {
    v.number("belief_error", x.belief_error, {0, 1, 0.15, "position", "standard deviation of a side's belief about the other's ideal", "sim/MODEL.md 7.5"});
  });
  v.group("breakdown", x.breakdown, "what a refusal can do");
  v.number("calm_interim", x.calm_interim, {0, 1, 0.5, "share", "share of the war risk that an interim text removes if honoured", "sim/MODEL.md 7.2"});
  v.number("calm_comprehensive", x.calm_comprehensive, {0, 1, 0.8, "share", "share of the war risk that a comprehensive text removes if honoured", "sim/MODEL.md 7.2"});
  v.number("verification_power", x.verification_power, {0, 1, 0.5, "share", "how far full verification stands in for trust", "sim/MODEL.md 7.2"});
}

template <class V>
void describe(V& v, CalendarSpec& x) {
  v.day("first_session", x.first_session, {1, 36500, 1, "day", "day or date of the first session", "sim/MODEL.md 7.7"});
  v.count("session_days", x.session_days, {1, 100, 1, "days", "days of a round", "sim/MODEL.md 7.7"});
  v.number("recess_median", x.recess_median, {0, 3650, 10, "days", "median recess between rounds; 0 meets every day", "rounds of 2025: 7, 7, 15, 12 days"});
  v.number("recess_spread", x.recess_spread, {0, 3, 0.5, "log", "standard deviation of the log recess", "sim/MODEL.md 7.7"});
  v.optional_day("deadline", x.deadline, {1, 36500, 1, "day", "deadline known at the start, day or date (none: no deadline)", "sim/MODEL.md 7.7"});
  v.number("deadline_pull", x.deadline_pull, {0, 100, 1, "factor", "growth kappa of the force rate at the deadline", "sim/MODEL.md 7.7"});
  v.number("deadline_width", x.deadline_width, {0.1, 365, 7, "days", "width tau of that growth", "sim/MODEL.md 7.7"});
  v.number("boycott", x.boycott, {0, 3650, 14, "days", "days without rounds after a grave incident or a strike", "sim/MODEL.md 7.7"});
}

// ---------------------------------------------------------------------------------------------- the world between
template <class V>
void describe(V& v, TrustLearning& x) {
  v.number("forget", x.forget, {0, 1, 0.004, "per day", "return of trust to its start; 0 is Bayes", "sim/MODEL.md 7.3", "V9 Bayes"});
  v.number("repeat", x.repeat, {0, 1, 0.7, "factor", "weight of each further act of a kind within 30 days; 1 is Bayes", "sim/MODEL.md 7.3", "V9 Bayes"});
  v.number("resolve_factor", x.resolve_factor, {-10, 10, -0.5, "factor", "log odds of resolve moved per trust log-likelihood ratio", "sim/MODEL.md 7.3"});
  v.number("reassurance", x.reassurance, {-4, 4, 0.25, "log odds", "evidence in a reassuring act", "sim/MODEL.md 7.3", "V9 Bayes"});
  v.number("hostile_words", x.hostile_words, {-4, 4, -0.05, "log odds", "evidence in hostile words", "sim/MODEL.md 7.3"});
  v.number("provocation", x.provocation, {-4, 4, -0.15, "log odds", "evidence in a military provocation", "sim/MODEL.md 7.3"});
  v.number("sanction", x.sanction, {-4, 4, -0.15, "log odds", "evidence in a sanction", "sim/MODEL.md 7.3"});
  v.number("incident", x.incident, {-4, 4, -0.05, "log odds", "evidence in a minor incident", "sim/MODEL.md 7.3"});
  v.number("grave_incident", x.grave_incident, {-4, 4, -0.3, "log odds", "evidence in a grave incident", "sim/MODEL.md 7.3"});
  v.number("strike", x.strike, {-4, 4, -1, "log odds", "evidence in a strike", "sim/MODEL.md 7.3"});
  v.number("breach", x.breach, {-4, 4, -1.5, "log odds", "evidence in a breach of what was signed", "sim/MODEL.md 7.3"});
  v.number("honoured", x.honoured, {-4, 4, 0.1, "log odds", "evidence in a month of honouring what was signed", "sim/MODEL.md 7.3"});
}

template <class V>
void describe(V& v, TensionSpec& x) {
  v.number("start", x.start, {0, 1, 0.3, "tension", "tension at the start", "sim/MODEL.md 7.10"});
  v.number("decay", x.decay, {0, 1, 0.05, "per day", "return to the floor that postures set", "sim/MODEL.md 7.10"});
  v.number("floor", x.floor, {0, 1, 0.6, "tension", "highest floor, f_max", "sim/MODEL.md 7.10"});
  v.number("posture_scale", x.posture_scale, {0.01, 1000, 8, "rungs", "mobilisation m_0 at which floor and exposure near their maximum", "sim/MODEL.md 7.10"});
  v.number("strike", x.strike, {0, 10, 0.5, "raise", "raise of tension by a strike, T ← 1 − (1 − T)e^(−raise)", "sim/MODEL.md 7.10"});
  v.number("breach", x.breach, {0, 10, 0.3, "raise", "raise of tension by the breach of an agreement", "sim/MODEL.md 7.10"});
}

template <class V>
void describe(V& v, Precision& x) {
  v.number("text", x.text, {0, infinite, 20, "per value", "precision of answers to texts; .inf is sharp", "sim/MODEL.md 7.5"});
  v.number("move", x.move, {0, infinite, 2, "per utility", "precision of the choice of moves", "sim/MODEL.md 7.10"});
  v.number("force", x.force, {0, infinite, 8, "per value", "precision of decisions on force", "Signorino 1999", "V11"});
  v.number("ratification", x.ratification, {0, infinite, 20, "per value", "precision of factions", "sim/MODEL.md 7.8", "V17"});
  v.number("compliance", x.compliance, {0, infinite, 10, "per probability", "precision of the decision to honour", "sim/MODEL.md 7.12", "V9"});
}

template <class V>
void describe(V& v, DomesticSpec& x) {
  v.number("hawk_incident", x.hawk_incident, {0, 1, 0.1, "pressure", "hawk pressure added by a grave incident", "sim/MODEL.md 7.9"});
  v.number("hawk_strike", x.hawk_strike, {0, 1, 0.5, "pressure", "hawk pressure added by being struck", "sim/MODEL.md 7.9"});
  v.number("hawk_decay", x.hawk_decay, {0, 1, 0.02, "per day", "decay of hawk pressure", "sim/MODEL.md 7.9"});
  v.number("memory", x.memory, {0, 1, 0.8, "per day", "share of hostile acts still felt a day later, for reciprocity", "sim/MODEL.md 7.10"});
}

template <class V>
void describe(V& v, IncidentSpec& x) {
  v.number("base", x.base, {0, 100, 0, "per day", "base rate of incidents", "Hawkes 1971", "V14"});
  v.number("exposure", x.exposure, {1, 100, 3, "factor", "growth of the base rate at full mobilisation, e_max", "sim/MODEL.md 7.10"});
  v.number("branching", x.branching, {0, 0.99, 0.3, "incidents", "incidents that one incident causes, n", "Hawkes 1971", "V14"});
  v.number("decay", x.decay, {0.001, 1, 0.2, "per day", "decay g of the excitation", "Hawkes 1971", "V14"});
  v.number("recent", x.recent, {0, 1000, 0, "incidents", "incidents of the eve that still excite", "Hawkes and Oakes 1974", "V14 clusters"});
  v.number("grave_share", x.grave_share, {0, 1, 0.1, "probability", "chance that an incident is grave", "sim/MODEL.md 7.10"});
  v.number("tension_minor", x.tension_minor, {0, 10, 0.05, "log", "raise of tension by a minor incident", "sim/MODEL.md 7.10"});
  v.number("tension_grave", x.tension_grave, {0, 10, 0.2, "log", "raise of tension by a grave incident", "sim/MODEL.md 7.10"});
}

template <class V>
void describe(V& v, Payoffs& x) {
  v.number("status_quo", x.status_quo, {-1000, 1000, 0, "value", "payoff of going on without force", "Signorino 1999", "V11"});
  v.number("unanswered", x.unanswered, {-1000, 1000, 1, "value", "payoff of a strike that is not answered", "Signorino 1999", "V11"});
  v.number("exchange", x.exchange, {-1000, 1000, -1, "value", "payoff of an exchange", "Signorino 1999", "V11"});
  v.number("absorb", x.absorb, {-1000, 1000, -1, "value", "payoff of absorbing a strike", "Signorino 1999", "V11"});
}

template <class V>
void describe(V& v, StrikeSpec& x) {
  v.flag("may_strike", x.may_strike, false, "whether this side may start an exchange");
  v.number("gain", x.gain, {-10, 10, 0.1, "value", "gain from a strike or a limited exchange", "sim/MODEL.md 7.12", "V7"});
  v.number("loss", x.loss, {-10, 10, 0.1, "value", "loss in a limited exchange", "sim/MODEL.md 7.12"});
  v.number("damage", x.damage, {-10, 10, 0.1, "value", "damage from absorbing a strike", "sim/MODEL.md 7.12"});
  v.number("struck_first", x.struck_first, {-10, 10, 0.1, "value", "additional loss of being struck first", "Schelling 1960"});
  v.number("becomes_war", x.becomes_war, {0, 1, 0.3, "probability", "perceived chance that an exchange becomes war", "sim/MODEL.md 7.12"});
  v.optional_group("payoffs", x.payoffs, "the payoffs of the game set outright", "Signorino 1999");
}

template <class V>
void describe(V& v, Dyad& x) {
  v.reference("first", x.first, To::actor, Need::required, "one side");
  v.reference("second", x.second, To::actor, Need::required, "the other side");
  v.group("incidents", x.incidents, "incidents between the two");
  v.map("force", x.force, To::actor, "each side as a user of force");
}

template <class V>
void describe(V& v, ForceSpec& x) {
  v.number("rate", x.rate, {0, 1, 0.1, "per day", "chance of an occasion to decide on force", "held fixed, sim/MODEL.md 7.12"});
  v.number("persistence", x.persistence, {-20, 20, 3, "log odds", "log odds of a side going on with an exchange for a day, at stake 0", "sim/MODEL.md 7.12"});
  v.number("stake", x.stake, {0, 20, 1, "per value", "growth of that with the worth of war over the status quo", "sim/MODEL.md 7.12"});
  v.number("ceasefire", x.ceasefire, {0, 20, 0.5, "log odds", "what a mediator at skill 1 takes off it", "sim/MODEL.md 7.12"});
  v.number("host_struck", x.host_struck, {0, 1, 0.02, "per day", "chance per day of an exchange that a host of bases is struck", "sim/MODEL.md 7.12"});
  v.number("setback", x.setback, {0, 1, 0.3, "share", "share of the adversary's shift in power that an exchange destroys", "sim/MODEL.md 7.12"});
  v.count("war_days", x.war_days, {1, 3650, 7, "days", "an exchange longer than this is a war", "sim/MODEL.md 7.12"});
  v.flag("quiet_start", x.quiet_start, false,
         "the crisis is known to have come to its first day without a strike: the standing shock of each decision is drawn "
         "given that, so that only a worsening leads to force");
}

template <class V>
void describe(V& v, HistoricAct& x) {
  v.day("day", x.day, {-36500, 0, 0, "day", "day (0 is the eve) or date of the act", "sim/MODEL.md 5"});
  v.choice("act", x.kind, ActKind::none, "kind of act");
  v.reference("by", x.by, To::actor, Need::required, "who acted");
  v.reference("against", x.against, To::actor, Need::required, "against whom");
}

template <class V>
void describe(V& v, Event& x) {
  v.text("text", x.text, "", "what stories say");
  v.optional_day("day", x.day, {1, 36500, 1, "day", "day or date on which it happens", "sim/MODEL.md 7.11"});
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

template <class V>
void describe(V& v, Mechanisms& x) {
  v.flag("prospect", x.prospect, true, "loss aversion and curvature of gains (sections of sim/MODEL.md: 7.1)");
  v.flag("linkage", x.linkage, true, "linkages between issues (7.1)");
  v.flag("red_lines", x.red_lines, true, "absolute and soft red lines (7.1)");
  v.flag("war_risk", x.war_risk, true, "perceived war risk in the value of no deal (7.2)");
  v.flag("strain", x.strain, true, "strain hurts (7.2, 7.9)");
  v.flag("trust", x.trust, true, "gains discounted by trust (7.2, 7.3)");
  v.flag("trust_learning", x.trust_learning, true, "trust learns from acts (7.3)");
  v.flag("resolve", x.resolve, true, "beliefs about the other's cost of war learn from acts (7.3)");
  v.flag("logrolling", x.logrolling, true, "offers give way first where it costs least (7.5)");
  v.flag("third_party_voice", x.third_party_voice, true, "third parties speak into the texts (7.5)");
  v.flag("promises", x.promises, true, "conditional offers of third parties (7.2)");
  v.flag("mediation", x.mediation, true, "the mediator (7.6); without it the parties meet directly");
  v.flag("ripeness", x.ripeness, true, "readiness slows concessions (7.7)");
  v.flag("deadline", x.deadline, true, "deadlines (7.7)");
  v.flag("audience", x.audience, true, "audience costs (7.9)");
  v.flag("factions", x.factions, true, "ratification by factions (7.8)");
  v.flag("hawks", x.hawks, true, "hawk pressure on factions and moves (7.9)");
  v.flag("posture", x.posture, true, "mobilisation and reaction (7.10)");
  v.flag("moves", x.moves, true, "moves (7.10)");
  v.flag("tension", x.tension, true, "tension changes (7.10)");
  v.flag("incidents", x.incidents, true, "incidents (7.10)");
  v.flag("contagion", x.contagion, true, "incidents cause incidents (7.10)");
  v.flag("force", x.force, true, "the option of force (7.12)");
  v.flag("preventive", x.preventive, true, "the preventive motive (7.12)");
  v.flag("patron", x.patron, true, "patrons hold back (7.12)");
  v.flag("exchange", x.exchange, true, "exchanges widen and last (7.12); without it every strike is a single day");
  v.flag("compliance", x.compliance, true, "agreements can be breached (7.12)");
  v.flag("events", x.events, true, "events (7.11)");
}

template <class V>
void describe(V& v, Scenario& x) {
  v.text("title", x.title, "", "title of the scenario");
  v.text("description", x.description, "", "what it is about and where its knowledge ends");
  v.date("start_date", x.start_date, "2026-01-01", "calendar date of day 1");
  v.count("horizon", x.horizon, {1, 36500, 180, "days", "last day of a run", "sim/MODEL.md 3"});
  v.count("settled_days", x.settled_days, {1, 36500, 90, "days", "days after a comprehensive agreement without breach that end a run", "sim/MODEL.md 3"});
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
  v.group("force", x.force, "occasions for force and how exchanges go");
  v.number("compliance_period", x.compliance_period, {1, 3650, 30, "days", "days between decisions to honour", "sim/MODEL.md 7.12"});
  v.list("history", x.history, "acts before the start, as trust remembers them");
  v.map("events", x.events, To::own, "dated, conditional or random events and counterfactual interventions");
  v.group("mechanisms", x.mechanisms, "switches, for drop-one studies");
}
// clang-format on

}  // namespace backchannel
