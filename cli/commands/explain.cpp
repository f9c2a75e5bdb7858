// explain: what a key of the scenario format means, and what stands there in a scenario.
#include <CLI/CLI.hpp>
#include <iostream>
#include <optional>

#include "cli/commands/commands.hpp"
#include "cli/play/scenario_options.hpp"
#include "cli/play/terminal.hpp"
#include "cli/story/keys.hpp"
#include "sim/scenario/pages/catalogue.hpp"

namespace backchannel {
namespace {

struct ExplainOptions {
  std::string path, scenario;
  std::vector<std::string> sets;
  bool markdown = false, parameters = false;
};

void explain_keys(const ExplainOptions& options) {
  if (options.markdown) {
    std::cout << keys_markdown();
    return;
  }
  if (options.parameters) {
    std::cout << parameters_markdown();
    return;
  }
  std::optional<LoadedScenario> loaded;
  if (!options.scenario.empty()) loaded = ScenarioOptions{options.scenario, options.sets}.load();
  print(to_text(explain(options.path, loaded ? &*loaded : nullptr)));
}

}  // namespace

void add_explain(CLI::App& app, ExitCode&) {
  CLI::App* command =
      app.add_subcommand("explain", "say what a key means: unit, range, default, source, limiting case, its value");
  auto options = std::make_shared<ExplainOptions>();
  command->add_option("path", options->path, "a key or a part of one, such as us.war or war.cost; none: every key");
  auto* scenario =
      command->add_option("--scenario", options->scenario, "show the values that stand there in a scenario");
  scenario->type_name("FILE");
  command->add_option("--set", options->sets, "change a value of the scenario; may be repeated")
      ->type_name("PATH=VALUE")
      ->expected(1)
      ->take_all()
      ->needs(scenario);
  command->add_flag("--markdown", options->markdown, "every key as the tables of scenarios/README.md");
  command->add_flag("--parameters", options->parameters, "every number as the table of sim/MODEL.md");
  command->callback([options] { explain_keys(*options); });
}

}  // namespace backchannel
