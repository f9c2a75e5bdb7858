// compare: what a change does, on the same runs.
#include <CLI/CLI.hpp>

#include "cli/commands/commands.hpp"
#include "cli/play/compare_run.hpp"
#include "cli/play/values.hpp"

namespace backchannel {

void add_compare(CLI::App& app, ExitCode& code) {
  CLI::App* command =
      app.add_subcommand("compare", "play the same runs with and without a change and tell what it does");
  auto options = std::make_shared<CompareOptions>();
  options->scenario.add_to(*command);
  command
      ->add_option("--with", options->with,
                   "the change: path=value, or a policy file (scenarios/studies/policies); may be repeated")
      ->required()
      ->type_name("CHANGE")
      ->expected(1)
      ->take_all();
  command->add_option("--vs", options->vs, "what it is compared with; without it the scenario as it is")
      ->type_name("CHANGE")
      ->expected(1)
      ->take_all();
  command->add_option("--outcome", options->outcomes, "an outcome; without it the six classes, agreement and force")
      ->type_name("NAME")
      ->expected(1)
      ->take_all();
  command->add_option("--runs", options->runs, "number of runs on each side; all are held in memory")
      ->transform(whole_number(1, 10'000'000))
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--seed", options->seed, "seed of all randomness")
      ->transform(whole_number(0, largest_seed))
      ->type_name("S")
      ->capture_default_str();
  command->add_option("--threads", options->threads, "threads; 0: one a processor; results do not depend on it")
      ->transform(whole_number(0, 1024))
      ->type_name("T")
      ->capture_default_str();
  command->add_option("--stories", options->stories, "flipped runs that are told side by side")
      ->transform(whole_number(0, 100))
      ->type_name("N")
      ->capture_default_str();
  auto* out = command->add_option("--out", options->out, "keep the comparison in this file")
                  ->transform(some_text())
                  ->type_name("FILE");
  command->add_flag("--overwrite", options->overwrite, "replace the study that is there")->needs(out);
  command->add_flag("--json", options->json, "print one JSON object");
  command->callback([options, &code] { code = run_comparison(*options); });
}

}  // namespace backchannel
