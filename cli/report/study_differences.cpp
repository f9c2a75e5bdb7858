#include "cli/report/study_differences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "cli/report/stored_facts.hpp"
#include "cli/story/words.hpp"
#include "sim/core/text.hpp"
#include "sim/scenario/pages/writer.hpp"

namespace backchannel {

namespace {

constexpr std::size_t most_told = 3;

/// What stands at every key, in the order of the scenario's format: the label that tells the key, and its value.
struct ToldKey {
  std::string label, value;
};
using ToldKeys = std::vector<std::pair<std::string, ToldKey>>;

ToldKeys settings_of(const StudyInput& study) {
  ToldKeys settings;
  if (const auto stored = stored_model(study.resolved_yaml)) {
    const StudyFacts facts = facts_of(*stored, study.seed);
    const ParameterTable& table = stored->loaded.parameters;
    for (const auto& [path, value] : resolved_keys(stored->scenario, table)) {
      if (path == "title" || path == "description") continue;
      const auto number = table.find(path);
      settings.push_back({path, {path_title(facts, path), number ? table[*number].prior.describe() : value}});
    }
  }
  settings.push_back({"runs", {"runs", grouped(study.runs)}});
  settings.push_back({"seed", {"seed", std::to_string(study.seed)}});
  return settings;
}

/// The keys of the settings that are not the same everywhere, in order.
std::vector<std::string> differing(const std::vector<std::map<std::string, ToldKey>>& all, const ToldKeys& order) {
  std::vector<std::string> keys;
  for (const auto& [key, setting] : order) {
    const auto same = [&, &key = key, &value = setting.value](const auto& other) {
      return other.contains(key) && other.at(key).value == value;
    };
    if (!std::ranges::all_of(all, same)) keys.push_back(key);
  }
  return keys;
}

std::string in_words(const std::map<std::string, ToldKey>& settings, const std::vector<std::string>& keys) {
  std::vector<std::string> parts;
  for (std::size_t k = 0; k < std::min(keys.size(), most_told); ++k) {
    const auto found = settings.find(keys[k]);
    if (found != settings.end()) parts.push_back(found->second.label + " " + found->second.value);
  }
  if (keys.size() > most_told) parts.push_back(fmt::format("{} more", keys.size() - most_told));
  return listed(parts);
}

}  // namespace

std::vector<std::string> study_differences(const std::vector<StudyInput>& studies) {
  std::vector<std::string> result(studies.size());
  std::map<std::string, std::vector<std::size_t>> of_title;
  for (std::size_t s = 0; s < studies.size(); ++s) of_title[studies[s].title].push_back(s);
  for (const auto& [title, members] : of_title) {
    if (members.size() == 1) continue;
    std::vector<std::map<std::string, ToldKey>> all;
    ToldKeys order;
    std::set<std::string> known;
    for (const std::size_t s : members) {
      const ToldKeys settings = settings_of(studies[s]);
      all.emplace_back(settings.begin(), settings.end());
      for (const auto& entry : settings)
        if (known.insert(entry.first).second) order.push_back(entry);
    }
    const std::vector<std::string> keys = differing(all, order);
    for (std::size_t m = 0; m < members.size(); ++m) result[members[m]] = in_words(all[m], keys);
  }
  return result;
}

}  // namespace backchannel
