#include "sim/results/file/export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "sim/core/errors.hpp"
#include "sim/results/file/schema.hpp"
#include "sim/results/json_text.hpp"
#include "sim/scenario/pages/csv_field.hpp"

namespace backchannel {

namespace {

std::string csv(const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&cell)) return fmt::format("{}", *real);
  if (const auto* text = std::get_if<std::string_view>(&cell)) return csv_field(*text);
  return "";
}

std::string quoted(std::string_view text) { return json_text(nlohmann::json(text)); }

std::string json(const Cell& cell) {
  if (const auto* real = std::get_if<double>(&cell); real != nullptr && !std::isfinite(*real)) return "null";
  if (const auto* text = std::get_if<std::string_view>(&cell)) return quoted(*text);
  if (std::holds_alternative<std::monostate>(cell)) return "null";
  return csv(cell);
}

void export_csv(Statement& rows, const TextSink& sink) {
  std::string line;
  for (int c = 0; c < rows.columns(); ++c) {
    if (c > 0) line += ',';
    line += csv_field(rows.name(c));
  }
  line += '\n';
  sink(line);
  while (rows.step()) {
    line.clear();
    for (int c = 0; c < rows.columns(); ++c) {
      if (c > 0) line += ',';
      line += csv(rows.cell(c));
    }
    line += '\n';
    sink(line);
  }
}

void export_json(Statement& rows, const TextSink& sink) {
  const char* before = "[\n";
  std::string line;
  while (rows.step()) {
    line = std::exchange(before, ",\n");
    for (int c = 0; c < rows.columns(); ++c)
      line += (c > 0 ? ", " : "{") + quoted(rows.name(c)) + ": " + json(rows.cell(c));
    line += '}';
    sink(line);
  }
  sink(*before == '[' ? "[]\n" : "\n]\n");
}

void export_rows(Statement rows, TableFormat format, const TextSink& sink) {
  format == TableFormat::csv ? export_csv(rows, sink) : export_json(rows, sink);
}

}  // namespace

void export_table(const Database& database, const std::string& table, TableFormat format, const TextSink& sink) {
  std::vector<std::string> known = table_names(database);
  known.emplace_back("daily_bins");
  if (std::ranges::find(known, table) == known.end()) {
    Problem problem;
    problem.path = "--table";
    problem.what = fmt::format("there is no table `{}`", table);
    problem.allowed = fmt::format("one of {}", fmt::join(known, ", "));
    throw BadInput({problem});
  }
  const std::string key = key_of(database, table);
  export_rows(database.prepare("SELECT * FROM " + sql_name(table) + (key.empty() ? "" : " ORDER BY " + key)), format,
              sink);
}

void export_runs(const Database& database, TableFormat format, const TextSink& sink) {
  std::string columns;
  const Statement all = database.prepare("SELECT * FROM runs");
  for (int c = 0; c < all.columns(); ++c)
    if (all.name(c) != "point") columns += (columns.empty() ? "" : ", ") + sql_name(all.name(c));
  export_rows(database.prepare("SELECT " + columns + " FROM runs WHERE point = 0 ORDER BY run"), format, sink);
}

}  // namespace backchannel
