#include "cli/report/stories.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/findings/typical.hpp"
#include "cli/report/page_data.hpp"
#include "cli/report/stored_facts.hpp"
#include "cli/story/chronicle.hpp"
#include "cli/story/dates.hpp"
#include "cli/story/words.hpp"
#include "sim/results/file/schema.hpp"
#include "sim/results/versions.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

namespace {

using Json = nlohmann::ordered_json;

struct StoryClass {
  const char* name;
  std::array<Outcome, 2> outcomes;
};

constexpr std::array classes{
    StoryClass{"agreement", {Outcome::comprehensive_agreement, Outcome::interim_agreement}},
    StoryClass{"stalemate", {Outcome::talks_continue, Outcome::collapse_without_force}},
    StoryClass{"escalation", {Outcome::limited_strike, Outcome::regional_war}},
};

std::vector<std::string> columns_compared(const StoredStudy& study) {
  std::vector<std::string> columns{"interim_day", "comprehensive_day", "strike_day", "war_day",    "end_day",
                                   "rounds",      "incidents",         "strikes",    "escalation", "tension"};
  for (const IssueFacts& issue : study.facts.issues) columns.push_back("term_" + issue.id);
  return columns;
}

/// The same in words.
constexpr const char* columns_in_words =
    "the days of an interim and of a comprehensive agreement, of the first strike, of war and of the end; rounds, "
    "incidents and strikes; escalation, tension and the terms in force at the end";

struct ClassRows {
  std::vector<std::uint64_t> runs;
  std::vector<std::vector<double>> columns;
};

ClassRows rows_of(const Database& database, const StoryClass& of, const std::vector<std::string>& columns,
                  double never) {
  std::string names;
  for (const std::string& column : columns) names += ", " + sql_name(column);
  Statement query = database.prepare(
      fmt::format("SELECT run{} FROM runs WHERE point = 0 AND run < ? AND outcome IN (?, ?) ORDER BY run", names));
  query.bind({static_cast<std::int64_t>(runs_for_stories), std::string_view(name_of(of.outcomes[0])),
              std::string_view(name_of(of.outcomes[1]))});
  ClassRows rows{{}, std::vector<std::vector<double>>(columns.size())};
  while (query.step()) try {
      rows.runs.push_back(query.count(0));
      for (std::size_t c = 0; c < columns.size(); ++c) {
        const bool empty = std::holds_alternative<std::monostate>(query.cell(static_cast<int>(c) + 1));
        const double otherwise = columns[c].starts_with("term_") ? 0 : never;
        rows.columns[c].push_back(empty ? otherwise : query.real(static_cast<int>(c) + 1));
      }
    } catch (const WrongCell& wrong) {
      throw not_as_written(database.file(), wrong.what());
    }
  return rows;
}

/// Whether the run played again is the row of the file.
bool same_run(const Replay& replay, const ClassRows& rows, std::size_t at, double never) {
  const Row& row = replay.row;
  const auto day = [&](double moment) { return moment > 0 ? moment : never; };
  const std::array expected{day(row.interim_day), day(row.comprehensive_day),
                            day(row.strike_day),  day(row.war_day),
                            day(row.end_day),     row.rounds,
                            row.incidents,        row.strikes};
  for (std::size_t c = 0; c < expected.size(); ++c)
    if (rows.columns[c][at] != expected[c]) return false;
  return !replay.failure;
}

Json passages(const Replay& replay, const Dates& dates) {
  Json json = Json::array();
  for (const Passage& passage : chronicle(replay))
    json.push_back({{"day", passage.day},
                    {"date", dates.with_year(passage.day)},
                    {"tension", std::round(1000 * replay.evening(passage.day).tension) / 1000},
                    {"text", passage.text}});
  return json;
}

template <class Get>
Json line(const Replay& replay, Get get) {
  Json json = Json::array();
  for (const Evening& evening : replay.evenings) json.push_back(std::round(1000 * get(evening)) / 1000);
  return json;
}

Json lines(const Replay& replay) {
  Json trust = Json::array(), posture = Json::array();
  for (const ActorId a : replay.model->actors.ids()) {
    const CompiledActor& actor = replay.model->actors[a];
    const auto add = [&](Json& to, auto get) { to.push_back({{"id", actor.id}, {"values", line(replay, get)}}); };
    if (actor.side) add(trust, [&](const auto& e) { return e.trust[a]; });
    add(posture, [&](const auto& e) { return e.posture[a]; });
  }
  return {{"tension", line(replay, [](const auto& e) { return e.tension; })}, {"trust", trust}, {"posture", posture}};
}

/// What the text in force at the end changes, in the issues' own units; empty without one.
Json text_in_force(const Replay& replay) {
  Json json = Json::array();
  if (!replay.row.text_in_force()) return json;
  const Table<IssueId, Axis> axes = axes_of(*replay.model);
  for (const IssueId k : by_weight(*replay.model)) {
    const double position = replay.row.terms[k.index()];
    if (axes[k].same(position, replay.model->mean(replay.model->agenda.issue[k]->status_quo))) continue;
    const std::string unit = axes[k].unit(), amount = axes[k].amount(position);
    const std::size_t blank = unit.find(' ');
    json.push_back(
        {{"issue", axes[k].title()}, {"amount", blank == std::string::npos ? amount : amount + unit.substr(blank)}});
  }
  return json;
}

Json moments(const Row& row) {
  Json json = Json::array();
  const auto add = [&](const char* what, double day) {
    if (day > 0) json.push_back({{"what", what}, {"day", day}});
  };
  add("interim agreement", row.interim_day);
  add("comprehensive agreement", row.comprehensive_day);
  add("breach", row.breach_day);
  add("first strike", row.strike_day);
  add("war", row.war_day);
  add("end of the first war", row.war_end_day);
  if (row.after_force_day != row.interim_day && row.after_force_day != row.comprehensive_day)
    add("agreement after force", row.after_force_day);
  return json;
}

Json told_of(const Replay& replay, const StoryClass& of, std::size_t of_runs) {
  const Dates dates(replay.model->scenario.start_date);
  return {{"class", of.name},
          {"run", replay.run},
          {"class_runs", of_runs},
          {"outcome", name_of(replay.row.outcome)},
          {"end_day", replay.row.end_day},
          {"rounds", replay.row.rounds},
          {"incidents", replay.row.incidents},
          {"ended", how_it_ended(replay)},
          {"in_force", replay.row.text_in_force()},
          {"text", text_in_force(replay)},
          {"moments", moments(replay.row)},
          {"lines", lines(replay)},
          {"passages", passages(replay, dates)}};
}

Json none(const std::string& why) { return {{"told", Json::array()}, {"missing", why}}; }

}  // namespace

