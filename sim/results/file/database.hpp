// SQLite through its C interface: a connection and its statements, closed when they go out of scope. Values are always
// bound, names are quoted. Every failure throws DatabaseError with the file and what is wrong; a value of another type
// or range than it is read as throws WrongCell.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/cell.hpp"

namespace backchannel {

/// What keeps a file from being used.
enum class Fault {
  damaged,    // it is no database, or one with wrong pages
  half_done,  // its writer ended in the middle of a change, which only who may write can undo (schema.hpp: recover)
  other       // the disk, rights, another program
};
struct DatabaseError : std::runtime_error {
  DatabaseError(const std::string& text, Fault found) : std::runtime_error(text), fault(found) {}
  Fault fault;
};
struct WrongCell : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Statement {
 public:
  Statement(sqlite3* connection, std::string_view sql);

  /// Binds all parameters in order, runs to the end and is ready for the next time.
  void execute(const std::vector<Cell>& cells);
  void bind(const std::vector<Cell>& cells);
  /// The next row of the result; false after the last.
  bool step();
  [[nodiscard]] int columns() const;
  [[nodiscard]] std::string_view name(int column) const;
  /// Text is valid until the next step.
  [[nodiscard]] Cell cell(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  /// From 0 on.
  [[nodiscard]] std::uint64_t count(int column) const;
  [[nodiscard]] int between(int low, int high, int column) const;
  /// Finite.
  [[nodiscard]] double real(int column) const;
  /// Empty for NULL.
  [[nodiscard]] std::string text(int column) const;

 private:
  [[noreturn]] void refuse(int column) const;
  /// None for NULL; it lives until the next step.
  [[nodiscard]] std::optional<std::string_view> text_there(int column) const;

  struct Finalise {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3_stmt, Finalise> statement_;
};

enum class Access { read, write, create };

class Database {
 public:
  /// Every name is that of a file on the disk.
  Database(const std::filesystem::path& file, Access access);

  [[nodiscard]] std::string file() const;
  void execute(std::string_view sql);
  [[nodiscard]] Statement prepare(std::string_view sql) const { return {connection_.get(), sql}; }
  /// The first value of the first row; nothing without rows.
  [[nodiscard]] std::string text(std::string_view sql, const std::vector<Cell>& cells = {}) const;
  [[nodiscard]] std::int64_t integer(std::string_view sql, const std::vector<Cell>& cells = {}) const;

 private:
  struct Close {
    void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
  };
  std::unique_ptr<sqlite3, Close> connection_;
};

/// Everything until commit() or, without it, nothing.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database) { database_.execute("BEGIN IMMEDIATE"); }
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

/// A name as SQL: "iran.war.cost", with quotes inside doubled.
[[nodiscard]] std::string sql_name(std::string_view name);

}  // namespace backchannel
