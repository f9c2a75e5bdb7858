// sweep: the outcomes of a scenario over the points of a study.
#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/text/sweep_text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/play/sweep_run.hpp"
#include "cli/play/terminal.hpp"

namespace backchannel {

namespace {

void sweep(const SweepOptions& options, ExitCode& code) {
  SweepEnd end = run_sweep(options, "backchannel sweep");
  code = end.code;
  if (!end.sweep) return;
  if (options.json) {
    std::cout << points_json(*end.sweep).dump(2) << '\n';
    return;
  }
  print(points_text(*end.sweep));
  if (!options.out.empty()) std::cout << "\nkept in " << options.out << '\n';
}

}  // namespace

void add_sweep(CLI::App& app, ExitCode& code) {
  CLI::App* command = app.add_subcommand("sweep", "play a study: a scenario at many points of its factors");
  auto options = std::make_shared<SweepOptions>();
  command->add_option("study", options->study, "the study, a YAML file (scenarios/studies)")
      ->required()
      ->type_name("STUDY");
  options->add_to(*command);
  command->callback([options, &code] { sweep(*options, code); });
}

}  // namespace backchannel
