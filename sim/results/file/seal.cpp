#include "sim/results/file/seal.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "sim/core/hash.hpp"
#include "sim/results/file/schema.hpp"

namespace backchannel {

namespace {

constexpr std::array rows_not_sealed{"draws", "runs", "session"};

/// The tables of the dictionary, and itself.
std::set<std::string> sealed_tables(const Database& database) {
  std::set<std::string> tables{"dictionary", "study"};
  Statement names = database.prepare("SELECT table_name FROM dictionary");
  while (names.step()) tables.insert(names.text(0));
  return tables;
}

std::string hash_of(const Database& database, const std::string& table) {
  Hash hash;
  hash.add(Cell(database.text("SELECT sql FROM sqlite_master WHERE name = ?", {Cell(table)})));
  if (std::ranges::find(rows_not_sealed, table) != rows_not_sealed.end()) return hash.hex();
  const std::string all_but_the_seal = table == "study" ? " WHERE key <> 'seal'" : "";
  Statement rows =
      database.prepare("SELECT * FROM " + sql_name(table) + all_but_the_seal + " ORDER BY " + key_of(database, table));
  while (rows.step())
    for (int c = 0; c < rows.columns(); ++c) hash.add(rows.cell(c));
  return hash.hex();
}

}  // namespace

void seal(Database& database) {
  nlohmann::json hashes = nlohmann::json::object();
  for (const std::string& table : sealed_tables(database)) hashes[table] = hash_of(database, table);
  const std::string text = hashes.dump();
  database.prepare(insert_into(study_table())).execute({"seal", text});
}

std::optional<std::string> changed_table(const Database& database) {
  const std::string text = database.text("SELECT value FROM study WHERE key = 'seal'");
  const auto hashes = nlohmann::json::parse(text, nullptr, false);
  if (!hashes.is_object()) return "study";
  const std::vector<std::string> there = table_names(database);
  std::set<std::string> tables = sealed_tables(database);
  for (const auto& [table, hash] : hashes.items()) tables.insert(table);
  for (const std::string& table : tables)
    if (std::ranges::find(there, table) == there.end() || !hashes.contains(table) ||
        hashes[table] != hash_of(database, table))
      return table;
  return std::nullopt;
}

}  // namespace backchannel
