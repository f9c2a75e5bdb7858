#include "sim/results/file/session.hpp"

#include <chrono>
#include <ctime>
#include <stdexcept>

#include "sim/results/file/schema.hpp"

namespace backchannel {

namespace {

std::string now() {
  const std::time_t time = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&time, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

}  // namespace

Database open_to_write(const std::filesystem::path& file, Begin begin) {
  Database database(file, begin == Begin::afresh ? Access::create : Access::write);
  database.execute("PRAGMA journal_mode = WAL");
  database.execute("PRAGMA synchronous = FULL");
  return database;
}

std::int64_t begin_session(Database& database, const StudySession& session) {
  const std::int64_t number = database.integer("SELECT coalesce(max(session), -1) + 1 FROM session");
  const std::string started = now();
  database.prepare(insert_into(session_table()))
      .execute({number, started, session.command, session.build, std::int64_t{session.threads},
                static_cast<std::int64_t>(session.planned_runs), std::int64_t{0}, 0.0, ""});
  return number;
}

void note_progress(Database& database, std::int64_t session, std::uint64_t runs, double seconds) {
  database.prepare("UPDATE session SET runs = ?, seconds = ? WHERE session = ?")
      .execute({static_cast<std::int64_t>(runs), seconds, session});
}

void end_session(Database& database, std::int64_t session, const std::string& how) {
  database.prepare("UPDATE session SET ended = ? WHERE session = ?").execute({how, session});
  database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  try {
    database.execute("PRAGMA journal_mode = DELETE");
  } catch (const std::runtime_error&) {
    // Somebody is reading: the log stays beside the file until the next writer folds it in.
  }
}

}  // namespace backchannel
