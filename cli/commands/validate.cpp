// validate: every problem of every file at once; a line for each good one.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "cli/commands/commands.hpp"
#include "cli/play/output.hpp"
#include "cli/play/values.hpp"
#include "sim/crisis/model/model.hpp"

namespace backchannel {
namespace {

std::string facts_of(const std::string& file, const Model& model) {
  const auto& table = model.loaded.parameters;
  const auto priors =
      std::count_if(table.begin(), table.end(), [](const Parameter& p) { return !p.prior.is_constant(); });
  const std::string& title = model.scenario.title;
  return fmt::format("{}: {}{} issues, {} actors{}, {} numbers ({} priors), hash {}", file,
                     title.empty() ? "" : "\"" + title + "\", ", model.agenda.size(), model.actors.size(),
                     model.mediator != nullptr ? " and a mediator" : "", table.size(), priors, model.loaded.hash);
}

void validate(const std::vector<std::string>& files, ExitCode& code) {
  for (const std::string& file : files) try {
      const Model model(read_scenario(file));
      std::cout << facts_of(file, model) << '\n';
      for (const std::string& notice : model.loaded.notices) std::cout << "  notice: " << notice << '\n';
    } catch (const BadInput& bad) {
      std::cerr << problem_lines(bad);
      code = ExitCode::bad_input;
    }
}

}  // namespace

void add_validate(CLI::App& app, ExitCode& code) {
  CLI::App* command = app.add_subcommand("validate", "check scenarios: every problem at once");
  auto files = std::make_shared<std::vector<std::string>>();
  command->add_option("scenarios", *files, "YAML files")->required()->transform(some_text())->type_name("FILE");
  command->callback([files, &code] { validate(*files, code); });
}

}  // namespace backchannel
