// sensitivity: what drives the outcomes, from a study that is played, from its file, or from the runs of a scenario.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

#include "analysis/findings/judgements.hpp"
#include "analysis/findings/summary.hpp"
#include "analysis/text/sweep_text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/play/sweep_out.hpp"
#include "cli/play/sweep_run.hpp"
#include "cli/play/terminal.hpp"
#include "sim/results/file/study_file.hpp"
#include "sim/scenario/messages.hpp"

namespace backchannel {

namespace {

struct SensitivityOptions {
  SweepOptions sweep;
  std::vector<std::string> outcomes;
};

std::filesystem::path database_of(const std::string& place) {
  return std::filesystem::is_directory(place) ? std::filesystem::path(place) / "study.sqlite"
                                              : std::filesystem::path(place);
}

bool is_database(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string start(15, '\0');
  stream.read(start.data(), static_cast<std::streamsize>(start.size()));
  return start == "SQLite format 3";
}

void check_outcomes(const std::vector<std::string>& wanted, const std::vector<std::string>& known) {
  std::vector<Problem> problems;
  std::set<std::string> names;
  for (const std::string& outcome : wanted)
    if (std::ranges::find(known, outcome) == known.end())
      report(problems, {}, "--outcome", "unknown outcome `" + outcome + "`", suggestion(outcome, known));
    else if (!names.insert(outcome).second)
      report(problems, {}, "--outcome", "`" + outcome + "` stands there twice", "once");
  if (!problems.empty()) throw BadInput(std::move(problems));
}

/// Whether the study can answer, known before it is played.
void check_question(const SweepFacts& facts, const SensitivityOptions& options, const std::string& place) {
  std::vector<std::string> known;
  for (const OutcomeFacts& outcome : facts.outcomes) known.push_back(outcome.id);
  check_outcomes(options.outcomes, known);
  check_sensitivity(facts, place);
}

void of_sweep(const StoredSweep& sweep, const SensitivityOptions& options, const std::string& place) {
  check_question(sweep.facts, options, place);
  std::vector<OutcomeSensitivity> results = sensitivity_of(sweep, place);
  if (!options.outcomes.empty())
    std::erase_if(results, [&](const OutcomeSensitivity& result) {
      return std::ranges::find(options.outcomes, result.outcome.id) == options.outcomes.end();
    });
  if (options.sweep.json) {
    std::cout << sensitivity_json(results).dump(2) << '\n';
    return;
  }
  const SweepFacts& facts = sweep.facts;
  print(fmt::format("{}\ndesign {}, {} of {} points played, {} runs each, {} random numbers, seed {}\n\n", facts.title,
                    facts.design, sweep.results.size(), facts.points.size(), facts.runs_per_point, facts.random_numbers,
                    facts.seed) +
        sensitivity_text(results));
}

void of_file(const std::filesystem::path& file, const SensitivityOptions& options) {
  if (options.sweep.runs || options.sweep.dry_run || !options.sweep.out.empty())
    throw BadInput(
        {Problem{Place{file.string()}, "", "a study file is only read", "leave out --runs, --out and --dry-run"}});
  if (study_kind(open_study(file)) == StudyKind::sweep) {
    const StoredSweep sweep = read_sweep(file);
    refuse_failures(sweep);
    return of_sweep(sweep, options, file.string());
  }
  const StoredStudy study = read_study(file);
  std::vector<std::string> known = outcome_ids(study.facts);
  std::ranges::copy_if(options.outcomes, std::back_inserter(known),
                       [&](const std::string& id) { return find_outcome(id, study.facts).has_value(); });
  check_outcomes(options.outcomes, known);
  if (too_many_failed(summarise(study.facts, study.record.tally, study.record.daily)))
    throw std::runtime_error("more than 0.1 % of the runs failed: no index is told");
  const auto results = judgements_of(file, options.outcomes.empty() ? driven_outcomes() : options.outcomes);
  if (options.sweep.json)
    std::cout << judgements_json(results).dump(2) << '\n';
  else
    print(judgements_text(results));
}

void sensitivity(const SensitivityOptions& options, ExitCode& code) {
  const std::filesystem::path file = database_of(options.sweep.study);
  if (is_database(file)) return of_file(file, options);
  SweepEnd end = run_sweep(options.sweep, "backchannel sensitivity",
                           [&](const SweepFacts& facts) { check_question(facts, options, options.sweep.study); });
  code = end.code;
  if (!end.sweep) return;
  of_sweep(*end.sweep, options, options.sweep.study);
  if (!options.sweep.out.empty() && !options.sweep.json) std::cout << "\nkept in " << options.sweep.out << '\n';
}

}  // namespace

void add_sensitivity(CLI::App& app, ExitCode& code) {
  CLI::App* command = app.add_subcommand(
      "sensitivity", "what drives the outcomes: indices of a study, or of the judgements behind runs that were kept");
  auto options = std::make_shared<SensitivityOptions>();
  command
      ->add_option(
          "study", options->sweep.study,
          "a study (YAML, design saltelli, morris, one_at_a_time, sobol or latin_hypercube), the file of one, or "
          "the file or folder of `run --out`: which uncertain number of the scenario matters, at no extra runs")
      ->required()
      ->type_name("STUDY|FILE");
  options->sweep.add_to(*command);
  command->add_option("--outcome", options->outcomes, "only this outcome; may be repeated")
      ->type_name("NAME")
      ->expected(1)
      ->take_all();
  command->callback([options, &code] { sensitivity(*options, code); });
}

}  // namespace backchannel
