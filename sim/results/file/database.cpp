#include "sim/results/file/database.hpp"

#include <cmath>
#include <cstring>

namespace backchannel {

namespace {

bool is_half_done(sqlite3* connection) {
  const int code = sqlite3_extended_errcode(connection);
  return code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY || code == SQLITE_READONLY_CANTINIT;
}

Fault fault_of(sqlite3* connection) {
  const int code = sqlite3_errcode(connection) & 0xff;
  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) return Fault::damaged;
  return is_half_done(connection) ? Fault::half_done : Fault::other;
}

/// What went wrong, in our words where SQLite's would puzzle.
std::string words(sqlite3* connection) {
  const int system = sqlite3_system_errno(connection);
  const std::string because = system != 0 ? std::string(": ") + std::strerror(system) : "";
  switch (sqlite3_errcode(connection) & 0xff) {
    case SQLITE_FULL:
      return "the disk is full";
    case SQLITE_IOERR:
      return "cannot be read or written" + (because.empty() ? " (is the disk full?)" : because);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "is damaged";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "is in use by another program";
    case SQLITE_READONLY:
      return is_half_done(connection)
                 ? "was being changed when its program ended; it is set right by whoever may write to it"
                 : "cannot be written to";
    case SQLITE_PERM:
      return "cannot be written to";
    case SQLITE_CANTOPEN:
      return "cannot be opened" + because;
    default:
      return std::string("SQLite refuses: ") + sqlite3_errmsg(connection);
  }
}

std::string file_of(sqlite3* connection) {
  const char* file = sqlite3_db_filename(connection, "main");
  return file == nullptr ? "" : file;
}

[[noreturn]] void fail(sqlite3* connection) {
  const std::string file = file_of(connection), where = file.empty() ? "" : file + ": ";
  throw DatabaseError(where + words(connection), fault_of(connection));
}

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

}  // namespace

Statement::Statement(sqlite3* connection, std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(connection, sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK)
    fail(connection);
  statement_.reset(statement);
}

void Statement::bind(const std::vector<Cell>& cells) {
  sqlite3_stmt* statement = statement_.get();
  sqlite3_reset(statement);
  int place = 0;
  for (const Cell& cell : cells) {
    ++place;
    const int result =
        std::visit(Overloaded{[&](std::monostate) { return sqlite3_bind_null(statement, place); },
                              [&](std::int64_t value) { return sqlite3_bind_int64(statement, place, value); },
                              [&](double value) { return sqlite3_bind_double(statement, place, value); },
                              [&](std::string_view value) {
                                return sqlite3_bind_text64(statement, place, value.data(), value.size(), SQLITE_STATIC,
                                                           SQLITE_UTF8);
                              }},
                   cell);
    if (result != SQLITE_OK) fail(sqlite3_db_handle(statement));
  }
}

void Statement::execute(const std::vector<Cell>& cells) {
  bind(cells);
  while (step()) {
  }
  sqlite3_reset(statement_.get());
}

bool Statement::step() {
  const int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) fail(sqlite3_db_handle(statement_.get()));
  return false;
}

int Statement::columns() const { return sqlite3_column_count(statement_.get()); }
std::string_view Statement::name(int column) const { return sqlite3_column_name(statement_.get(), column); }

Cell Statement::cell(int column) const {
  switch (sqlite3_column_type(statement_.get(), column)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement_.get(), column)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement_.get(), column);
    case SQLITE_NULL:
      return std::monostate{};
    default: {
      return text_there(column).value_or("");
    }
  }
}

void Statement::refuse(int column) const {
  const bool is_there = column < columns();
  throw WrongCell(is_there ? "a value in column " + std::string(name(column)) + " is none that a study holds"
                           : "a table has too few columns");
}

std::int64_t Statement::integer(int column) const {
  if (sqlite3_column_type(statement_.get(), column) != SQLITE_INTEGER) refuse(column);
  return sqlite3_column_int64(statement_.get(), column);
}

std::uint64_t Statement::count(int column) const {
  const std::int64_t number = integer(column);
  if (number < 0) refuse(column);
  return static_cast<std::uint64_t>(number);
}

int Statement::between(int low, int high, int column) const {
  const std::int64_t number = integer(column);
  if (number < low || number > high) refuse(column);
  return static_cast<int>(number);
}

double Statement::real(int column) const {
  const int type = sqlite3_column_type(statement_.get(), column);
  const double number = sqlite3_column_double(statement_.get(), column);
  if ((type != SQLITE_FLOAT && type != SQLITE_INTEGER) || !std::isfinite(number)) refuse(column);
  return number;
}

std::optional<std::string_view> Statement::text_there(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (text == nullptr) return std::nullopt;
  return std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

std::string Statement::text(int column) const {
  if (sqlite3_column_type(statement_.get(), column) == SQLITE_BLOB) refuse(column);
  return std::string(text_there(column).value_or(""));
}

Database::Database(const std::filesystem::path& file, Access access) {
  const int flags = access == Access::read    ? SQLITE_OPEN_READONLY
                    : access == Access::write ? SQLITE_OPEN_READWRITE
                                              : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* connection = nullptr;
  // SQLite takes some relative names for something else (":memory:", "file:…?mode=memory"), an absolute one never.
  const int result = sqlite3_open_v2(std::filesystem::absolute(file).c_str(), &connection, flags, nullptr);
  connection_.reset(connection);
  if (result != SQLITE_OK) throw DatabaseError(file.string() + ": " + words(connection), fault_of(connection));
  sqlite3_busy_timeout(connection, 5000);
}

std::string Database::file() const { return file_of(connection_.get()); }

void Database::execute(std::string_view sql) {
  if (sqlite3_exec(connection_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    fail(connection_.get());
}

std::string Database::text(std::string_view sql, const std::vector<Cell>& cells) const {
  Statement statement = prepare(sql);
  statement.bind(cells);
  return statement.step() ? statement.text(0) : "";
}

std::int64_t Database::integer(std::string_view sql, const std::vector<Cell>& cells) const {
  Statement statement = prepare(sql);
  statement.bind(cells);
  return statement.step() ? statement.integer(0) : 0;
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    database_.execute("ROLLBACK");
  } catch (const std::exception&) {
    // SQLite has already rolled back, as it does when the disk is full.
  }
}

void Transaction::commit() {
  database_.execute("COMMIT");
  open_ = false;
}

std::string sql_name(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) text += c == '"' ? "\"\"" : std::string(1, c);
  return text + '"';
}

}  // namespace backchannel
