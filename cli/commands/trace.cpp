// trace: one run as a readable story, played again by the same kernel.
#include <CLI/CLI.hpp>
#include <iostream>
#include <optional>

#include "cli/commands/commands.hpp"
#include "cli/commands/scenario_options.hpp"
#include "cli/commands/values.hpp"
#include "cli/play/terminal.hpp"
#include "cli/story/chronicle.hpp"
#include "cli/story/json.hpp"

namespace backchannel {
namespace {

struct TraceOptions {
  ScenarioOptions scenario;
  std::uint64_t run = 0, seed = 1;
  std::optional<int> horizon;
  bool json = false;
};

void trace(TraceOptions& options, ExitCode& code) {
  std::vector<Override> more;
  if (options.horizon) more.push_back({"horizon", std::to_string(*options.horizon)});
  const auto model = std::make_shared<const Model>(options.scenario.load(more));
  const Replay told = replay(model, options.seed, options.run);
  if (options.json)
    std::cout << to_json(told);
  else
    print(told_text(told, static_cast<std::size_t>(text_width(108))));
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
      ->transform(whole_number(0, 1'000'000'000'000'000));
  command->add_option("--seed", options->seed, "seed of all randomness")
      ->transform(whole_number(0, largest_seed))
      ->type_name("S")
      ->capture_default_str();
  command->add_option("--horizon", options->horizon, "days, in place of the scenario's")
      ->transform(whole_number(1, longest_horizon))
      ->type_name("DAYS");
  command->add_flag("--json", options->json, "the entries as data");
  command->callback([options, &code] { trace(*options, code); });
}

}  // namespace backchannel
