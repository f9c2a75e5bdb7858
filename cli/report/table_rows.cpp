#include "cli/report/table_rows.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace backchannel {

namespace {

nlohmann::ordered_json value_of(const Cell& cell) {
  if (const auto* text = std::get_if<std::string_view>(&cell)) return *text;
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return *whole;
  const auto* number = std::get_if<double>(&cell);
  if (number != nullptr && std::isfinite(*number)) return *number;
  return nullptr;
}

}  // namespace

nlohmann::ordered_json table_rows(const Database& database, std::string_view sql) {
  Statement query = database.prepare(sql);
  auto rows = nlohmann::ordered_json::array();
  while (query.step()) {
    auto row = nlohmann::ordered_json::array();
    for (int c = 0; c < query.columns(); ++c) row.push_back(value_of(query.cell(c)));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace backchannel
