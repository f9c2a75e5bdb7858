// digest, export and show: what can be done with a study file.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/findings/comparison.hpp"
#include "analysis/text/course_text.hpp"
#include "analysis/text/sweep_text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/play/output.hpp"
#include "cli/play/show_summary.hpp"
#include "cli/play/sweep_out.hpp"
#include "cli/play/terminal.hpp"
#include "cli/play/values.hpp"
#include "sim/core/errors.hpp"
#include "sim/results/file/export.hpp"
#include "sim/results/file/study_file.hpp"
#include "sim/results/file/sweep_file.hpp"

namespace backchannel {

namespace {

struct FileOptions {
  std::string file, table = "runs", format = "csv";
  bool json = false, allow_failures = false;
};

std::shared_ptr<FileOptions> add_file(CLI::App& command) {
  auto options = std::make_shared<FileOptions>();
  command.add_option("file", options->file, "study file, or the folder of `run --out`")
      ->required()
      ->transform(some_text())
      ->type_name("FILE");
  return options;
}

std::filesystem::path study_file(const FileOptions& options) {
  const std::filesystem::path place(options.file);
  return std::filesystem::is_directory(place) ? place / "study.sqlite" : place;
}

void write_out(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) throw OutputLost();
}

/// Of a sweep or a comparison.
ExitCode show_sweep(const FileOptions& options) {
  const StoredSweep sweep = read_sweep(study_file(options));
  if (!options.allow_failures) refuse_failures(sweep);
  if (sweep.facts.kind == StudyKind::sweep) {
    options.json ? void(std::cout << points_json(sweep).dump(2) << '\n') : print(points_text(sweep));
    return ExitCode::ok;
  }
  if (!sweep.comparison)
    throw BadInput({Problem{Place{options.file}, "", "holds a comparison that was not finished", "play it again"}});
  options.json ? void(std::cout << comparison_json(sweep).dump(2) << '\n') : print(comparison_text(sweep));
  return ExitCode::ok;
}

ExitCode show(const FileOptions& options) {
  if (study_kind(open_study(study_file(options))) != StudyKind::run) return show_sweep(options);
  const StoredStudy study = read_study(study_file(options));
  Summary summary = summarise(study.facts, study.record.tally, study.record.daily, study.nested);
  if (study.ended.empty() || study.ended == "interrupted") summary.planned = study.planned_runs;
  std::optional<StudyDetails> details;
  std::string more;
  if (summary.runs > 0) {
    details = read_details(open_study(study_file(options)), study.facts);
    const int width = bar_style().width;
    more = course_text(summary, study.record.daily, width) + details_text(*details, study.facts.horizon, width);
  }
  return show_summary(summary, {.session = std::nullopt,
                                .details = std::move(details),
                                .more = std::move(more),
                                .json = options.json,
                                .allow_failures = options.allow_failures,
                                .first_failure = std::nullopt});
}

}  // namespace

void add_digest(CLI::App& app, ExitCode&) {
  auto* command = app.add_subcommand("digest", "hash over everything in a study file but facts of sessions");
  auto options = add_file(*command);
  command->callback([options] { std::cout << digest(open_study(study_file(*options))) << '\n'; });
}

void add_export(CLI::App& app, ExitCode&) {
  auto* command = app.add_subcommand("export", "print a table of a study file");
  auto options = add_file(*command);
  command->add_option("--table", options->table, "table; `dictionary` describes all of them")
      ->type_name("TABLE")
      ->capture_default_str();
  command->add_option("--format", options->format, "csv or json")
      ->transform(word_of({"csv", "json"}))
      ->type_name("FORMAT")
      ->capture_default_str();
  command->callback([options] {
    const Database database = open_study(study_file(*options));
    if (study_kind(database) == StudyKind::run)
      (void)read_study(study_file(*options));  // not if changed by hand
    else
      (void)read_sweep(study_file(*options));
    const auto format = options->format == "csv" ? TableFormat::csv : TableFormat::json;
    export_table(database, options->table, format, write_out);
  });
}

void add_show(CLI::App& app, ExitCode& code) {
  auto* command =
      app.add_subcommand("show", "show what a study file holds: the distribution of outcomes, a sweep or a comparison");
  auto options = add_file(*command);
  command->add_flag("--json", options->json, "print one JSON object");
  command->add_flag("--allow-failures", options->allow_failures,
                    "show shares although more than 0.1 % of the runs failed");
  command->callback([options, &code] { code = show(*options); });
}

}  // namespace backchannel
