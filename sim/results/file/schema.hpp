// The tables of a study file: names, columns, keys, meaning. Created from here, described in the file's own table
// `dictionary`, documented in analysis/README.md.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/core/errors.hpp"
#include "sim/results/file/columns.hpp"
#include "sim/results/file/database.hpp"
#include "sim/results/versions.hpp"

namespace backchannel {

inline constexpr std::int64_t application_id = 0x42636831;  // "Bch1", in the header of the file

struct TableColumn {
  std::string name, type, unit, meaning;
};

struct StudyTable {
  std::string name;
  std::vector<TableColumn> columns;
  std::string key;       // columns of the primary key: also the order of export and digest
  bool session = false;  // facts of a session (times, command): no part of the digest
};

// Tables that the files of runs and of sweeps share: what was asked, its dictionary and sessions, and the design point.
[[nodiscard]] TableColumn point_column();
[[nodiscard]] StudyTable study_table();
[[nodiscard]] StudyTable dictionary_table();
[[nodiscard]] StudyTable session_table();

/// `uncertain`: paths of the parameters with a prior.
[[nodiscard]] std::vector<StudyTable> tables(const std::vector<RunColumn>& runs,
                                             const std::vector<std::string>& uncertain);

/// Creates all tables, the view daily_bins where there is `daily`, and the dictionary; within the transaction of the
/// caller.
void create_tables(Database& database, const std::vector<StudyTable>& all);

/// INSERT statement with a parameter for each column.
[[nodiscard]] std::string insert_into(const StudyTable& table);

/// Names of the tables of a file, and the key of one as SQL: "point", "run".
[[nodiscard]] std::vector<std::string> table_names(const Database& database);
[[nodiscard]] std::string key_of(const Database& database, const std::string& table);

/// Whether nothing but a study is lost with a file: it is empty, carries our application id (however damaged it is
/// otherwise), or is a database without a table, as a study is until its first transaction.
[[nodiscard]] bool may_be_overwritten(const std::string& file);

/// What is said of a file that does not hold what a command of ours wrote.
[[nodiscard]] BadInput not_as_written(const std::string& file, const std::string& what, const char* command = "run");

/// Undoes, or brings to its end, a change in the middle of which the writer of a file ended, and makes a study a single
/// file again unless somebody reads it. A damaged file stays as it is.
void recover(const std::filesystem::path& file);

/// Throws BadInput if the file is not a study file of this schema version.
void check_schema(const Database& database, const std::string& file);

/// note(key, value) for what table `study` says of the scenario, of a run as of a sweep.
template <class Facts, class Note>
void note_scenario(const Facts& facts, const Note& note) {
  note("scenario_text", facts.scenario_text);
  note("resolved_yaml", facts.resolved_yaml);
  note("scenario_hash", facts.scenario_hash);
  note("set", facts.set);
  note("seed", std::to_string(facts.seed));
  note("results_version", std::to_string(results_version));
  note("start_date", facts.start_date);
  note("horizon_days", std::to_string(facts.horizon));
}

}  // namespace backchannel
