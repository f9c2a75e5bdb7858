#include "cli/story/keys.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "cli/story/words.hpp"
#include "sim/scenario/pages/catalogue.hpp"
#include "sim/scenario/pages/csv_field.hpp"

namespace backchannel {
namespace {

/// "iran.war.cost" belongs under "<actor>"; keys without a dot under "".
std::string section_of(const KeyInfo& key) {
  const std::size_t dot = key.path.find('.');
  return dot == std::string::npos ? "" : key.path.substr(0, dot);
}

std::string values_of(const KeyInfo& key) {
  if (!key.choices.empty()) return key.kind == "flag" ? "true, false" : fmt::format("{}", fmt::join(key.choices, ", "));
  return key.range;
}

std::string meaning_of(const KeyInfo& key) {
  std::string text = key.meaning;
  for (const std::string& condition : key.conditions) text += fmt::format(" ({})", condition);
  return text;
}

std::string row_of(const KeyInfo& key) {
  const std::string fallback = key.fallback == "\"\"" ? "" : key.fallback;
  return fmt::format("| `{}` | {} | {} | {} | {} | {} | {} |\n", key.path, cell(meaning_of(key)), cell(key.unit),
                     cell(values_of(key)), cell(fallback), cell(key.source), key.limit);
}

constexpr const char* table_head =
    "\n| key | meaning | unit | allowed | default | source | limiting case |\n|---|---|---|---|---|---|---|\n";

std::string heading_of(const std::string& section) {
  if (section == "<issue>") return "Issues: `issues.<issue>`";
  if (section == "<actor>") return "Actors: `actors.<actor>`";
  if (section == "<dyad>") return "Dyads: `dyads.<dyad>`";
  if (section == "<event>") return "Events: `events.<event>`";
  return fmt::format("`{}`", section);
}

}  // namespace

std::string parameters_markdown() {
  std::string text = "| parameter | default | range | unit | source | limiting case |\n|---|---|---|---|---|---|\n";
  for (const KeyInfo& key : catalogue())
    if (key.kind == "number" || key.kind == "day" || key.kind == "whole number")
      text += fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", key.path, cell(key.fallback), cell(key.range),
                          cell(key.unit), cell(key.source), key.limit);
  return text;
}

std::string keys_markdown() {
  std::vector<std::string> sections;
  std::vector<std::string> tables;
  for (const KeyInfo& key : catalogue()) {
    const std::string section = section_of(key);
    std::size_t at = 0;
    while (at < sections.size() && sections[at] != section) ++at;
    if (at == sections.size()) {
      sections.push_back(section);
      tables.emplace_back();
    }
    tables[at] += row_of(key);
  }
  std::string text;
  for (std::size_t i = 0; i < sections.size(); ++i)
    text += fmt::format("{}### {}\n{}{}", i == 0 ? "" : "\n",
                        sections[i].empty() ? "The whole" : heading_of(sections[i]), table_head, tables[i]);
  return text;
}

std::string evidence_csv(const EvidenceTable& table) {
  std::string text = "path,value,basis,source,note,prior,private,flags\n";
  for (const EvidenceRow& row : table.rows)
    text += fmt::format("{},{},{},{},{},{},{},{}\n", csv_field(row.path), csv_field(row.value), row.basis,
                        csv_field(row.source), csv_field(row.note), row.is_prior ? "yes" : "no",
                        row.is_private ? "yes" : "no", csv_field(fmt::format("{}", fmt::join(row.flags, "; "))));
  return text;
}

}  // namespace backchannel
