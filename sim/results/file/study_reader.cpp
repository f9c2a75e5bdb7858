#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <variant>

#include "sim/core/errors.hpp"
#include "sim/core/hash.hpp"
#include "sim/results/file/schema.hpp"
#include "sim/results/file/study_checks.hpp"
#include "sim/results/file/study_file.hpp"
#include "sim/results/file/sweep_file.hpp"
#include "sim/scenario/key_spec.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {

namespace {

std::string study_value(const Database& database, const char* key) {
  return database.text("SELECT value FROM study WHERE key = ?", {Cell(key)});
}

constexpr int most_plays = 1000;
constexpr std::uint64_t most_counted = std::numeric_limits<std::uint32_t>::max();

/// Something that no study file of ours holds; read_study says in which file.
struct BrokenStudy {
  std::string what;
};

int whole_value(const Database& database, const char* key, int low, int high) {
  const auto number = whole_number_from(study_value(database, key));
  if (!number) throw BrokenStudy{fmt::format("{} in table study is not a number", key)};
  if (*number < low || *number > high) throw BrokenStudy{fmt::format("{} in table study is out of range", key)};
  return *number;
}

/// Whether the value is the first of two words; it must be one of them.
bool is_first(const Database& database, const char* key, const std::string& first, const std::string& second) {
  const std::string word = study_value(database, key);
  if (word != first && word != second)
    throw BrokenStudy{fmt::format("{} in table study is neither {} nor {}", key, first, second)};
  return word == first;
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
  if (!days_from_date(facts.start_date)) throw BrokenStudy{"start_date in table study is no date"};
  facts.horizon = whole_value(database, "horizon_days", 1, longest_horizon);
  facts.plays = whole_value(database, "plays_per_draw", 1, most_plays);
  facts.mediated = is_first(database, "mediated", "yes", "no");
  facts.judged = is_first(database, "judged", "yes", "no");
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
                            issues.between(0, max_issues - 1, 10)});
    if (!std::holds_alternative<std::monostate>(issues.cell(11))) facts.issues.back().status_quo = issues.real(11);
  }
  for (Statement actors = database.prepare("SELECT id, name, party, has_values, place FROM actors ORDER BY actor");
       actors.step();)
    facts.actors.push_back({actors.text(0), actors.text(1), actors.integer(2) != 0, actors.integer(3) != 0,
                            actors.between(0, max_actors - 1, 4)});
  // What runs have room for
  if (facts.issues.size() > max_issues) throw BrokenStudy{"the table issues is not the one that was written"};
  if (facts.actors.size() > max_actors) throw BrokenStudy{"the table actors is not the one that was written"};
  return facts;
}

/// Those of daily.hpp, by name: whoever draws or tells a series looks for it there.
std::vector<SeriesSpec> read_series(const Database& database, const std::vector<ActorFacts>& actors) {
  std::vector<std::string> names{"state", "tension", "escalation"};
  for (const ActorFacts& actor : actors)
    for (const char* of : {"trust.", "posture."}) names.push_back(of + actor.id);
  std::vector<SeriesSpec> specs;
  Statement series = database.prepare(
      "SELECT name, unit, meaning, low, high, within, below, above, ended_runs FROM series "
      "ORDER BY series");
  constexpr int most_within = 512;
  while (series.step()) {
    const Bins bins{series.real(3), series.real(4), series.between(1, most_within, 5),
                    series.between(0, Bins::beyond, 6), series.between(0, Bins::beyond, 7)};
    if (bins.low >= bins.high) throw BrokenStudy{"the table series is not the one that was written"};
    specs.push_back({series.text(0), series.text(1), series.text(2), bins,
                     series.text(8) == "last value" ? AfterTheEnd::last_value : AfterTheEnd::left_out});
  }
  if (!std::ranges::equal(specs, names, {}, &SeriesSpec::name))
    throw BrokenStudy{"the table series is not the one that was written"};
  return specs;
}

/// The counts of a day, none of which may be above the runs.
std::vector<std::uint32_t> day_counts(const std::string& json, std::uint64_t runs) {
  const auto counts = nlohmann::json::parse(json).get<std::vector<std::uint64_t>>();
  if (std::ranges::any_of(counts, [&](std::uint64_t n) { return n > runs || n > most_counted; }))
    throw BrokenStudy{"a day in table daily has counts that no runs have"};
  return {counts.begin(), counts.end()};
}

