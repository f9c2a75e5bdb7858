#include "cli/story/json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>
#include <span>

#include "cli/story/chronicle.hpp"
#include "cli/story/dates.hpp"
#include "cli/story/events.hpp"
#include "cli/story/words.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {
namespace {

using nlohmann::ordered_json;

/// Why a text cannot be taken; nullptr: it can.
const char* reason(told::Verdict verdict) {
  switch (verdict) {
    case told::Verdict::crosses_line:
      return "red_line";
    case told::Verdict::not_of_scope:
      return "not_of_scope";
    case told::Verdict::none_ratifiable:
      return "not_ratifiable";
    case told::Verdict::none_beats_no_deal:
      return "no_text_worth_it";
    default:
      return nullptr;
  }
}

class Writer {
 public:
  explicit Writer(const Replay& replay)
      : replay_(replay), model_(*replay.model), dates_(model_.scenario.start_date), axes_(axes_of(model_)) {}

  ordered_json whole(const std::optional<Found>& found) const {
    ordered_json out;
    out["scenario"] = {{"title", model_.scenario.title}, {"hash", model_.loaded.hash}};
    out["seed"] = replay_.seed;
    out["run"] = replay_.run;
    if (found) out["found"] = {{"nth", found->alike}, {"runs_looked_at", found->looked_at}};
    out["start_date"] = model_.scenario.start_date;
    out["horizon_days"] = model_.scenario.horizon;
    out["failure"] = replay_.failure ? ordered_json(*replay_.failure) : ordered_json(nullptr);
    out["outcome"] = name_of(replay_.row.outcome);
    out["how"] = how_it_ended(replay_);
    out["row"] = row();
    out["issues"] = issues();
    for (const Passage& passage : chronicle(replay_))
      out["story"].push_back({{"day", passage.day}, {"date", dates_.iso(passage.day)}, {"text", passage.text}});
    for (const StoryEntry& entry : replay_.entries) out["entries"].push_back(one(entry));
    for (const Evening& evening : replay_.evenings) out["evenings"].push_back(figures(evening));
    return out;
  }

 private:
  ordered_json id(ActorId actor) const {
    return actor.given() ? ordered_json(model_.actors[actor].id) : ordered_json(nullptr);
  }
  /// JSON has no infinity.
  static ordered_json number(double x) {
    return std::isinf(x) ? ordered_json(x > 0 ? "inf" : "-inf") : ordered_json(x);
  }
  static ordered_json day_or_null(double day) { return day > 0 ? ordered_json(day) : ordered_json(nullptr); }

  ordered_json text_of(const Positions& positions) const {
    ordered_json text = ordered_json::object();
    for (const IssueId k : positions.ids()) text[model_.agenda.id[k]] = axes_[k].physical(positions[k]);
    return text;
  }

  ordered_json by_actor(const Table<ActorId, double>& numbers) const {
    ordered_json out = ordered_json::object();
    for (const ActorId a : numbers.ids()) out[model_.actors[a].id] = numbers[a];
    return out;
  }

  /// Of a row; of all, or of those who have preferences.
  enum class Whose { all, valuing };
  ordered_json by_actor(std::span<const double> numbers, Whose whose) const {
    ordered_json out = ordered_json::object();
    for (const ActorId a : model_.actors.ids())
      if (whose == Whose::all || model_.actors[a].values) out[model_.actors[a].id] = numbers[a.index()];
    return out;
  }

  ordered_json row() const {
    const Row& row = replay_.row;
    return {{"outcome", name_of(row.outcome)},
            {"violence", violence_names[index_of(row.violence)]},
            {"settlement", settlement_names[index_of(row.settlement)]},
            {"in_force", settlement_names[index_of(row.in_force)]},
            {"talks_alive", row.talks_alive},
            {"path", name_of(row.path)},
            {"first_striker", id(ActorId(row.first_striker))},
            {"interim_day", day_or_null(row.interim_day)},
            {"comprehensive_day", day_or_null(row.comprehensive_day)},
            {"strike_day", day_or_null(row.strike_day)},
            {"war_day", day_or_null(row.war_day)},
            {"breach_day", day_or_null(row.breach_day)},
            {"after_force_day", day_or_null(row.after_force_day)},
            {"after_war_day", day_or_null(row.after_war_day)},
            {"exchange_days", row.exchange_days},
            {"exchange_end_day", day_or_null(row.exchange_end_day)},
            {"war_days", row.war_days},
            {"war_end_day", day_or_null(row.war_end_day)},
            {"end_day", row.end_day},
            {"rounds", row.rounds},
            {"incidents", row.incidents},
            {"grave_incidents", row.grave_incidents},
            {"strikes", row.strikes},
            {"escalation", row.escalation},
            {"tension", row.tension},
            {"terms", row.text_in_force() ? text_of(terms()) : ordered_json(nullptr)},
            {"value", by_actor(row.value, Whose::valuing)},
            {"trust", by_actor(row.trust, Whose::all)},
            {"perceived_risk", by_actor(row.perceived_risk, Whose::valuing)}};
  }

