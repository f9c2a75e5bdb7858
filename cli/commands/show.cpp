// show: what a study file holds, in the terminal.
#include <nlohmann/json.hpp>

#include "analysis/findings/comparison.hpp"
#include "analysis/text/course_text.hpp"
#include "analysis/text/sweep_text.hpp"
#include "cli/play/study_folder.hpp"
#include "cli/play/sweep_place.hpp"
#include "cli/terminal/options.hpp"
#include "cli/terminal/screen.hpp"
#include "cli/terminal/show_summary.hpp"
#include "sim/core/errors.hpp"
#include "sim/results/file/study_file.hpp"
#include "sim/results/file/sweep_file.hpp"

namespace backchannel {

namespace {

struct ShowOptions {
  std::string file;
  bool json = false, allow_failures = false;
};

ExitCode show_sweep(const std::filesystem::path& file, const ShowOptions& options) {
  const StoredSweep sweep = read_sweep(file);
  if (!options.allow_failures) refuse_failures(sweep);
  const bool is_sweep = sweep.facts.kind == StudyKind::sweep;
  if (!is_sweep && !sweep.comparison)
    throw BadInput({Problem{Place{options.file}, "", "holds a comparison that was not finished", "play it again"}});
  if (options.json)
    print_json(is_sweep ? points_json(sweep) : comparison_json(sweep));
  else
    print(is_sweep ? points_text(sweep, page_width()) : comparison_text(sweep, page_width()));
  return ExitCode::ok;
}

ExitCode show_run(const std::filesystem::path& file, const ShowOptions& options) {
  const StoredStudy study = read_study(file);
  Summary summary = summarise(study.facts, study.record.tally, study.record.daily, study.nested);
  if (study.ended.empty() || study.ended == "interrupted") summary.planned = study.planned_runs;
  std::optional<StudyDetails> details;
  std::string more;
  if (summary.runs > 0) {
    details = read_details(open_study(file), study.facts);
    const std::size_t width = bar_style().width;
    more = course_text(summary, study.record.daily, static_cast<int>(width)) +
           details_text(*details, study.facts.horizon, width);
  }
  return show_summary(summary, {.session = std::nullopt,
                                .details = std::move(details),
                                .more = std::move(more),
                                .json = options.json,
                                .allow_failures = options.allow_failures,
                                .first_failure = std::nullopt});
}

ExitCode show(const ShowOptions& options) {
  const auto file = study_file_of(options.file);
  return study_kind(open_study(file)) == StudyKind::run ? show_run(file, options) : show_sweep(file, options);
}

}  // namespace

void add_show(Application& application) {
  const Command command = application.command(
      "show", "show what a study file holds: the distribution of outcomes, a sweep or a comparison");
  auto options = std::make_shared<ShowOptions>();
  command.text("file", options->file, "FILE", "study file, or the folder of `run --out`").required();
  command.json(options->json);
  command.flag("--allow-failures", options->allow_failures, "show shares although more than 0.1 % of the runs failed");
  command.does([options] { return show(*options); });
}

}  // namespace backchannel
