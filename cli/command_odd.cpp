// odd: one scenario described in the ODD protocol (Grimm et al. 2020), from what was loaded.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/scenario_options.hpp"
#include "cli/story/odd.hpp"
#include "sim/scenario/messages.hpp"

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
  std::ofstream file(options.output, std::ios::binary);
  file << text;
  file.flush();
  if (file) return;
  std::vector<Problem> problems;
  report(problems, {options.output, 0, 0}, "", "cannot be written", "a path in a folder that exists");
  throw BadInput(std::move(problems));
}

}  // namespace

void add_odd(CLI::App& app, ExitCode&) {
  CLI::App* command = app.add_subcommand("odd", "describe a scenario in the ODD protocol, as Markdown");
  auto options = std::make_shared<OddOptions>();
  options->scenario.add_to(*command);
  command->add_option("-o,--output", options->output, "write to a file")->type_name("FILE");
  command->callback([options] { write_odd(*options); });
}

}  // namespace backchannel
