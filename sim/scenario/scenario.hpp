// A scenario as written: plain structs, one field a YAML key. `schema.hpp` describes every key once (meaning, unit,
// range, default, source); the strict reader, `explain`, `evidence` and the resolved copy are all made from that
// description, so they cannot drift. Every number is a handle into the parameter table (parameters.hpp).
// Maps are ordered by id: the order in the YAML file has no meaning.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/errors.hpp"
#include "sim/scenario/param.hpp"

namespace backchannel {

template <class T>
using ById = std::map<std::string, T>;

/// A reference to something with an id, and where it was written (for messages).
struct Reference {
  std::string id;
  Place place;
  [[nodiscard]] bool given() const { return !id.empty(); }
};

// ---------------------------------------------------------------------------------------------- issues
enum class IssueGroup { nuclear, regional, economic, security, other };
enum class IssueRole { none, verification, relief, cap };

struct Level {
  std::string name;
  ById<Param> worth;  // by actor
};

struct Issue {
  std::string title, unit, at_zero, at_one;
  Param low, high;  // physical value of position 0 and 1
  IssueGroup group = IssueGroup::other;
  IssueRole role = IssueRole::none;
  Param status_quo, min_step;
  bool interim = false, comprehensive = true;  // needed for
  std::vector<Level> levels;                   // tabulated issue; empty: linear axis
  bool discrete = false;
};

// ---------------------------------------------------------------------------------------------- actors
enum class ActorRole { party, third_party };
enum class LineKind { none, soft, absolute };
enum class LineSide { at_most, at_least };

struct RedLine {
  LineKind kind = LineKind::none;
  LineSide side = LineSide::at_most;
  Param at, penalty, probability;
};

struct Preference {
  Param ideal, salience;
  bool negotiable = true;
  RedLine red_line;
};

struct War {
  Param cost, perceived_risk, tension_sensitivity, mobilisation_sensitivity;
  ById<Param> win, lose;  // texts by issue; missing issues: own ideal / the adversary's ideal
};

struct Strain {
  Param start, pressure, adjustment, pain;
};

struct Preventive {
  Param discount, shift;
};

enum class TacticKind { time_dependent, tit_for_tat, hardliner, equilibrium, risk_return, attrition };
enum class TimeForm { polynomial, exponential };
enum class TitForTatForm { relative, averaged, generous };

struct TacticSpec {
  TacticKind kind = TacticKind::time_dependent;
  TimeForm form = TimeForm::polynomial;
  TitForTatForm imitation = TitForTatForm::relative;
  Param exponent, kept;           // time_dependent: beta, r
  Param generosity, memory;       // tit_for_tat
  Param discount, strain_weight;  // equilibrium: r0, r1
  std::optional<Param> opt_out;   // equilibrium
  Param audience_slope;           // attrition
};

struct Ripeness {
  Param hurt_threshold, way_out_threshold, slope, least_hope;
};

struct Audience {
  Param cost, start, growth, decay;
};

struct Faction {
  std::string name;
  Param weight, hawkishness;
  ById<Preference> preferences;  // overrides of the party's own, by issue
};

struct Ratification {
  Param threshold, delay, refusal_commitment;
  int tries = 3;
};

struct PostureSpec {
  Param start, fatigue, grievance;
  ById<Param> reaction;  // to actor
};

enum class MoveKind { signal, threat, deployment, exercise, sanction, relief, covert, statement };
enum class ActKind {
  none,
  reassurance,
  hostile_words,
  provocation,
  sanction,
  breach,
  incident,
  grave_incident,
  strike
};
enum class Category { de_escalation, neutral, posturing, non_violent, violent, nuclear };

/// What a move or an event does to the public state; all of it at the end of the day.
struct Effects {
  Param posture, tension, pressure, perceived_risk, commitment, deadline_in;
  ActKind act = ActKind::none;
};

struct Drivers {
  Param coercion, reciprocity, domestic, spoiling, cost;
};

enum class Comparison { above, below };

/// A comparison on named public state: `state` is one of tension, day, rounds, settlement, hope,
/// posture.<actor>, strain.<actor>, commitment.<actor>, pressure.<actor>.
struct Condition {
  std::string state;
  Place place;
  Comparison is = Comparison::above;
  Param value;
};

/// In which part of a crisis an act makes sense: always, in a dispute (no comprehensive text in force), or during talks
/// (a dispute with the table open or a text before the capitals).
enum class During { always, dispute, talks };

struct Move {
  std::string text;
  MoveKind kind = MoveKind::signal;
  Category category = Category::neutral;
  Reference against;
  Effects effects;
  Drivers drivers;
  During during = During::always;
  std::optional<Condition> when;
  Param cooldown;
};

enum class PromiseKind { sweetener, snapback, veto_threat };

/// A third party's conditional offer: applies to a text if `issue` stands on the `side` of `at` (always without issue).
struct Promise {
  PromiseKind kind = PromiseKind::sweetener;
  Reference to, issue;
  LineSide side = LineSide::at_most;
  Param at, size;
};

struct ComplianceSpec {
  Param detection, snapback;
};

struct Actor {
  std::string name;
  ActorRole role = ActorRole::party;
  bool enabled = true;
  Param curvature, loss_aversion, gain_exponent;
  ById<Preference> preferences;
  ById<Param> linkages;  // "issue*issue" or "all"
  Param capability, mobilised;
  ById<Param> support;  // for actor
  War war;
  Strain strain;
  Preventive preventive;
  ById<Param> trust;  // in actor: initial probability that it honours what it signs
  TacticSpec tactic;
  Param firmness, logroll, patience;
  Ripeness ripeness;
  Audience audience;
  ById<Faction> factions;
  Ratification ratification;
  PostureSpec posture;
  Param tempo;
  ById<Move> moves;
  ComplianceSpec compliance;
  // third parties
  Reference backs, patron;
  Param voice, autonomy, leash, join;
  ById<Promise> promises;
  std::vector<std::string> hosts;
};

// ---------------------------------------------------------------------------------------------- mediator, talks
enum class Style { facilitation, formulation, manipulation };
enum class Search { objective, votes };
enum class Objective { nash, kalai_smorodinsky, egalitarian };
enum class Voter { hill_climber, annealer };

struct Votes {
  ById<Voter> voter;  // by party
  Param temperature, cooling;
};

struct Leverage {
  Param budget, sweetener, refusal_cost;
};

struct Mediator {
  std::string name;
  Style style = Style::facilitation;
  Param skill, bias, cost_of_war, patience, noise, framing, variance, message_weight, restraint;
  Reference favours;
  Search search = Search::objective;
  Objective objective = Objective::nash;
  ById<Param> weights;  // by party
  int mutations = 24;
  bool polish = false;
  Votes votes;
  Leverage leverage;
  Param framework_gap, text_gap, progress;
};

enum class Protocol { simultaneous, alternating, single_text, take_it_or_leave_it };
enum class Knowledge { complete, estimated };
enum class BreakdownOutcome { war, status_quo };

struct Breakdown {
  Param probability;
  BreakdownOutcome outcome = BreakdownOutcome::status_quo;
};

struct TalksSpec {
  Protocol protocol = Protocol::simultaneous;
  Reference first_proposer;
  int max_rounds = 100000, exchanges = 3;
  Knowledge knowledge = Knowledge::complete;
  Param belief_error;
  Breakdown breakdown;
  Param calm_interim, calm_comprehensive, verification_power;
};

struct CalendarSpec {
  Param first_session, recess_median, recess_spread, deadline_pull, deadline_width, boycott;
  std::optional<Param> deadline;
  int session_days = 1;
};

// ---------------------------------------------------------------------------------------------- the world between
struct TrustLearning {
  Param forget, repeat, resolve_factor;
  Param reassurance, hostile_words, provocation, sanction, breach, incident, grave_incident, strike, honoured;
};

struct TensionSpec {
  Param start, decay, floor, posture_scale, strike, breach;
};

struct Precision {
  Param text, move, force, ratification, compliance;
};

struct IncidentSpec {
  Param base, exposure, branching, decay, grave_share, tension_minor, tension_grave, recent;
};

struct Payoffs {
  Param status_quo, unanswered, exchange, absorb;
};

/// One side of a dyad as a user of force; keyed by actor.
struct StrikeSpec {
  bool may_strike = false;
  Param gain, loss, damage, struck_first, becomes_war;
  std::optional<Payoffs> payoffs;
};

struct Dyad {
  Reference first, second;
  IncidentSpec incidents;
  ById<StrikeSpec> force;
};

struct ForceSpec {
  Param rate, persistence, stake, ceasefire, host_struck, setback;
  int war_days = 7;
  bool quiet_start = false;
};

struct HistoricAct {
  Param day;  // negative: before the start
  ActKind kind = ActKind::none;
  Reference by, against;
};

enum class EventOutcome { none, deal, war };

struct Event {
  std::string text;
  Reference by, against;
  std::optional<Param> day, rate;
  std::optional<Condition> when;
  During during = During::always;
  int times = 1;
  EventOutcome outcome = EventOutcome::none;
  Category category = Category::neutral;
  Effects effects;
  Param restraint, trust_repair;
};

/// Each flag switches one mechanism off by its neutral values.
struct Mechanisms {
  bool prospect = true, linkage = true, red_lines = true, war_risk = true, strain = true, trust = true,
       trust_learning = true, resolve = true, logrolling = true, third_party_voice = true, promises = true,
       mediation = true, ripeness = true, deadline = true, audience = true, factions = true, hawks = true,
       posture = true, moves = true, tension = true, incidents = true, contagion = true, force = true,
       preventive = true, patron = true, exchange = true, compliance = true, events = true;
};

struct DomesticSpec {
  Param hawk_incident, hawk_strike, hawk_decay, memory;
};

struct Scenario {
  std::string title, description;
  std::string start_date;  // ISO; day 1
  int horizon = 180, settled_days = 90;
  ById<Issue> issues;
  ById<Actor> actors;
  std::optional<Mediator> mediator;
  TalksSpec talks;
  CalendarSpec calendar;
  TrustLearning trust;
  TensionSpec tension;
  Precision precision;
  DomesticSpec domestic;
  std::vector<std::string> ladder;
  ById<Dyad> dyads;
  ForceSpec force;
  Param compliance_period;
  std::vector<HistoricAct> history;
  ById<Event> events;
  Mechanisms mechanisms;
};

}  // namespace backchannel
