#include "sim/results/file/seal.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "sim/core/hash.hpp"
#include "sim/results/file/schema.hpp"

namespace backchannel {

namespace {

constexpr std::array not_sealed{"draws", "runs", "session"};

std::string hash_of(const Database& database, const std::string& table) {
  Hash hash;
  const std::string all_but_the_seal = table == "study" ? " WHERE key <> 'seal'" : "";
  Statement rows =
      database.prepare("SELECT * FROM " + sql_name(table) + all_but_the_seal + " ORDER BY " + key_of(database, table));
  for (int c = 0; c < rows.columns(); ++c) hash.add(Cell(rows.name(c)));
  while (rows.step())
    for (int c = 0; c < rows.columns(); ++c) hash.add(rows.cell(c));
  return hash.hex();
}

}  // namespace

void seal(Database& database) {
  nlohmann::json hashes = nlohmann::json::object();
  for (const std::string& table : table_names(database))
    if (std::ranges::find(not_sealed, table) == not_sealed.end()) hashes[table] = hash_of(database, table);
  const std::string text = hashes.dump();
  database.prepare(insert_into(study_table())).execute({"seal", text});
}

void break_seal(Database& database) { database.execute("DELETE FROM study WHERE key = 'seal'"); }

std::optional<std::string> changed_table(const Database& database) {
  const std::string text = database.text("SELECT value FROM study WHERE key = 'seal'");
  if (text.empty()) return std::nullopt;
  const auto hashes = nlohmann::json::parse(text, nullptr, false);
  if (!hashes.is_object()) return "study";
  const std::vector<std::string> there = table_names(database);
  for (const auto& [table, hash] : hashes.items())
    if (std::ranges::find(there, table) == there.end() || hash != hash_of(database, table)) return table;
  return std::nullopt;
}

}  // namespace backchannel
