// backchannel theory: the limiting cases, a line each.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "cli/theory/cases.hpp"
#include "cli/values.hpp"
#include "sim/scenario/messages.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {

namespace {

struct TheoryOptions {
  std::string folder = "scenarios/theory", only;
  int threads = 2;
  std::uint64_t seed = 1;
};

void show(const theory::Finding& finding) {
  const std::string result = finding.result + (finding.settings.empty() ? "" : " [" + finding.settings + "]");
  print(fmt::format("{:<13} {:>12.6f} {:>12.6f} {:>9.2g}  {:<4}  {} ({})\n", finding.id, finding.expected, finding.got,
                    finding.standard_error, finding.passes ? "ok" : "FAIL", result, finding.source));
  std::cout << std::flush;
}

void check_only(const std::string& only) {
  std::vector<std::string> ids;
  for (const theory::Case& one : theory::cases()) {
    if (one.id.find(only) != std::string::npos) return;
    ids.push_back(one.id);
  }
  throw BadInput({Problem{Place{}, "--only", "no case has " + ticked(only) + " in its name", suggestion(only, ids)}});
}

void examine_all(const TheoryOptions& options, ExitCode& code) {
  const theory::Laboratory laboratory{options.folder, options.threads, options.seed};
  if (!std::filesystem::is_directory(laboratory.scenarios))
    throw BadInput(
        {Problem{Place{}, "--scenarios", "no folder `" + options.folder + "`", "the folder scenarios/theory"}});
  check_only(options.only);
  std::cout << fmt::format("{:<13} {:>12} {:>12} {:>9}  {:<4}  {}\n", "case", "expected", "got", "error", "", "result");
  int results = 0, failed = 0;
  for (const theory::Case& one : theory::cases()) {
    if (!options.only.empty() && one.id.find(options.only) == std::string::npos) continue;
    for (const theory::Variant& variant : one.variants)
      for (const theory::Finding& finding : theory::examine(laboratory, one, variant)) {
        show(finding);
        ++results;
        failed += finding.passes ? 0 : 1;
      }
  }
  std::cout << fmt::format("{} results, {} failed\n", results, failed);
  if (failed > 0 || results == 0) code = ExitCode::failed;
}

}  // namespace

void add_theory(CLI::App& app, ExitCode& code) {
  auto options = std::make_shared<TheoryOptions>();
  CLI::App* theory = app.add_subcommand("theory", "compare the limiting cases with what the literature knows");
  theory->add_option("--scenarios", options->folder, "folder of the scenarios")->capture_default_str();
  theory->add_option("--only", options->only, "cases whose name contains this");
  theory->add_option("--threads", options->threads, "threads")
      ->transform(whole_number(1, 1024))
      ->type_name("T")
      ->capture_default_str();
  theory->add_option("--seed", options->seed, "seed of the study")
      ->transform(whole_number(0, largest_seed))
      ->type_name("S")
      ->capture_default_str();
  theory->callback([options, &code] { examine_all(*options, code); });
}

}  // namespace backchannel