  Positions terms() const {
    Positions text(model_.agenda.size());
    for (const IssueId k : text.ids()) text[k] = replay_.row.terms[k.index()];
    return text;
  }

  ordered_json issues() const {
    ordered_json out = ordered_json::object();
    for (const IssueId k : axes_.ids())
      out[model_.agenda.id[k]] = {{"title", axes_[k].title()}, {"unit", axes_[k].unit()}};
    return out;
  }

  ordered_json one(const StoryEntry& entry) const {
    ordered_json out{{"day", entry.day}, {"date", dates_.iso(entry.day)}, {"kind", kind_of(entry.event)}};
    std::visit([&](const auto& event) { add(out, event); }, entry.event);
    return out;
  }

  // What is told of an event of each kind.
  void people(ordered_json& out, ActorId actor, ActorId other = {}) const {
    if (actor.given()) out["actor"] = id(actor);
    if (other.given()) out["other"] = id(other);
  }
  static void add_scope(ordered_json& out, Scope scope) { out["scope"] = scope_name(scope); }
  void add_text(ordered_json& out, Scope scope, const Positions& text) const {
    add_scope(out, scope);
    out["text"] = text_of(text);
  }

  void add(ordered_json& out, const told::Happened& e) const {
    people(out, e.by, e.against);
    out["event"] = model_.events[e.event].id;
  }
  void add(ordered_json& out, const told::Made& e) const {
    people(out, e.by, e.against);
    out["move"] = model_.moves[e.move].id;
  }
  void add(ordered_json& out, const told::Clashed& e) const {
    people(out, e.one, e.two);
    out["number"] = e.number;
    out["grave"] = e.grave;
  }
  void add(ordered_json& out, const told::Offered& e) const {
    people(out, e.by, e.to);
    add_text(out, e.scope, e.text);
    out["least_ratifiable"] = e.least_ratifiable;
  }
  void add(ordered_json& out, const told::SpokeUp& e) const {
    people(out, e.by, e.to);
    add_text(out, e.scope, e.text);
  }
  void add(ordered_json& out, const told::Misread& e) const {
    people(out, e.by, e.to);
    add_scope(out, e.scope);
  }
  void add(ordered_json& out, const told::Proposed& e) const { add_text(out, e.scope, e.text); }
  void add(ordered_json& out, const told::Answered& e) const {
    people(out, e.by, e.to);
    add_scope(out, e.scope);
    out["yes"] = e.verdict == told::Verdict::yes;
    out["margin"] = e.margin;
    if (const char* because = reason(e.verdict)) out["because"] = because;
    const told::AnswerTerms& t = e.terms;
    out["terms"] = {{"worth", t.worth},         {"sweetener", t.sweetener},         {"audience", t.audience},
                    {"threshold", t.threshold}, {"precision", number(t.precision)}, {"chance", t.chance},
                    {"shock", t.shock}};
  }
  void add(ordered_json& out, const told::Agreed& e) const { add_text(out, e.scope, e.text); }
  void add(ordered_json& out, const told::StageReached& e) const {
    out["stage"] = e.stage == Stage::text ? "text" : "framework";
  }
  void add(ordered_json& out, const OneOf<told::TrackOpened, told::Reopened> auto& e) const {
    out["by_mediator"] = e.by_mediator;
  }
  void add(ordered_json& out, const told::Extended& e) const {
    out["to"] = dates_.iso(e.date);
    out["by_mediator"] = e.by_mediator;
  }
  void add(ordered_json& out, const told::Explained& e) const { out["dyad"] = model_.dyads[e.dyad].id; }
  void add(ordered_json& out, const told::Counselled& e) const {
    people(out, e.to, e.about);
    out["resolved"] = e.resolved;
    out["believed"] = e.believed;
  }
  void add(ordered_json& out, const told::Voted& e) const {
    people(out, e.by);
    add_scope(out, e.scope);
    out["passed"] = e.passed;
    out["in_favour"] = e.share;
    ordered_json factions = ordered_json::array();
    for (const told::Ballot& ballot : e.terms.ballots)
      factions.push_back({{"faction", faction_name(model_, e.by, ballot.of)},
                          {"weight", ballot.weight},
                          {"worth", ballot.worth},
                          {"no_deal", ballot.refusing},
                          {"vetoes", ballot.vetoes},
                          {"chance", ballot.chance}});
    out["terms"] = {{"threshold", e.terms.threshold}, {"precision", number(e.terms.precision)}, {"factions", factions}};
  }
  void add(ordered_json& out, const told::Ratified& e) const { add_scope(out, e.scope); }
  void add(ordered_json& out, const told::ForceConsidered& e) const {
    people(out, e.by, e.against);
    out["strikes"] = e.strikes;
    out["chance"] = e.chance;
    const told::ForceTerms& t = e.terms;
    out["terms"] = {{"attack", t.attack},
                    {"answer", t.answer},
                    {"exchange", t.exchange},
                    {"unanswered", t.unanswered},
                    {"preventive", t.preventive},
                    {"carry_on", t.carry_on},
                    {"hope", t.hope},
                    {"deal", t.deal},
                    {"waiting", t.waiting},
                    {"audience", t.audience},
                    {"leash", t.leash},
                    {"restraint", t.restraint},
                    {"precision", number(t.precision)},
                    {"shock", t.shock}};
  }
  void add(ordered_json& out, const told::Struck& e) const {
    people(out, e.by, e.against);
    out["decided"] = e.was_decided;
  }
  void add(ordered_json& out, const told::StruckBack& e) const {
    people(out, e.by, e.against);
    out["hits_back"] = e.strikes_back;
    const told::CounterTerms& t = e.terms;
    out["terms"] = {
        {"exchange", t.exchange}, {"absorb", t.absorb}, {"precision", number(t.precision)}, {"chance", t.chance}};
  }
  void add(ordered_json& out, const told::HostHit& e) const { people(out, e.of); }
  void add(ordered_json& out, const OneOf<told::Honoured, told::Breached> auto& e) const {
    people(out, e.by);
    const told::HonourTerms& t = e.terms;
    out["terms"] = {{"confidence", t.confidence},
                    {"losses_to_gains", number(t.ratio)},
                    {"precision", number(t.precision)},
                    {"chance", t.chance}};
  }
  void add(ordered_json& out, const told::Joined& e) const { people(out, e.by); }
  void add(ordered_json& out, const told::Established& e) const {
    out["days"] = e.days;
    out["struck"] = e.struck;
  }
  void add(ordered_json& out, const told::FoughtOn& e) const {
    people(out, e.by, e.against);
    out["goes_on"] = e.goes_on;
    const told::FightTerms& t = e.terms;
    out["terms"] = {{"persistence", t.persistence},
                    {"stake", t.stake},
                    {"war", t.war},
                    {"status_quo", t.status_quo},
                    {"chance", t.chance}};
  }
  void add(ordered_json& out, const told::TruceWeighed& e) const {
    people(out, e.one, e.two);
    out["cease"] = e.cease;
    const told::TruceTerms& t = e.terms;
    out["terms"] = {{"ready", {t.ready_one, t.ready_two}},
                    {"alone", t.alone},
                    {"brought", t.brought},
                    {"pressed", t.pressed},
                    {"hosts", t.hosts},
                    {"chance", t.chance},
                    {"shock", t.shock}};
  }
  void add(ordered_json& out, const told::Ceased& e) const {
    out["by"] = std::array{"one_side", "agreement", "mediator", "host"}[index_of(e.by)];
    if (e.stopped.given()) out["stopped"] = id(e.stopped);
  }
  void add(ordered_json&, const OneOf<told::BrokenDown, told::BroughtTogether, told::StayedAway> auto&) const {}

  ordered_json figures(const Evening& evening) const {
    ordered_json out{{"day", evening.day},
                     {"date", dates_.iso(evening.day)},
                     {"tension", evening.tension},
                     {"hope", evening.hope},
                     {"trust", by_actor(evening.trust)},
                     {"posture", by_actor(evening.posture)},
                     {"strain", by_actor(evening.strain)},
                     {"rounds", evening.rounds},
                     {"talks_open", evening.open},
                     {"settlement", evening.settlement ? scope_name(*evening.settlement) : settlement_names[0]},
                     {"fighting", evening.fighting}};
    out["in_force"] = evening.settlement ? text_of(evening.in_force) : ordered_json(nullptr);
    return out;
  }

  const Replay& replay_;
  const Model& model_;
  Dates dates_;
  Table<IssueId, Axis> axes_;
};

}  // namespace

std::string to_json(const Replay& replay, const std::optional<Found>& found) {
  return Writer(replay).whole(found).dump(1) + "\n";
}

}  // namespace backchannel
