// The study file: one SQLite database that holds everything a study leaves behind, written batch by batch. A batch is
// one transaction, so the file is a whole study of some number of runs at any moment, however its writer ends. It can
// be read while it is written (write-ahead log) and is a single file afterwards.
//
// Identity of a study: scenario hash, seed, results version. Only runs of the same identity are added.
// Throws std::runtime_error for what the disk refuses, BadInput for a file that is none of ours.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "sim/core/hash.hpp"
#include "sim/results/counts/nested.hpp"
#include "sim/results/counts/record.hpp"
#include "sim/results/facts.hpp"
#include "sim/results/file/columns.hpp"
#include "sim/results/file/draws.hpp"
#include "sim/results/file/schema.hpp"
#include "sim/results/file/session.hpp"

namespace backchannel {

struct Identity {
  std::string scenario_hash;
  std::uint64_t seed = 0;
  int results_version = 0;
  bool operator==(const Identity&) const = default;
};

enum class Rows { kept, left_out };

class StudyWriter {
 public:
  /// Afresh: creates the file with everything but runs. Going on: `rows` as they are kept there.
  StudyWriter(const std::filesystem::path& file, std::shared_ptr<const Model> model, const StudyFacts& facts, Rows rows,
              Begin begin);

  void begin(const StudySession& session);
  /// Adds a batch as one transaction; `record` already contains it.
  void add(const RunBatch& batch, const Record& record, double seconds);
  /// Replaces the nested design that is there.
  void set_nested(const NestedCounts& nested);
  /// Ends the session and folds the log into the file. `how`: complete, precise enough, interrupted.
  void end(const std::string& how);

 private:
  [[nodiscard]] const StudyTable& table(const char* name) const;
  void write_question();
  void write_parameters();
  void write_rows(const RunBatch& batch);
  void write_draws(const RunBatch& batch, Hash& hash);
  void write_batch(const RunBatch& batch, const Record& record);
  void write_daily(const Daily& daily);

  void write_series();

  std::shared_ptr<const Model> model_;
  StudyFacts facts_;
  std::vector<RunColumn> columns_;
  Values values_;
  std::vector<StudyTable> tables_;
  Database database_;
  Rows rows_;
  std::int64_t session_ = 0;
  std::uint64_t played_ = 0;
};

/// Whether a file is there in which a first transaction was finished, or that is no database at all, which its reader
/// refuses.
[[nodiscard]] bool holds_something(const std::filesystem::path& file);

/// A file opened for reading, its schema checked.
[[nodiscard]] Database open_study(const std::filesystem::path& file);

/// What was asked; throws BadInput for what no study of ours holds.
[[nodiscard]] StudyFacts read_facts(const Database& database, const std::filesystem::path& file);

struct StoredStudy {
  StudyFacts facts;
  Identity identity;
  Rows rows = Rows::kept;
  Record record;
  std::optional<NestedCounts> nested;
  std::uint64_t planned_runs = 0;          // of the last session
  std::string ended;                       // how the last session ended; empty: going on or killed
  std::vector<PairTable> outcomes_so_far;  // after each batch, for the looks of a stopping rule
  std::vector<std::uint64_t> attempted_so_far;
};

/// Throws BadInput for what is not as it was written (study_checks.hpp).
[[nodiscard]] StoredStudy read_study(const std::filesystem::path& file);

/// The hash over all tables in the order of their keys except facts of sessions: equal for equal results.
[[nodiscard]] std::string digest(const Database& database);

}  // namespace backchannel
