// The study file: one SQLite database that holds everything a study leaves behind, written batch by batch. Some
// batches are one transaction, so the file is a whole study of some number of runs at any moment, however its writer
// ends. It can be read while it is written (write-ahead log) and is a single file afterwards.
//
// Identity of a study: scenario hash, seed, results version. Only runs of the same identity are added.
// Throws std::runtime_error for what the disk refuses, BadInput for a file that is none of ours.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/results/counts/nested.hpp"
#include "sim/results/counts/record.hpp"
#include "sim/results/facts.hpp"
#include "sim/results/file/database.hpp"

namespace backchannel {

struct Identity {
  std::string scenario_hash;
  std::uint64_t seed = 0;
  int results_version = 0;
  bool operator==(const Identity&) const = default;
};

enum class Rows { kept, left_out };

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
