#include "cli/terminal/scenario_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "sim/scenario/key_spec.hpp"
#include "sim/scenario/messages.hpp"
#include "sim/scenario/overrides.hpp"
#include "sim/study/input_kind.hpp"

namespace backchannel {

void ScenarioOptions::add_to(const Command& command) {
  command.text("scenario", file, "FILE", "the scenario, a YAML file").required();
  add_settings_to(command);
}

void ScenarioOptions::add_settings_to(const Command& command) {
  command.texts("--set", sets, "PATH=VALUE", "change a value of the scenario; may be repeated");
}

void ScenarioOptions::add_horizon_to(const Command& command) {
  command.whole("--horizon", horizon, 1, longest_horizon, "DAYS", "length of a run, in place of the scenario's");
}

std::vector<Override> ScenarioOptions::changes() const {
  std::vector<Override> changes;
  for (const std::string& set : sets) changes.push_back(parse_override(set));
  if (horizon) changes.push_back({"horizon", std::to_string(*horizon), {fmt::format("--horizon {}", *horizon)}});
  return changes;
}

LoadedScenario ScenarioOptions::load(const std::vector<Override>& more) const {
  std::vector<Override> all = changes();
  const std::vector<std::string> lost = lost_settings(all), lost_of_more = lost_settings(more);
  all.insert(all.end(), more.begin(), more.end());
  LoadedScenario loaded = load_scenario(file, all);
  loaded.set = set_words(changes());
  for (const auto& notices : {lost, lost_of_more})
    loaded.notices.insert(loaded.notices.end(), notices.begin(), notices.end());
  return loaded;
}

namespace {

void add_folder(const std::string& folder, ScenarioFiles& found) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto ending = entry.path().extension();
    if (ending != ".yaml" && ending != ".yml") continue;
    const auto kind = kind_of_input(entry.path());
    if (kind == InputKind::scenario) files.push_back(entry.path().string());
    if (!kind)
      found.notices.push_back(Problem{Place{entry.path().string()}, "",
                                      "is passed over, it is no scenario, study or policy",
                                      "`backchannel validate` says what is wrong with it"}
                                  .text());
  }
  if (files.empty())
    throw BadInput({Problem{Place{folder}, "", "holds no scenario", "files .yaml or .yml with issues and actors"}});
  std::ranges::sort(files);
  std::ranges::sort(found.notices);
  found.files.insert(found.files.end(), files.begin(), files.end());
}

void refuse_repeated(const std::vector<std::string>& files) {
  std::set<std::filesystem::path> known;
  std::vector<Problem> problems;
  std::error_code ignored;
  for (const std::string& file : files)
    if (!known.insert(std::filesystem::weakly_canonical(file, ignored)).second)
      report(problems, Place{file}, "", "stands there twice", "once");
  throw_if_any(problems);
}

}  // namespace

ScenarioFiles scenarios_in(const std::vector<std::string>& places) {
  ScenarioFiles found;
  std::error_code ignored;
  for (const std::string& place : places)
    if (std::filesystem::is_directory(place, ignored))
      add_folder(place, found);
    else
      found.files.push_back(place);
  refuse_repeated(found.files);
  return found;
}

}  // namespace backchannel
