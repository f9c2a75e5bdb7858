// explain: what a key of the scenario format means, and what stands there in a scenario.
#include <iostream>
#include <optional>

#include "cli/story/keys.hpp"
#include "cli/terminal/scenario_options.hpp"
#include "cli/terminal/screen.hpp"
#include "sim/scenario/pages/catalogue.hpp"

namespace backchannel {
namespace {

struct ExplainOptions {
  std::string path, scenario;
  std::vector<std::string> sets;
  bool markdown = false, parameters = false;
};

ExitCode explain_keys(const ExplainOptions& options) {
  if (options.markdown) return std::cout << keys_markdown(), ExitCode::ok;
  if (options.parameters) return std::cout << parameters_markdown(), ExitCode::ok;
  std::optional<LoadedScenario> loaded;
  if (!options.scenario.empty()) loaded = ScenarioOptions{options.scenario, options.sets, {}}.load();
  print(to_text(explain(options.path, loaded ? &*loaded : nullptr)));
  return ExitCode::ok;
}

}  // namespace

void add_explain(Application& application) {
  const Command command =
      application.command("explain", "say what a key means: unit, range, default, source, limiting case, its value");
  auto options = std::make_shared<ExplainOptions>();
  command.text("path", options->path, "PATH", "a key or a part of one, such as us.war or war.cost; none: every key");
  const Option scenario =
      command.text("--scenario", options->scenario, "FILE", "show the values that stand there in a scenario");
  command.texts("--set", options->sets, "PATH=VALUE", "change a value of the scenario; may be repeated")
      .needs(scenario);
  command.flag("--markdown", options->markdown, "every key as the tables of scenarios/README.md");
  command.flag("--parameters", options->parameters, "every number as the table of sim/MODEL.md");
  command.does([options] { return explain_keys(*options); });
}

}  // namespace backchannel
