#include "sim/results/file/columns.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/id.hpp"
#include "sim/results/counts/tally.hpp"
#include "sim/results/file/schema.hpp"

namespace backchannel {

namespace {

constexpr const char *as_text = "TEXT", *as_whole = "INTEGER", *as_real = "REAL";

double number_of(const Cell& cell) {
  if (const auto* integer = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*integer);
  if (std::holds_alternative<std::monostate>(cell)) return 0;
  const auto* number = std::get_if<double>(&cell);
  if (number == nullptr || !std::isfinite(*number)) throw WrongCell("a value in table runs is no number");
  return *number;
}

std::uint64_t run_of(const Cell& cell) {
  const auto* run = std::get_if<std::int64_t>(&cell);
  if (run == nullptr || *run < 0) throw WrongCell("the number of a run in table runs is none");
  return static_cast<std::uint64_t>(*run);
}

/// The index of a name, as it is in a cell.
template <class Names>
std::size_t index_in_names(const Cell& cell, const Names& names) {
  const auto* name = std::get_if<std::string_view>(&cell);
  const std::size_t found = find_index(names, name == nullptr ? std::string_view() : *name);
  if (found == names.size()) throw WrongCell("a name in table runs is none that a run can have");
  return found;
}

class Columns {
 public:
  explicit Columns(const StudyFacts& study) : study_(study) {}

  std::vector<RunColumn> take() {
    course();
    days();
    counts();
    for (std::size_t k = 0; k < study_.issues.size(); ++k) term(k);
    for (std::size_t a = 0; a < study_.actors.size(); ++a) actor(a);
    return std::move(columns_);
  }

 private:
  template <class Member, class Names>
  void name(const char* title, const char* meaning, Member member, const Names& names) {
    using Index = std::remove_reference_t<decltype(std::declval<Row&>().*member)>;
    columns_.push_back(
        {title, as_text, "", meaning,
         [=, &names](const Row& r) { return std::string_view(names[index_of(r.*member)]); },
         [=, &names](Row& r, const Cell& c) { r.*member = static_cast<Index>(index_in_names(c, names)); }});
  }

  void course() {
    columns_.push_back({"run", as_whole, "", "number of the run",
                        [](const Row& r) { return static_cast<std::int64_t>(r.run); },
                        [](Row& r, const Cell& c) { r.run = run_of(c); }});
    columns_.push_back({"draw", as_whole, "", "number of its draw of the uncertain parameters",
                        [plays = study_.plays](const Row& r) { return static_cast<std::int64_t>(r.run) / plays; }});
    name("outcome", "class of the run, violence first", &Row::outcome, outcome_names);
    name("violence", "worst violence: none, incident, strike, war", &Row::violence, violence_names);
    name("settlement", "best agreement: none, interim, comprehensive", &Row::settlement, settlement_names);
    name("in_force", "agreement in force at the end: none, interim, comprehensive", &Row::in_force, settlement_names);
    columns_.push_back({"talks_alive", as_whole, "1 or 0", "talks going on at the end",
                        [](const Row& r) { return std::int64_t{r.talks_alive}; },
                        [](Row& r, const Cell& c) { r.talks_alive = number_of(c) > 0; }});
    name("path", "order of agreement, breach and force", &Row::path, path_names);
    actor_of("first_striker", "actor that struck first; empty: nobody", &Row::first_striker);
  }

  static Cell actor_cell(const StudyFacts& study, int actor) {
    if (actor < 0) return std::monostate{};
    return std::string_view(study.actors[ActorId(actor).index()].id);
  }
  static int actor_in(const StudyFacts& study, const Cell& cell) {
    if (std::holds_alternative<std::monostate>(cell)) return -1;
    std::vector<std::string_view> ids;
    for (const ActorFacts& actor : study.actors) ids.emplace_back(actor.id);
    return static_cast<int>(index_in_names(cell, ids));
  }

  void actor_of(const char* title, const char* meaning, int Row::*member) {
    const StudyFacts* study = &study_;
    columns_.push_back({title, as_text, "", meaning, [=](const Row& r) { return actor_cell(*study, r.*member); },
                        [=](Row& r, const Cell& c) { r.*member = actor_in(*study, c); }});
  }

  void breach(const char* title, const char* unit, const char* meaning, double Row::*member) {
    columns_.push_back({title, as_real, unit, meaning,
                        [member](const Row& r) { return r.breach_by >= 0 ? Cell(r.*member) : Cell(); },
                        [member](Row& r, const Cell& c) { r.*member = number_of(c); }});
  }

  void day(const char* title, const char* meaning, double Row::*member) {
    columns_.push_back({title, as_real, "days", meaning,
                        [member](const Row& r) { return r.*member > 0 ? Cell(r.*member) : Cell(); },
                        [member](Row& r, const Cell& c) { r.*member = number_of(c); }});
  }

