#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <variant>

#include "sim/core/errors.hpp"
#include "sim/core/hash.hpp"
#include "sim/results/file/study_checks.hpp"
#include "sim/results/file/study_file.hpp"
#include "sim/results/file/sweep_file.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {

namespace {

std::string study_value(const Database& database, const char* key) {
  return database.text("SELECT value FROM study WHERE key = ?", {Cell(key)});
}

/// Something that no study file of ours holds; read_study says in which file.
struct BrokenStudy {
  std::string what;
};

int whole_value(const Database& database, const char* key) {
  const auto number = whole_number_from(study_value(database, key));
  if (!number) throw BrokenStudy{fmt::format("{} in table study is not a number", key)};
  return *number;
}

std::uint64_t seed_of(const Database& database) {
  const std::string text = study_value(database, "seed");
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (error != std::errc() || end != text.data() + text.size())
    throw BrokenStudy{"seed in table study is not a number"};
  return seed;
}

StudyFacts facts_in(const Database& database) {
  StudyFacts facts;
  facts.title = study_value(database, "title");
  facts.description = study_value(database, "description");
  facts.scenario_text = study_value(database, "scenario_text");
  facts.resolved_yaml = study_value(database, "resolved_yaml");
  facts.scenario_hash = study_value(database, "scenario_hash");
  facts.set = study_value(database, "set");
  facts.seed = seed_of(database);
  facts.start_date = study_value(database, "start_date");
  facts.horizon = whole_value(database, "horizon_days");
  facts.plays = whole_value(database, "plays_per_draw");
  facts.mediated = study_value(database, "mediated") == "yes";
  facts.judged = study_value(database, "judged") == "yes";
  nlohmann::json::parse(study_value(database, "ladder")).get_to(facts.ladder);
  for (Statement issues =
           database.prepare("SELECT id, title, unit, at_zero, at_one, low, high, in_interim, in_comprehensive, levels, "
                            "place, status_quo FROM issues ORDER BY issue");
       issues.step();) {
    facts.issues.push_back({issues.text(0),
                            issues.text(1),
                            issues.text(2),
                            issues.text(3),
                            issues.text(4),
                            issues.real(5),
                            issues.real(6),
                            {issues.integer(7) != 0, issues.integer(8) != 0},
                            nlohmann::json::parse(issues.text(9)).get<std::vector<std::string>>(),
                            static_cast<int>(issues.integer(10))});
    if (!std::holds_alternative<std::monostate>(issues.cell(11))) facts.issues.back().status_quo = issues.real(11);
  }
  for (Statement actors = database.prepare("SELECT id, name, party, has_values, place FROM actors ORDER BY actor");
       actors.step();)
    facts.actors.push_back({actors.text(0), actors.text(1), actors.integer(2) != 0, actors.integer(3) != 0,
                            static_cast<int>(actors.integer(4))});
  return facts;
}

Daily read_daily(const Database& database, int horizon) {
  std::vector<SeriesSpec> specs;
  Statement series = database.prepare(
      "SELECT name, unit, meaning, low, high, within, below, above, ended_runs FROM series "
      "ORDER BY series");
  const auto whole = [&](int column) { return static_cast<int>(series.integer(column)); };
  while (series.step())
    specs.push_back({series.text(0),
                     series.text(1),
                     series.text(2),
                     {series.real(3), series.real(4), whole(5), whole(6), whole(7)},
                     series.text(8) == "last value" ? AfterTheEnd::last_value : AfterTheEnd::left_out});
  Daily daily(specs, horizon);
  Statement days = database.prepare("SELECT series, day, sum_millionths, first_bin, counts FROM daily WHERE point = 0");
  while (days.step()) {
    const auto s = static_cast<std::size_t>(days.integer(0));
    const int day = static_cast<int>(days.integer(1));
    const auto counts = nlohmann::json::parse(days.text(4)).get<std::vector<std::uint32_t>>();
    const std::int64_t first = days.integer(3), last = first + static_cast<std::int64_t>(counts.size());
    if (s >= specs.size() || day < 1 || day > horizon || first < 0 || last > specs[s].bins.count())
      throw BrokenStudy{fmt::format("series {} on day {} in table daily fits no series", days.integer(0), day)};
    daily.set_sum(s, day, days.integer(2));
    std::ranges::copy(counts, daily.counts(s, day).begin() + first);
  }
  return daily;
}

std::optional<NestedCounts> read_nested(const Database& database) {
  NestedCounts nested;
  Statement draws = database.prepare("SELECT * FROM nested WHERE point = 0 ORDER BY draw");
  constexpr int first_class = 4;  // after point, draw, runs, failed
  while (draws.step()) {
    nested.design = {nested.design.draws + 1, static_cast<std::uint64_t>(draws.integer(2))};
    nested.failed.push_back(static_cast<std::uint64_t>(draws.integer(3)));
    auto& counts = nested.outcome.emplace_back();
    for (std::size_t c = 0; c < counts.size(); ++c)
      counts[c] = static_cast<std::uint64_t>(draws.integer(first_class + static_cast<int>(c)));
  }
  if (nested.outcome.empty()) return std::nullopt;
  return nested;
}

void read_batches(const Database& database, StoredStudy& study) {
  Statement batches =
      database.prepare("SELECT first_run + runs, outcomes_so_far FROM batches WHERE point = 0 ORDER BY batch");
  while (batches.step()) {
    PairTable outcomes_then(outcomes);
    const auto json = nlohmann::json::parse(batches.text(1));
    json.at("together").get_to(outcomes_then.together);
    json.at("alone").get_to(outcomes_then.alone);
    study.outcomes_so_far.push_back(std::move(outcomes_then));
    study.attempted_so_far.push_back(static_cast<std::uint64_t>(batches.integer(0)));
  }
}

}  // namespace

