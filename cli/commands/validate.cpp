// validate: every problem of every file at once; a line for each good one, and what is hardly meant.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "cli/play/sweep.hpp"
#include "cli/terminal/options.hpp"
#include "cli/terminal/output.hpp"
#include "cli/terminal/screen.hpp"
#include "sim/crisis/model/model.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/study/input_kind.hpp"
#include "sim/study/policy.hpp"

namespace backchannel {
namespace {

std::string named(const std::string& file, const std::string& title) {
  return fmt::format("{}: {}", file, title.empty() ? "" : "\"" + title + "\", ");
}

std::string counted(std::size_t n, const std::string& what) {
  return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
}

std::string about_scenario(const std::string& file) {
  const Model model(read_scenario(file));
  const auto& table = model.loaded.parameters;
  const auto priors =
      std::count_if(table.begin(), table.end(), [](const Parameter& p) { return !p.prior.is_constant(); });
  std::string text = fmt::format("{}{}, {}{}, {} ({}), hash {}\n", named(file, model.scenario.title),
                                 counted(model.agenda.size(), "issue"), counted(model.actors.size(), "actor"),
                                 model.mediator != nullptr ? " and a mediator" : "", counted(table.size(), "number"),
                                 counted(priors, "prior"), model.loaded.hash);
  for (const auto& notices : {model.loaded.notices, inert_notices(table)})
    for (const std::string& notice : notices) text += "  notice: " + notice + "\n";
  return text;
}

std::string about_study(const std::string& file) {
  Study study = load_study(file);
  const std::string title = study.title, scenario = study.scenario;
  const Sweep sweep(
      {.study = std::move(study), .runs = std::nullopt, .threads = 0, .keep = {}, .outcomes = Outcomes::told});
  const SweepFacts& facts = sweep.facts();
  std::string text = fmt::format("{}a study of {}: design {}, {}, {}, {} each\n", named(file, title), scenario,
                                 facts.design, counted(facts.factors.size(), "factor"),
                                 counted(facts.points.size(), "point"), counted(facts.runs_per_point, "run"));
  for (const std::string& notice : sweep.notices()) text += "  notice: " + notice + "\n";
  return text;
}

std::string about_policy(const std::string& file) {
  const Policy policy = read_policy(file);
  return fmt::format("{}a policy of {}; `compare SCENARIO --with {}` tries it\n", named(file, policy.title),
                     counted(policy.changes.size(), "change"), file);
}

ExitCode validate(const std::vector<std::string>& files) {
  ExitCode code = ExitCode::ok;
  for (const std::string& file : files) try {
      const InputKind kind = kind_of_input(file).value_or(InputKind::scenario);
      print(kind == InputKind::study    ? about_study(file)
            : kind == InputKind::policy ? about_policy(file)
                                        : about_scenario(file));
    } catch (const BadInput& bad) {
      tell(problem_lines(bad));
      code = ExitCode::bad_input;
    }
  return code;
}

}  // namespace

void add_validate(Application& application) {
  const Command command =
      application.command("validate", "check scenarios, studies and policies: every problem at once");
  auto files = std::make_shared<std::vector<std::string>>();
  command.texts("files", *files, "FILE", "YAML files").required();
  command.does([files] { return validate(*files); });
}

}  // namespace backchannel