  void days() {
    day("interim_day", "moment of the first interim agreement; empty: never", &Row::interim_day);
    day("comprehensive_day", "moment of the comprehensive agreement; empty: never", &Row::comprehensive_day);
    day("strike_day", "moment of the first strike; empty: never", &Row::strike_day);
    day("war_day", "moment of regional war; empty: never", &Row::war_day);
    day("breach_day", "moment of the first breach of an agreement; empty: never", &Row::breach_day);
    actor_of("breach_by", "actor that broke an agreement first; empty: nobody", &Row::breach_by);
    breach("breach_ratio", "1",
           "its losses on that day against what honouring keeps, L/(d*G), at most 1e6: from 1 on it breaks whatever it "
           "believes; empty: no breach",
           &Row::breach_ratio);
    breach("breach_trust", "probability", "its belief on that day that the other keeps its word; empty: no breach",
           &Row::breach_trust);
    day("exchange_days", "days of the first exchange of force, so far if it goes on; empty: none", &Row::exchange_days);
    day("exchange_end_day", "day of its end; empty: none, or it goes on", &Row::exchange_end_day);
    day("war_days", "days of the first exchange that became a war, so far if it goes on; empty: none", &Row::war_days);
    day("war_end_day", "day of its end; empty: none, or it goes on", &Row::war_end_day);
    day("after_force_day", "moment of the first agreement after the first strike; empty: never", &Row::after_force_day);
    day("after_war_day", "moment of the first agreement after a war had begun; empty: never", &Row::after_war_day);
    day("crisis_end_day",
        "day of the first agreement, of the end of an exchange of force or of a war that ends the run, whichever comes "
        "first; empty: none of them, be the talks going on or collapsed",
        &Row::crisis_end);
    day("end_day", "last day of the run", &Row::end_day);
  }

  template <class Get>
  void number(std::string title, const char* type, const char* unit, const char* meaning, Get member) {
    const bool is_whole = type == as_whole;
    columns_.push_back({std::move(title), type, unit, meaning,
                        [=](const Row& r) {
                          const double value = member(r);
                          return is_whole ? Cell(static_cast<std::int64_t>(value)) : Cell(value);
                        },
                        [=](Row& r, const Cell& c) { member(r) = number_of(c); }});
  }

  void counts() {
    const auto count = [&](const char* title, const char* meaning, double Row::*member) {
      number(
          title, as_whole, "count", meaning, [member](auto& r) -> auto& { return r.*member; });
    };
    count("rounds", "rounds of talks held", &Row::rounds);
    count("incidents", "incidents, grave ones included", &Row::incidents);
    count("grave_incidents", "grave incidents", &Row::grave_incidents);
    count("strikes", "strikes", &Row::strikes);
    number(
        "escalation", as_real, "score per day and actor", "mean escalation score (Rivera et al. 2024)",
        [](auto& r) -> auto& { return r.escalation; });
    number(
        "tension", as_real, "0 to 1", "mean tension over the days", [](auto& r) -> auto& { return r.tension; });
  }

  void term(std::size_t k) {
    columns_.push_back(
        {"term_" + study_.issues[k].id, as_real, "position 0 to 1",
         "text in force at the end on this issue; physical = low + position * (high - low); empty: none in force",
         [k](const Row& r) { return r.text_in_force() ? Cell(r.terms[k]) : Cell(); },
         [k](Row& r, const Cell& c) { r.terms[k] = number_of(c); }});
  }

  void actor(std::size_t a) {
    const ActorFacts& facts = study_.actors[a];
    if (facts.values) {
      number(
          "value_" + facts.id, as_real, "1: own ideal on every issue",
          "worth of the end to the actor", [a](auto& r) -> auto& { return r.value[a]; });
      number(
          "perceived_risk_" + facts.id, as_real, "probability",
          "war risk the actor perceived, mean over days", [a](auto& r) -> auto& { return r.perceived_risk[a]; });
    }
    number(
        "trust_" + facts.id, as_real, "probability",
        "belief at the end that the adversary keeps its word", [a](auto& r) -> auto& { return r.trust[a]; });
    number(
        "top_rung_" + facts.id, as_real, "rungs",
        "highest posture on the ladder", [a](auto& r) -> auto& { return r.top_rung[a]; });
  }

  const StudyFacts& study_;
  std::vector<RunColumn> columns_;
};

void check_days(const Row& row, int horizon) {
  for (const double day : {row.interim_day, row.comprehensive_day, row.strike_day, row.war_day, row.breach_day,
                           row.crisis_end, row.end_day, row.exchange_days, row.exchange_end_day, row.war_days,
                           row.war_end_day, row.after_force_day, row.after_war_day})
    if (day < 0 || day > horizon) throw WrongCell("a day in table runs is none of the horizon");
}

}  // namespace

std::vector<RunColumn> run_columns(const StudyFacts& study) { return Columns(study).take(); }

void each_row(const Database& database, const StudyFacts& study, const std::function<void(const Row&)>& see) {
  std::string names;
  std::vector<std::function<void(Row&, const Cell&)>> put;
  for (const RunColumn& column : run_columns(study)) {
    if (!column.put) continue;
    names += (names.empty() ? "" : ", ") + sql_name(column.name);
    put.push_back(column.put);
  }
  Statement rows = database.prepare("SELECT " + names + " FROM runs WHERE point = 0 ORDER BY run");
  while (rows.step()) {
    Row row;
    try {
      for (std::size_t c = 0; c < put.size(); ++c) put[c](row, rows.cell(static_cast<int>(c)));
      check_days(row, study.horizon);
    } catch (const WrongCell& wrong) {
      throw not_as_written(database.file(), wrong.what());
    }
    see(row);
  }
}

}  // namespace backchannel
