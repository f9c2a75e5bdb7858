// sensitivity: what drives the outcomes, from a study that is played, from its file, or from the runs of a scenario.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "analysis/findings/judgements.hpp"
#include "analysis/findings/summary.hpp"
#include "analysis/text/sweep_text.hpp"
#include "cli/play/study_folder.hpp"
#include "cli/play/sweep_place.hpp"
#include "cli/terminal/output.hpp"
#include "cli/terminal/screen.hpp"
#include "cli/terminal/sweep_options.hpp"
#include "sim/results/file/study_file.hpp"
#include "sim/scenario/messages.hpp"

namespace backchannel {

namespace {

struct SensitivityOptions {
  SweepOptions sweep;
  std::vector<std::string> outcomes;
};

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

/// Outcomes that are asked for are looked up among all that are kept.
Outcomes read_from(const SensitivityOptions& options) {
  return options.outcomes.empty() ? Outcomes::told : Outcomes::all;
}

void of_sweep(StoredSweep sweep, const SensitivityOptions& options, const std::string& place) {
  check_question(sweep.facts, options, place);
  if (!options.outcomes.empty()) keep_outcomes(sweep, options.outcomes);
  const std::vector<OutcomeSensitivity> results = sensitivity_of(sweep, place);
  if (options.sweep.json) {
    print_json(sensitivity_json(results));
    return;
  }
  print(sweep.facts.title + "\n" + design_text(sweep) + "\n\n" + sensitivity_text(results, page_width()));
}

void of_file(const std::filesystem::path& file, const SensitivityOptions& options) {
  if (options.sweep.runs || options.sweep.dry_run || !options.sweep.out.empty())
    throw BadInput(
        {Problem{Place{file.string()}, "", "a study file is only read", "leave out --runs, --out and --dry-run"}});
  if (study_kind(open_study(file)) == StudyKind::sweep) {
    StoredSweep sweep = read_sweep(file, read_from(options));
    refuse_failures(sweep);
    return of_sweep(std::move(sweep), options, file.string());
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
    print_json(judgements_json(results));
  else
    print(judgements_text(results, 12, page_width()));
}

ExitCode sensitivity(const SensitivityOptions& options) {
  const SweepOptions& asked = options.sweep;
  if (const auto file = study_file_of(asked.study); is_database(file)) return of_file(file, options), ExitCode::ok;
  SweepRequest request = asked.request("backchannel sensitivity");
  request.outcomes = read_from(options);
  Sweep sweep(std::move(request));
  check_question(sweep.facts(), options, asked.study);
  auto result = asked.play(sweep);
  if (!result) return ExitCode::ok;
  try {
    of_sweep(std::move(result->sweep), options, asked.study);
  } catch (const BadInput&) {
    if (result->finished) throw;
    return ExitCode::interrupted;  // too early to tell anything
  }
  if (!asked.out.empty() && !asked.json) tell_kept(asked.out);
  return result->finished ? ExitCode::ok : ExitCode::interrupted;
}

}  // namespace

void add_sensitivity(Application& application) {
  const Command command = application.command(
      "sensitivity", "what drives the outcomes: indices of a study, or of the judgements behind runs that were kept");
  auto options = std::make_shared<SensitivityOptions>();
  command
      .text("study", options->sweep.study, "STUDY|FILE",
            "a study (YAML, design saltelli, morris, one_at_a_time, sobol or latin_hypercube), the file of one, or the "
            "file or folder of `run --out`: which uncertain number of the scenario matters, at no extra runs")
      .required();
  options->sweep.add_to(command);
  command.texts("--outcome", options->outcomes, "NAME", "only this outcome; may be repeated");
  command.does([options] { return sensitivity(*options); });
}

}  // namespace backchannel