bool holds_something(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file) || std::filesystem::file_size(file) == 0) return false;
  try {
    return !table_names(Database(file, Access::read)).empty();
  } catch (const std::runtime_error&) {
    return true;
  }
}

Database open_study(const std::filesystem::path& file) {
  if (!std::filesystem::is_regular_file(file))
    throw BadInput(
        {Problem{Place{file.string()}, "", "there is no such study file", "`backchannel run --out` writes one"}});
  Database database(file, Access::read);
  check_schema(database, file.string());
  return database;
}

namespace {

StoredStudy read_stored_study(const Database& database) {
  StoredStudy study;
  study.facts = facts_in(database);
  study.identity = {study.facts.scenario_hash, study.facts.seed, whole_value(database, "results_version")};
  study.rows = study_value(database, "rows") == "kept" ? RowTable::kept : RowTable::left_out;
  study.record.daily = read_daily(database, study.facts.horizon);
  const std::string counts = database.text("SELECT counts FROM tally WHERE point = 0");
  std::vector<std::size_t> levels;
  for (const IssueFacts& issue : study.facts.issues) levels.push_back(issue.levels.size());
  study.record.tally = counts.empty() ? Tally(levels, study.facts.actors.size(), study.facts.horizon)
                                      : nlohmann::json::parse(counts).get<Tally>();
  read_batches(database, study);
  study.nested = read_nested(database);
  Statement session = database.prepare("SELECT planned_runs, ended FROM session ORDER BY session DESC LIMIT 1");
  if (session.step()) {
    study.planned_runs = static_cast<std::uint64_t>(session.integer(0));
    study.ended = session.text(1);
  }
  return study;
}

}  // namespace

namespace {

/// What `read` gives; for what no study file of ours holds BadInput.
template <class Read>
auto read_or_refuse(const std::filesystem::path& file, Read read) {
  const auto refuse = [&](const std::string& what) {
    return BadInput(
        {Problem{Place{file.string()}, "", what, "changed by hand or damaged; `run --overwrite` plays it again"}});
  };
  try {
    return read();
  } catch (const BrokenStudy& broken) {
    throw refuse(broken.what);
  } catch (const nlohmann::json::exception&) {
    throw refuse("what was counted cannot be read");
  }
}

}  // namespace

StudyFacts read_facts(const Database& database, const std::filesystem::path& file) {
  return read_or_refuse(file, [&] { return facts_in(database); });
}

StoredStudy read_study(const std::filesystem::path& file) {
  Database database = open_study(file);
  database.execute("BEGIN");  // one moment of a file that is perhaps being written
  if (study_kind(database) != StudyKind::run)
    throw BadInput({Problem{Place{file.string()}, "", "holds a sweep or a comparison, not the runs of one scenario",
                            "written by `backchannel run --out`"}});
  return read_or_refuse(file, [&] {
    StoredStudy study = read_stored_study(database);
    check_whole(database, study, file.string());
    return study;
  });
}

std::string digest(const Database& database) {
  Hash hash;
  for (const std::string& table : table_names(database)) {
    if (table == "session") continue;
    hash.add(Cell(table));
    Statement rows = database.prepare("SELECT * FROM " + sql_name(table) + " ORDER BY " + key_of(database, table));
    for (int c = 0; c < rows.columns(); ++c) hash.add(Cell(rows.name(c)));
    while (rows.step())
      for (int c = 0; c < rows.columns(); ++c) hash.add(rows.cell(c));
  }
  return hash.hex();
}

}  // namespace backchannel
