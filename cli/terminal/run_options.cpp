#include "cli/terminal/run_options.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <set>

#include "cli/play/nested.hpp"
#include "cli/terminal/shell.hpp"
#include "sim/core/text.hpp"

namespace backchannel {

namespace {

/// The command that gives the same results; a record for people.
std::string command_of(const RunOptions& options) {
  std::string text = "backchannel run " + scenario_words(options.scenario);
  if (options.half_width) {
    text += fmt::format(" --until-half-width {} --max-runs {}", *options.half_width, options.most_runs);
    for (const std::string& outcome : options.outcomes) text += " --outcome " + shell_word(outcome);
  } else {
    text += fmt::format(" --runs {}", options.runs);
  }
  if (!options.nested.empty()) text += " --nested " + options.nested;
  text += fmt::format(" --seed {}", options.seed);
  return options.out.empty() ? text : text + " --out " + shell_word(options.out);
}

}  // namespace

void RunOptions::add_to(const Command& command) {
  command
      .texts("scenario", places, "FILE|DIR",
             "a scenario, a YAML file; of several, and of the scenarios in a folder, a line each and a table")
      .required();
  scenario.add_settings_to(command);
  const Option number = command.whole("--runs", runs, 1, backchannel::most_runs, "N", "number of runs");
  command.seed(seed);
  command.threads(threads);
  command.text("--nested", nested, "DRAWSxRUNS",
               "besides, play DRAWS sets of judgements RUNS times each, to measure the range of every outcome's "
               "probability over the judgements");
  scenario.add_horizon_to(command);
  command.json(json);
  command.flag("--allow-failures", allow_failures, "show shares although more than 0.1 % of the runs failed");
  const Option width = command.real("--until-half-width", half_width, 1e-6, 1e6, "H",
                                    "stop when half the 95 % interval of every class is this narrow (a share: 0.01 is "
                                    "one point), or of what --outcome says");
  width.excludes(number);
  command
      .texts("--outcome", outcomes, "NAME",
             "watch this instead: a class, agreement, force, escalation, value_ACTOR, term_interim_ISSUE or another; a "
             "mean in its unit; may be repeated")
      .needs(width);
  command
      .whole("--max-runs", most_runs, 1000, backchannel::most_runs, "N",
             "with --until-half-width: not more than this; looked at after every 1,024 runs")
      .needs(width);
  const Option folder = command.text("--out", out, "DIR",
                                     "keep the study in this folder, of several scenarios each in a folder of its name "
                                     "there; the same command goes on with it, more runs extend it");
  command.flag("--overwrite", overwrite, "replace the study that is there").needs(folder);
  command.flag("--keep-rows", keep_rows, "keep a row a run also beyond a million runs").needs(folder);
}

RunRequest RunOptions::request() const {
  RunRequest request{.model = std::make_shared<const Model>(scenario.load()),
                     .file = scenario.file,
                     .runs = runs,
                     .seed = seed,
                     .threads = threads,
                     .until = std::nullopt,
                     .nested = std::nullopt,
                     .keep = {out, overwrite, command_of(*this)},
                     .keep_rows = keep_rows,
                     .details = json,
                     .failures = failures()};
  if (half_width) request.until = PrecisionGoal{*half_width, outcomes, most_runs};
  if (!nested.empty()) request.nested = nested_design(nested);
  return request;
}

std::vector<RunOptions> RunOptions::each_of(const std::vector<std::string>& files) const {
  std::vector<RunOptions> each;
  std::set<std::string> names;
  for (const std::string& file : files) {
    RunOptions one = *this;
    one.scenario.file = file;
    const std::string stem = std::filesystem::path(file).stem().string();
    std::string name = stem;
    for (int n = 2; !names.insert(name).second; ++n) name = fmt::format("{}-{}", stem, n);
    if (!out.empty()) one.out = (std::filesystem::path(out) / name).string();
    each.push_back(std::move(one));
  }
  return each;
}

std::string RunOptions::stopped(const RunResult& result) const {
  if (result.finished) return "";
  const char* goes_on =
      result.all_runs ? "; the same command begins the nested design anew" : "; the same command goes on";
  return fmt::format("stopped after {} of {} runs{}{}", grouped(result.record.tally.attempted()),
                     grouped(result.wanted), result.all_runs ? ", without the nested design" : "",
                     out.empty() ? "" : goes_on);
}

}  // namespace backchannel