Daily read_daily(const Database& database, const StudyFacts& facts, std::uint64_t runs) {
  const std::vector<SeriesSpec> specs = read_series(database, facts.actors);
  const int horizon = facts.horizon;
  Daily daily(specs, horizon);
  Statement days = database.prepare("SELECT series, day, sum_millionths, first_bin, counts FROM daily WHERE point = 0");
  while (days.step()) {
    const auto s = static_cast<std::size_t>(days.integer(0));
    const int day = days.between(0, longest_horizon, 1);
    const auto counts = day_counts(days.text(4), runs);
    const auto first = days.count(3);
    if (s >= specs.size() || day < 1 || day > horizon || first > static_cast<std::uint64_t>(specs[s].bins.count()) ||
        counts.size() > static_cast<std::uint64_t>(specs[s].bins.count()) - first)
      throw BrokenStudy{fmt::format("series {} on day {} in table daily fits no series", days.integer(0), day)};
    daily.set_sum(s, day, days.integer(2));
    std::ranges::copy(counts, daily.counts(s, day).begin() + static_cast<std::ptrdiff_t>(first));
  }
  return daily;
}

std::optional<NestedCounts> read_nested(const Database& database) {
  NestedCounts nested;
  Statement draws = database.prepare("SELECT * FROM nested WHERE point = 0 ORDER BY draw");
  constexpr int first_class = 4;  // after point, draw, runs, failed
  const char* not_nested = "the table nested is not the one that was written";
  while (draws.step()) {
    const std::uint64_t runs = draws.count(2), failed = draws.count(3);
    auto& counts = nested.outcome.emplace_back();
    std::uint64_t left = runs;  // after those that were counted
    const auto take = [&](std::uint64_t number) {
      if (number > left) throw BrokenStudy{not_nested};
      left -= number;
    };
    take(failed);
    for (std::size_t c = 0; c < counts.size(); ++c) take(counts[c] = draws.count(first_class + static_cast<int>(c)));
    const bool is_like_the_others = nested.design.draws == 0 || nested.design.runs == runs;
    if (left > 0 || runs == 0 || !is_like_the_others) throw BrokenStudy{not_nested};
    nested.design = {nested.design.draws + 1, runs};
    nested.failed.push_back(failed);
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
    if (outcomes_then.together.size() != std::size_t{outcomes} * outcomes || outcomes_then.alone.size() != outcomes)
      throw BrokenStudy{"the table batches is not the one that was written"};
    study.outcomes_so_far.push_back(std::move(outcomes_then));
    study.attempted_so_far.push_back(batches.count(0));
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
  const auto open = [&] {
    Database database(file, Access::read);
    check_schema(database, file.string());
    return database;
  };
  try {
    return open();
  } catch (const DatabaseError& error) {
    if (error.fault != Fault::half_done) throw;
  }
  recover(file);
  return open();
}

namespace {

StoredStudy read_stored_study(const Database& database) {
  StoredStudy study;
  study.facts = facts_in(database);
  study.identity = {study.facts.scenario_hash, study.facts.seed,
                    whole_value(database, "results_version", 1, std::numeric_limits<int>::max())};
  study.rows = is_first(database, "rows", "kept", "left out") ? RowTable::kept : RowTable::left_out;
  const std::string counts = database.text("SELECT counts FROM tally WHERE point = 0");
  std::vector<std::size_t> levels;
  for (const IssueFacts& issue : study.facts.issues) levels.push_back(issue.levels.size());
  study.record.tally = counts.empty() ? Tally(levels, study.facts.actors.size(), study.facts.horizon)
                                      : nlohmann::json::parse(counts).get<Tally>();
  study.record.daily =
      read_daily(database, study.facts, counts.empty() ? most_counted : study.record.tally.attempted());
  read_batches(database, study);
  study.nested = read_nested(database);
  Statement session = database.prepare("SELECT planned_runs, ended FROM session ORDER BY session DESC LIMIT 1");
  if (session.step()) {
    study.planned_runs = session.count(0);
    study.ended = session.text(1);
  }
  return study;
}

}  // namespace

namespace {

/// What `read` gives; for what no study file of ours holds BadInput.
template <class Read>
auto read_or_refuse(const std::filesystem::path& file, Read read) {
  const auto refuse = [&](const std::string& what) { return not_as_written(file.string(), what); };
  try {
    return read();
  } catch (const BrokenStudy& broken) {
    throw refuse(broken.what);
  } catch (const WrongCell& wrong) {
    throw refuse(wrong.what());
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
