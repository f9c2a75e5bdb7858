#include <CLI/CLI.hpp>

#include "cli/commands/commands.hpp"
#include "cli/play/run_study.hpp"
#include "cli/play/values.hpp"
#include "sim/crisis/row.hpp"

namespace backchannel {

namespace {

void add_stopping(CLI::App& run, RunOptions& options) {
  auto* width = run.add_option("--until-half-width", options.half_width,
                               "stop when the 95 % interval of every class is this narrow (a share: 0.01 is one point)")
                    ->type_name("H")
                    ->transform(real_number(1e-6, 0.499999))
                    ->excludes("--runs");
  run.add_option("--outcome", options.outcome, "watch only this class")
      ->transform(word_of({outcome_names.begin(), outcome_names.end()}))
      ->type_name("CLASS")
      ->needs(width);
  run.add_option("--max-runs", options.max_runs,
                 "with --until-half-width: not more than this; looked at after every batch")
      ->transform(whole_number(1000, most_runs))
      ->type_name("N")
      ->needs(width)
      ->capture_default_str();
}

void add_keeping(CLI::App& run, RunOptions& options) {
  auto* out = run.add_option("--out", options.out,
                             "keep the study in this folder; the same command goes on with it, more runs extend it")
                  ->transform(some_text())
                  ->type_name("DIR");
  run.add_flag("--overwrite", options.overwrite, "replace the study that is there")->needs(out);
  run.add_flag("--keep-rows", options.keep_rows, "keep a row a run also beyond a million runs")->needs(out);
}

}  // namespace

void add_run(CLI::App& app, ExitCode& code) {
  auto* run = app.add_subcommand("run", "run a scenario many times and show the distribution of its outcomes");
  auto options = std::make_shared<RunOptions>();
  options->scenario.add_to(*run);
  run->add_option("--runs", options->runs, "number of runs")
      ->transform(whole_number(1, most_runs))
      ->type_name("N")
      ->capture_default_str();
  run->add_option("--seed", options->seed, "seed of all randomness")
      ->transform(whole_number(0, largest_seed))
      ->type_name("S")
      ->capture_default_str();
  run->add_option("--threads", options->threads, "threads; 0: one a processor; results do not depend on it")
      ->transform(whole_number(0, 1024))
      ->type_name("T")
      ->capture_default_str();
  run->add_option("--nested", options->nested,
                  "besides, play DRAWS draws of the priors RUNS times each, to measure the range of every outcome's "
                  "probability over the priors")
      ->type_name("DRAWSxRUNS");
  run->add_option("--horizon", options->horizon, "length of a run, in place of the scenario's")
      ->transform(whole_number(1, longest_horizon))
      ->type_name("DAYS");
  run->add_flag("--json", options->json, "print one JSON object");
  run->add_flag("--allow-failures", options->allow_failures, "show shares although more than 0.1 % of the runs failed");
  add_stopping(*run, *options);
  add_keeping(*run, *options);
  run->callback([options, &code] { code = run_study(*options); });
}

}  // namespace backchannel
