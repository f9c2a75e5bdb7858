// odd: one scenario described in the ODD protocol (Grimm et al. 2020), from what was loaded.
#include "cli/story/odd.hpp"

#include <iostream>

#include "cli/terminal/output.hpp"
#include "cli/terminal/scenario_options.hpp"
#include "sim/core/atomic_file.hpp"

namespace backchannel {
namespace {

struct OddOptions {
  ScenarioOptions scenario;
  std::string output;
};

ExitCode write_odd(const OddOptions& options) {
  const Model model(options.scenario.load());
  const std::string text = odd_of(model);
  if (options.output.empty()) {
    std::cout << text;
    return ExitCode::ok;
  }
  const std::filesystem::path place(options.output);
  const auto folder = place.has_parent_path() ? place.parent_path() : std::filesystem::path(".");
  if (!std::filesystem::is_directory(folder) || std::filesystem::is_directory(place))
    throw BadInput({Problem{Place{options.output}, "", "cannot be written", "a file in a folder that exists"}});
  spare_inputs(place);
  write_atomically(place, text);
  return ExitCode::ok;
}

}  // namespace

void add_odd(Application& application) {
  const Command command = application.command("odd", "describe a scenario in the ODD protocol, as Markdown");
  auto options = std::make_shared<OddOptions>();
  options->scenario.add_to(command);
  command.text("-o,--output", options->output, "FILE", "write to a file");
  command.does([options] { return write_odd(*options); });
}

}  // namespace backchannel
