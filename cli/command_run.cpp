#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/run_study.hpp"

namespace backchannel {

void add_run(CLI::App& app, ExitCode& code) {
  auto* run = app.add_subcommand("run", "run a scenario many times and show the distribution of its outcomes");
  auto options = std::make_shared<RunOptions>();
  options->scenario.add_to(*run);
  run->add_option("--runs", options->runs, "number of runs")->capture_default_str();
  run->add_option("--seed", options->seed, "seed of all randomness")->capture_default_str();
  run->add_option("--threads", options->threads, "threads; 0: one a processor")->capture_default_str();
  run->add_option("--horizon", options->horizon, "days, in place of the scenario's")->type_name("DAYS");
  run->add_flag("--json", options->json, "print one JSON object");
  run->callback([options, &code] { code = run_study(*options); });
}

}  // namespace backchannel