Json typical_stories(const std::filesystem::path& file, const StoredStudy& study) {
  if (study.rows != RowTable::kept) return none("The file keeps no row a run, so no typical run can be found.");
  if (study.identity.results_version != results_version)
    return none("The file was written by a version of the model that this program no longer plays.");
  const auto model = stored_model(study.facts.resolved_yaml);
  if (model == nullptr) return none("The file holds a scenario that this program no longer reads.");
  const std::vector<std::string> columns = columns_compared(study);
  const double never = study.facts.horizon + 1;
  const Database database = open_study(file);
  Json json{{"compared", columns_in_words},
            {"among", std::min(study.record.tally.runs, runs_for_stories)},
            {"ladder", model->scenario.ladder},
            {"told", Json::array()},
            {"missing", nullptr}};
  for (const StoryClass& of : classes) {
    const ClassRows rows = rows_of(database, of, columns, never);
    const auto at = most_typical(rows.columns);
    if (!at) continue;
    const Replay played = replay(model, study.facts.seed, rows.runs[*at]);
    if (!same_run(played, rows, *at, never))
      return none("This build does not play the runs of the file again bit by bit, so no story of them is told.");
    json["told"].push_back(told_of(played, of, rows.runs.size()));
  }
  if (json["told"].empty()) json["missing"] = "No run finished.";
  return json;
}

}  // namespace backchannel
