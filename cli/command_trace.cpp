// trace: one run as a readable story, played again by the same kernel.
#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/scenario_options.hpp"
#include "cli/story/chronicle.hpp"
#include "cli/story/json.hpp"

namespace backchannel {
namespace {

struct TraceOptions {
  ScenarioOptions scenario;
  std::uint64_t run = 0, seed = 1;
  int horizon = 0;
  bool json = false;
};

void trace(TraceOptions& options, ExitCode& code) {
  if (options.horizon > 0) options.scenario.sets.push_back("horizon=" + std::to_string(options.horizon));
  const auto model = std::make_shared<const Model>(options.scenario.load());
  const Replay told = replay(model, options.seed, options.run);
  std::cout << (options.json ? to_json(told) : told_text(told));
  if (told.failure) code = ExitCode::failed;
}

}  // namespace

void add_trace(CLI::App& app, ExitCode& code) {
  CLI::App* command = app.add_subcommand("trace", "tell one run as a story");
  auto options = std::make_shared<TraceOptions>();
  options->scenario.add_to(*command);
  command->add_option("--run", options->run, "number of the run, as in runs.csv")
      ->required()
      ->type_name("K")
      ->check(CLI::Range(0.0, 1e15));
  command->add_option("--seed", options->seed, "seed of all randomness")->capture_default_str();
  command->add_option("--horizon", options->horizon, "days, in place of the scenario's")->type_name("DAYS");
  command->add_flag("--json", options->json, "the entries as data");
  command->callback([options, &code] { trace(*options, code); });
}

}  // namespace backchannel
