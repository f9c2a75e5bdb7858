// How a study file is written: opened with a write-ahead log, a row in its table `session` for every time it is worked
// on, and folded into a single file at the end. Shared by the files of runs and of sweeps.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "sim/results/file/database.hpp"

namespace backchannel {

/// A session as it begins.
struct StudySession {
  std::string command, build;  // build: JSON
  int threads = 1;
  std::uint64_t planned_runs = 0;
};

enum class Begin { afresh, go_on };

/// A file to write in, with a write-ahead log; afresh: made if need be.
[[nodiscard]] Database open_to_write(const std::filesystem::path& file, Begin begin);

/// Adds a session; returns its number.
std::int64_t begin_session(Database& database, const StudySession& session);
/// Runs played so far in the session, and the seconds they took; within the transaction of the caller.
void note_progress(Database& database, std::int64_t session, std::uint64_t runs, double seconds);
/// Ends the session and folds the log into the file. `how`: complete, precise enough, interrupted.
void end_session(Database& database, std::int64_t session, const std::string& how);

}  // namespace backchannel
