#include "sim/scenario/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "sim/scenario/checks/arms_race.hpp"
#include "sim/scenario/checks/blame.hpp"
#include "sim/scenario/checks/checks.hpp"
#include "sim/scenario/checks/ideals.hpp"
#include "sim/scenario/checks/remedies.hpp"
#include "sim/scenario/checks/titles.hpp"
#include "sim/scenario/checks/traps.hpp"
#include "sim/scenario/messages.hpp"
#include "sim/scenario/overrides.hpp"
#include "sim/scenario/pages/writer.hpp"
#include "sim/scenario/reading.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {
namespace {

constexpr std::size_t longest_name = 4096;  // of a file, in messages
constexpr std::size_t most_entries = 1000;  // of a section; more would only make the messages slow

/// The document's tree; throws if nothing can be read from it.
Node read_tree(const std::string& text, const std::string& name, std::vector<Problem>& problems) {
  std::optional<Node> root = parse_yaml(text, name, problems);
  if (root && root->is(Node::Kind::nothing)) {
    report(problems, {name, 1, 1}, "", "the file is empty", "a scenario in YAML");
  } else if (root && !root->is(Node::Kind::map)) {
    report(problems, root->place, "", what_is(*root) + " stands where a map is expected", "the keys of a scenario");
  }
  if (!root || !root->is(Node::Kind::map)) throw_if_any(problems);
  for (const auto& [key, place, value] : root->entries) {
    if (value.entries.size() > most_entries)
      report(problems, place, printable(key), std::to_string(value.entries.size()) + " entries", "at most 1000");
  }
  return std::move(*root);
}

/// Acts in the order of their days, so that the order of the list has no meaning.
void sort_history(std::vector<HistoricAct>& history, const ParameterTable& table) {
  const auto order = [&](const HistoricAct& act) {
    return std::tuple(table[act.day].prior.mean(), act.by.id, act.against.id, act.kind);
  };
  std::stable_sort(history.begin(), history.end(),
                   [&](const HistoricAct& a, const HistoricAct& b) { return order(a) < order(b); });
}

/// The ids that take part, in the order of the file.
template <class T>
std::vector<std::string> as_written(const Node& root, const char* section, const ById<T>& taking_part) {
  std::vector<std::string> ids;
  for (const Node::Entry& entry : root.find(section)->entries)
    if (taking_part.contains(entry.key)) ids.push_back(entry.key);
  return ids;
}

/// Adds an arms race, and the traps.
void tell_what_is_hardly_meant(const Scenario& scenario, LoadedScenario& loaded, const Node& root) {
  const ArmsRace race = arms_race(scenario, loaded.parameters);
  if (const auto [what, allowed] = notice_of(race); !what.empty()) {
    std::string path;
    for (const std::string& key : race.strongest) path = joined(path, key);
    const Parameter& reaction = loaded.parameters[*loaded.parameters.find(path)];
    report(loaded.told, reaction.place, path, what, allowed);
  }
  const std::vector<Problem> traps = find_traps(scenario, loaded.parameters, root);
  loaded.told.insert(loaded.told.end(), traps.begin(), traps.end());
}

/// Fills in what a tree says; adds what is wrong with it, and returns what is left out.
std::vector<Problem> read_root(const Node& root, Scenario& scenario, LoadedScenario& loaded,
                               std::vector<Problem>& problems) {
  const Declared ids = declared_ids(root);
  Reading reading(root, ids, loaded.parameters, problems);
  check_ids(root, reading.read([&] { describe(reading, scenario); }), problems);
  name_levels(scenario);
  settle_ideals(scenario, root, loaded.parameters, problems, loaded.told);
  check_scenario(scenario, loaded.parameters, root, problems);
  return std::move(reading.notices);
}

std::vector<Problem> problems_of(const Node& root) {
  Scenario scenario;
  LoadedScenario loaded;
  std::vector<Problem> problems;
  (void)read_root(root, scenario, loaded, problems);
  return problems;
}

/// What a scenario without problems is told.
std::vector<Problem> told_in(const Node& root) {
  Scenario scenario;
  LoadedScenario loaded;
  std::vector<Problem> problems;
  (void)read_root(root, scenario, loaded, problems);
  if (!problems.empty()) return {};
  tell_titles_apart(scenario, root, loaded.told);
  tell_what_is_hardly_meant(scenario, loaded, root);
  return loaded.told;
}

/// Whether nothing is wrong at a path, below it, or on the way to it.
bool is_right(const Node& root, const std::string& path) {
  const auto is_within = [](const std::string& inner, const std::string& outer) {
    return inner == outer || inner.starts_with(outer + ".");
  };
  const std::vector<Problem> problems = problems_of(root);
  return std::none_of(problems.begin(), problems.end(), [&](const Problem& problem) {
    return is_within(problem.path, path) || is_within(path, problem.path);
  });
}

}  // namespace

LoadedScenario read_scenario_text(std::string text, const std::string& name, std::span<const Override> overrides) {
  Scenario scenario;
  LoadedScenario loaded;
  std::vector<Problem> problems;
  Node root = read_tree(text, name, problems);
  const Node written = overrides.empty() ? Node{} : root;
  const auto blame = [&](std::vector<Problem>& found, auto read) {
    const auto with = [&](std::size_t number) {
      Node changed = written;
      std::vector<Problem> told_elsewhere;
      apply_overrides(overrides.first(number), changed, told_elsewhere);
      return read(changed);
    };
    blame_overrides(overrides, name, with, found);
  };
  apply_overrides(overrides, root, problems, is_right);
  const auto is_crowded = [](const auto& entry) { return entry.value.entries.size() > most_entries; };
  if (std::any_of(root.entries.begin(), root.entries.end(), is_crowded)) throw_if_any(problems);
  const std::vector<Problem> left_out = read_root(root, scenario, loaded, problems);
  try_remedies(root, problems, problems_of);
  blame(problems, problems_of);
  throw_if_any(problems);
  tell_titles_apart(scenario, root, loaded.told);
  tell_what_is_hardly_meant(scenario, loaded, root);
  blame(loaded.told, told_in);
  loaded.told.insert(loaded.told.begin(), left_out.begin(), left_out.end());
  for (const Problem& notice : loaded.told) loaded.notices.push_back(notice.text());
  sort_history(scenario.history, loaded.parameters);
  loaded.text = std::move(text);
  loaded.hash = hash_of(resolved_yaml(scenario, loaded.parameters));
  loaded.issues_as_written = as_written(root, "issues", scenario.issues);
  loaded.actors_as_written = as_written(root, "actors", scenario.actors);
  loaded.scenario = std::make_shared<const Scenario>(std::move(scenario));
  return loaded;
}

LoadedScenario read_scenario(const std::filesystem::path& file, std::span<const Override> overrides) {
  std::vector<Problem> problems;
  std::string text = read_text(file, problems);
  throw_if_any(problems);
  return read_scenario_text(std::move(text), printable(file.string(), longest_name), overrides);
}

Override parse_override(const std::string& argument, const std::string& option) {
  const std::size_t equals = argument.find('=');
  if (equals == std::string::npos || equals == 0) {
    std::vector<Problem> problems;
    report(problems, {option + " " + printable(argument), 0, 0}, "", "not a setting", "path=value");
    throw BadInput(std::move(problems));
  }
  const std::string path = argument.substr(0, equals), value = argument.substr(equals + 1);
  return {path, value, {fmt::format("{} {}={}", option, printable(path, 200), printable(value, 200)), 0, 0}};
}

}  // namespace backchannel
