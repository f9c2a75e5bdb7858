// odd: one scenario described in the ODD protocol (Grimm et al. 2020), from what was loaded.
#include "cli/story/odd.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/commands/commands.hpp"
#include "cli/play/output.hpp"
#include "cli/play/scenario_options.hpp"
#include "cli/play/values.hpp"
#include "sim/core/atomic_file.hpp"

namespace backchannel {
namespace {

struct OddOptions {
  ScenarioOptions scenario;
  std::string output;
};

void write_odd(const OddOptions& options) {
  const Model model(options.scenario.load());
  const std::string text = odd_of(model);
  if (options.output.empty()) {
    std::cout << text;
    return;
  }
  const std::filesystem::path place(options.output);
  const auto folder = place.has_parent_path() ? place.parent_path() : std::filesystem::path(".");
  if (!std::filesystem::is_directory(folder) || std::filesystem::is_directory(place))
    throw BadInput({Problem{Place{options.output}, "", "cannot be written", "a file in a folder that exists"}});
  spare_inputs(place);
  write_atomically(place, text);
}

}  // namespace

void add_odd(CLI::App& app, ExitCode&) {
  CLI::App* command = app.add_subcommand("odd", "describe a scenario in the ODD protocol, as Markdown");
  auto options = std::make_shared<OddOptions>();
  options->scenario.add_to(*command);
  command->add_option("-o,--output", options->output, "write to a file")->transform(some_text())->type_name("FILE");
  command->callback([options] { write_odd(*options); });
}

}  // namespace backchannel
