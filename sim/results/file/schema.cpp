#include "sim/results/file/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "sim/core/errors.hpp"
#include "sim/results/counts/nested.hpp"
#include "sim/results/file/draws.hpp"
#include "sim/results/versions.hpp"

namespace backchannel {

namespace {

const TableColumn base_point = point_column();

std::vector<StudyTable> tables_of_the_question() {
  return {
      study_table(),
      {"issues",
       {{"issue", "INTEGER", "", "index"},
        {"id", "TEXT", "", "id in the scenario"},
        {"title", "TEXT", "", "for people; no two are equal"},
        {"unit", "TEXT", "", "unit of low and high"},
        {"low", "REAL", "unit", "physical value of position 0"},
        {"high", "REAL", "unit", "physical value of position 1"},
        {"at_zero", "TEXT", "", "what position 0 means"},
        {"at_one", "TEXT", "", "what position 1 means"},
        {"in_interim", "INTEGER", "1 or 0", "an interim text can move it; 0: it stays at its status quo there"},
        {"in_comprehensive", "INTEGER", "1 or 0", "a comprehensive text can move it"},
        {"levels", "TEXT", "", "JSON: names of the levels, evenly from position 0 to 1; none for a plain axis"},
        {"place", "INTEGER", "", "place in the scenario, from 0: the order in which issues are shown"},
        {"status_quo", "REAL", "position",
         "where it stands at the start; empty: uncertain, or texts may stand between levels"}},
       "issue"},
      {"actors",
       {{"actor", "INTEGER", "", "index"},
        {"id", "TEXT", "", "id in the scenario"},
        {"name", "TEXT", "", "for people; no two are equal"},
        {"party", "INTEGER", "1 or 0", "negotiates"},
        {"has_values", "INTEGER", "1 or 0", "has preferences"},
        {"place", "INTEGER", "", "place in the scenario, the parties first: the order in which actors are shown"}},
       "actor"},
      {"parameters",
       {{"parameter", "INTEGER", "", "index in the table of numbers"},
        {"path", "TEXT", "", "name, as in --set"},
        {"value", "TEXT", "", "constant or prior with its evidence, as in YAML"},
        {"kind", "TEXT", "", "kind of prior; value: a constant"},
        {"mean", "REAL", "unit", "mean of the prior; the constant"},
        {"low", "REAL", "unit", "lowest possible value"},
        {"high", "REAL", "unit", "highest possible value"},
        {"unit", "TEXT", "", "unit"},
        {"meaning", "TEXT", "", "meaning"},
        {"evidence", "TEXT", "", "basis, source, note; or default"},
        {"written", "INTEGER", "1 or 0", "written in the scenario"},
        {"inert", "TEXT", "", "why it cannot act here; empty: it acts"}},
       "parameter"},
      {"points", {base_point, {"label", "TEXT", "", "name of the design point"}}, "point"},
  };
}

StudyTable nested_table() {
  StudyTable table{"nested",
                   {base_point,
                    {"draw", "INTEGER", "", "number of the draw within the nested design (--nested)"},
                    {"runs", "INTEGER", "count", "runs played with this draw, failed ones included"},
                    {"failed", "INTEGER", "count", "failed runs"}},
                   "point, draw"};
  for (const char* outcome : outcome_names)
    table.columns.push_back({outcome, "INTEGER", "count", "runs of this draw with this outcome"});
  return table;
}

std::vector<StudyTable> tables_of_results() {
  return {
      {"failures",
       {base_point,
        {"run", "INTEGER", "", "number of the failed run"},
        {"reason", "TEXT", "", "why it is not trusted"}},
       "point, run"},
      {"batches",
       {base_point,
        {"batch", "INTEGER", "", "number of the batch"},
        {"first_run", "INTEGER", "", "its first run"},
        {"runs", "INTEGER", "count", "runs in it, failed ones included"},
        {"failed", "INTEGER", "count", "failed runs in it"},
        {"checksum", "TEXT", "", "FNV-1a (128 bit) over its rows and failures"},
        {"draws_checksum", "TEXT", "", "the same over the draws of the priors that it is the first to use"},
        {"outcomes_so_far", "TEXT", "count", "JSON: outcome classes over pairs of runs up to the end of the batch"}},
       "point, batch"},
      {"tally", {base_point, {"counts", "TEXT", "count", "JSON: everything that the summary counts"}}, "point"},
      {"series",
       {{"series", "INTEGER", "", "index"},
        {"name", "TEXT", "", "name"},
        {"unit", "TEXT", "", "unit of the values"},
        {"meaning", "TEXT", "", "meaning"},
        {"low", "REAL", "unit", "lower edge of the bins of equal width"},
        {"high", "REAL", "unit", "upper edge of the bins of equal width"},
        {"within", "INTEGER", "count", "bins of equal width"},
        {"below", "INTEGER", "count", "bins below low, each a twentieth wider than the next; before all others"},
        {"above", "INTEGER", "count", "bins above high, each a twentieth wider than the last; after all others"},
        {"ended_runs", "TEXT", "", "last value: runs that ended count on with it; left out: only runs still running"}},
       "series"},
      {"bins",
       {{"series", "INTEGER", "", "index in series"},
        {"bin", "INTEGER", "", "index, from the lowest on"},
        {"low", "REAL", "unit", "lower edge; of the first bin: what lies below counts in it, too"},
        {"high", "REAL", "unit", "upper edge; of the last bin: what lies above counts in it, too"}},
       "series, bin"},
      {"daily",
       {base_point,
        {"series", "INTEGER", "", "index in series"},
        {"day", "INTEGER", "days", "day of the scenario"},
        {"sum_millionths", "INTEGER", "10^-6 unit", "sum of the values over runs"},
        {"first_bin", "INTEGER", "", "bin of the first of counts"},
        {"counts", "TEXT", "count", "JSON: runs by bin, from the first bin that holds any to the last"}},
       "point, series, day"},
      dictionary_table(),
      session_table(),
  };
}

std::vector<std::string> texts(const Database& database, std::string_view sql, const std::vector<Cell>& cells = {}) {
  Statement query = database.prepare(sql);
  query.bind(cells);
  std::vector<std::string> result;
  while (query.step()) result.push_back(query.text(0));
  return result;
}

/// The header of a file, as SQLite writes it.
std::string header_of(const std::string& file) {
  std::string header(72, '\0');
  std::ifstream(file, std::ios::binary).read(header.data(), static_cast<std::streamsize>(header.size()));
  return header;
}

/// Whether it is that of a study file: SQLite's magic and our application id.
bool is_ours(const std::string& file) {
  const std::string header = header_of(file);
  std::int64_t id = 0;
  for (std::size_t byte = 68; byte < 72; ++byte) id = id * 256 + static_cast<unsigned char>(header[byte]);
  return header.starts_with("SQLite format 3") && id == application_id;
}

}  // namespace

TableColumn point_column() {
  return {"point", "INTEGER", "", "design point, in the order in which they are played; 0 where there is one"};
}

StudyTable study_table() { return {"study", {{"key", "TEXT", "", "what"}, {"value", "TEXT", "", "its value"}}, "key"}; }

StudyTable dictionary_table() {
  return {"dictionary",
          {{"table_name", "TEXT", "", "table"},
           {"place", "INTEGER", "", "position of the column"},
           {"column_name", "TEXT", "", "column"},
           {"unit", "TEXT", "", "unit"},
           {"meaning", "TEXT", "", "meaning"}},
          "table_name, place"};
}

StudyTable session_table() {
  return {"session",
          {{"session", "INTEGER", "", "number"},
           {"started", "TEXT", "UTC", "when it began"},
           {"command", "TEXT", "", "command line"},
           {"build", "TEXT", "", "JSON: what the executable was built from"},
           {"threads", "INTEGER", "count", "threads"},
           {"planned_runs", "INTEGER", "count", "runs wanted in all, at most"},
           {"runs", "INTEGER", "count", "runs played in this session"},
           {"seconds", "REAL", "s", "time they took"},
           {"ended", "TEXT", "", "complete, precise enough, interrupted; empty: going on or killed"}},
          "session",
          true};
}

std::vector<StudyTable> tables(const std::vector<RunColumn>& runs, const std::vector<std::string>& uncertain) {
  std::vector<StudyTable> all = tables_of_the_question();
  StudyTable rows{"runs", {base_point}, "point, run"}, draws{"draws", {base_point}, "point, draw"};
  for (const RunColumn& column : runs) rows.columns.push_back({column.name, column.type, column.unit, column.meaning});
  draws.columns.push_back({"draw", "INTEGER", "", "number of the draw; runs plays*draw and following used it"});
  for (std::size_t i = 0; i < std::min(uncertain.size(), most_drawn); ++i)
    draws.columns.push_back({uncertain[i], "REAL", "see parameters", "value drawn for this parameter"});
  all.push_back(std::move(rows));
  all.push_back(std::move(draws));
  all.push_back(nested_table());
  for (StudyTable& table : tables_of_results()) all.push_back(std::move(table));
  return all;
}

std::string insert_into(const StudyTable& table) {
  std::string names, places;
  for (const TableColumn& column : table.columns) {
    names += (names.empty() ? "" : ", ") + sql_name(column.name);
    places += places.empty() ? "?" : ", ?";
  }
  return fmt::format("INSERT OR REPLACE INTO {} ({}) VALUES ({})", sql_name(table.name), names, places);
}

namespace {

constexpr const char* daily_bins =
    "CREATE VIEW daily_bins AS SELECT point, name AS series, day, bins.low AS bin_low, bins.high AS bin_high, "
    "value AS runs FROM daily JOIN series USING (series), json_each(daily.counts) "
    "JOIN bins ON bins.series = daily.series AND bins.bin = first_bin + key WHERE value > 0";

/// What stands in a file beside its rows: a trigger would write what no run brought.
void check_layout(const Database& database, const std::string& file) {
  const auto refuse = [&](const std::string& what) { throw not_as_written(file, what); };
  const std::vector<std::string> there = table_names(database);
  const auto has = [&](const std::string& table) { return std::ranges::find(there, table) != there.end(); };
  if (!has("dictionary")) refuse("has no table dictionary");
  for (const std::string& table : texts(database, "SELECT DISTINCT table_name FROM dictionary"))
    if (!has(table)) refuse("has no table " + table);
  for (const std::string& name : texts(database, "SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    refuse("has a trigger, " + name);
  if (has("daily") && database.text("SELECT sql FROM sqlite_master WHERE name = 'daily_bins'") != daily_bins)
    refuse("the view daily_bins is not the one that was written");
}

}  // namespace

void create_tables(Database& database, const std::vector<StudyTable>& all) {
  for (const StudyTable& table : all) {
    std::string columns;
    for (const TableColumn& column : table.columns) columns += sql_name(column.name) + " " + column.type + ", ";
    database.execute(
        fmt::format("CREATE TABLE {} ({}PRIMARY KEY ({})) WITHOUT ROWID", sql_name(table.name), columns, table.key));
  }
  if (std::ranges::find(all, "daily", &StudyTable::name) != all.end()) database.execute(daily_bins);
  const auto dictionary = std::ranges::find(all, "dictionary", &StudyTable::name);
  Statement insert = database.prepare(insert_into(*dictionary));
  for (const StudyTable& table : all)
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const TableColumn& column = table.columns[i];
      insert.execute({table.name, static_cast<std::int64_t>(i), column.name, column.unit, column.meaning});
    }
  database.execute(fmt::format("PRAGMA application_id = {}", application_id));
  database.execute(fmt::format("PRAGMA user_version = {}", schema_version));
}

std::vector<std::string> table_names(const Database& database) {
  return texts(database, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
}

std::string key_of(const Database& database, const std::string& table) {
  std::string key;
  for (const std::string& column :
       texts(database, "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", {Cell(table)}))
    key += (key.empty() ? "" : ", ") + sql_name(column);
  return key.empty() ? "rowid" : key;  // a table that somebody added
}

bool may_be_overwritten(const std::string& file) {
  if (std::filesystem::file_size(file) == 0 || is_ours(file)) return true;
  try {
    const Database database(file, Access::read);  // the header may still be in the log
    return database.integer("PRAGMA application_id") == application_id || table_names(database).empty();
  } catch (const std::runtime_error&) {
    return false;
  }
}

void recover(const std::filesystem::path& file) {
  std::error_code none;
  const auto is_there = [&](const char* end) { return std::filesystem::exists(file.string() + end, none); };
  if (!is_there("")) return;
  try {
    if (is_there("-journal") || is_there("-wal"))
      (void)Database(file, Access::write).integer("SELECT count(*) FROM sqlite_master");
    constexpr std::size_t mode = 18;
    constexpr char with_log = 2;
    if (!is_ours(file.string()) || header_of(file.string())[mode] != with_log) return;
  } catch (const DatabaseError& error) {
    if (error.fault != Fault::damaged) throw;
    return;
  }
  try {
    Database(file, Access::write).execute("PRAGMA journal_mode = DELETE");
  } catch (const DatabaseError&) {
    // Somebody is reading, or it is damaged, as its reader will say.
  }
}

BadInput not_as_written(const std::string& file, const std::string& what, const char* command) {
  return BadInput({Problem{Place{file}, "", what,
                           fmt::format("changed by hand or damaged; `{} --overwrite` plays it again", command)}});
}

void check_schema(const Database& database, const std::string& file) {
  std::int64_t id = 0;
  try {
    id = database.integer("PRAGMA application_id");
  } catch (const DatabaseError& error) {
    if (error.fault != Fault::damaged) throw;
    if (is_ours(file)) throw BadInput({Problem{Place{file}, "", "is damaged", "`run --overwrite` plays it again"}});
    id = -1;  // not a database at all
  }
  if (id == 0 && table_names(database).empty())
    throw BadInput({Problem{Place{file}, "", "holds nothing yet", "the command that begins a study begins it again"}});
  if (id != application_id)
    throw BadInput({Problem{Place{file}, "", "is not a study file", "written by `backchannel run --out`"}});
  const auto version = database.integer("PRAGMA user_version");
  if (version != schema_version)
    throw BadInput({Problem{Place{file}, "", fmt::format("has schema version {}", version),
                            fmt::format("this program reads {}", schema_version)}});
  check_layout(database, file);
}

}  // namespace backchannel
