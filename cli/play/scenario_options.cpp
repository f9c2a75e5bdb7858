#include "cli/play/scenario_options.hpp"

#include <CLI/CLI.hpp>

#include "cli/play/values.hpp"

namespace backchannel {

void ScenarioOptions::add_to(CLI::App& command) {
  command.add_option("scenario", file, "the scenario, a YAML file")
      ->required()
      ->transform(some_text())
      ->type_name("FILE");
  command.add_option("--set", sets, "change a value of the scenario; may be repeated")
      ->type_name("PATH=VALUE")
      ->expected(1)
      ->take_all();
}

LoadedScenario ScenarioOptions::load(const std::vector<Override>& more) const {
  std::vector<Override> overrides;
  for (const std::string& set : sets) overrides.push_back(parse_override(set));
  overrides.insert(overrides.end(), more.begin(), more.end());
  return read_scenario(file, overrides);
}

}  // namespace backchannel
