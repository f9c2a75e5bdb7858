// plot: figures of a study file for papers.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <iostream>

#include "analysis/figures/render.hpp"
#include "analysis/figures/study_figures.hpp"
#include "analysis/figures/sweep_figures.hpp"
#include "cli/commands.hpp"
#include "cli/study_folder.hpp"
#include "cli/sweep_out.hpp"
#include "sim/core/errors.hpp"

namespace backchannel {

namespace {

struct PlotOptions {
  std::string file, what, format, out, outcome;
  bool war_games = false, allow_failures = false;
};

[[noreturn]] void refuse(std::string place, std::string key, std::string what, std::string allowed) {
  throw BadInput({Problem{Place{std::move(place)}, std::move(key), std::move(what), std::move(allowed)}});
}

figures::Figure parameters(const Summary& summary, const std::filesystem::path& file) {
  const auto drivers = read_drivers(open_study(file));
  if (!drivers)
    refuse(file.string(), "--what", "parameters: nothing to compare",
           "needs rows, uncertain parameters and at least 60 runs");
  return figures::parameters_figure(summary, *drivers);
}

bool is_of_sweeps(const std::string& what) {
  return std::ranges::find(sweep_figure_names, what) != sweep_figure_names.end();
}

/// Of the file of a sweep or a comparison.
figures::Figure sweep_figure_of(const PlotOptions& options, const std::filesystem::path& file) {
  if (!is_of_sweeps(options.what))
    refuse(file.string(), "--what", options.what + " needs the runs of one scenario",
           "a file of `backchannel run --out`");
  const StoredSweep sweep = read_sweep(file);
  if (!options.allow_failures) refuse_failures(sweep);
  return figures::sweep_figure(options.what, sweep, options.outcome, file.string());
}

figures::Figure figure_of(const PlotOptions& options, const std::filesystem::path& file) {
  if (study_kind(open_study(file)) != StudyKind::run) return sweep_figure_of(options, file);
  if (is_of_sweeps(options.what))
    refuse(file.string(), "--what", options.what + " needs a sweep or a comparison",
           "a file of `backchannel sweep --out` or `backchannel compare --out`");
  if (!options.outcome.empty()) refuse("", "--outcome", "goes with the figures of sweeps only", "leave it out");
  const StoredStudy study = read_study(file);
  Summary summary = summarise(study.facts, study.record.tally, study.record.daily, study.nested);
  if (study.ended.empty() || study.ended == "interrupted") summary.planned = study.planned_runs;
  if (summary.runs == 0) refuse(file.string(), "", "no run finished", "a study with runs");
  if (too_many_failed(summary) && !options.allow_failures)
    throw std::runtime_error("more than 0.1 % of the runs failed: no figure is drawn (--allow-failures draws it)");
  const Daily& daily = study.record.daily;
  if (options.what == "outcomes") return figures::outcomes_figure(summary);
  if (options.what == "timing")
    return figures::timing_figure(summary, read_first_events(open_study(file), study.facts.horizon));
  if (options.what == "terms") return figures::terms_figure(summary, study.record.tally);
  if (options.what == "tension") return figures::tension_figure(summary, daily);
  if (options.what == "ladder") return figures::ladder_figure(summary, daily);
  if (options.what == "escalation")
    return figures::escalation_figure(summary, daily,
                                      options.war_games ? figures::Overlay::war_games : figures::Overlay::none);
  return parameters(summary, file);
}

/// --format, else the ending of --out, else svg.
std::string format_of(const PlotOptions& options) {
  if (!options.format.empty()) return options.format;
  const std::string ending = std::filesystem::path(options.out).extension().string();
  for (const char* format : figure_formats)
    if (ending == std::string(".") + format) return format;
  return figure_formats.front();
}

void plot(const PlotOptions& options) {
  if (options.war_games && options.what != "escalation")
    refuse("", "--war-games", "goes with --what escalation only", "leave it out");
  const std::filesystem::path place(options.file);
  const auto file = std::filesystem::is_directory(place) ? place / "study.sqlite" : place;
  const std::string format = format_of(options);
  const auto picture =
      options.out.empty() ? file.parent_path() / (options.what + "." + format) : std::filesystem::path(options.out);
  const figures::Figure figure = figure_of(options, file);
  figures::render(figure,
                  format == "png"   ? figures::Format::png
                  : format == "pdf" ? figures::Format::pdf
                                    : figures::Format::svg,
                  picture);
  std::cout << picture.string() << '\n';
}

}  // namespace

void add_plot(CLI::App& app, ExitCode&) {
  auto* command = app.add_subcommand("plot", "draw a figure of a study file");
  auto options = std::make_shared<PlotOptions>();
  command->add_option("file", options->file, "study file, or the folder of `run --out`")->required()->type_name("FILE");
  std::vector<std::string> names(figure_names.begin(), figure_names.end());
  names.insert(names.end(), sweep_figure_names.begin(), sweep_figure_names.end());
  command->add_option("--what", options->what, "which figure")->required()->check(CLI::IsMember(names));
  command->add_option("--format", options->format, "file format; else the ending of --out, else svg")
      ->check(CLI::IsMember(std::vector<std::string>(figure_formats.begin(), figure_formats.end())));
  command->add_option("--out", options->out, "where to; else beside the study file")->type_name("F");
  command->add_option("--outcome", options->outcome, "of a sweep: which outcome; else its first")->type_name("NAME");
  command->add_flag("--war-games", options->war_games,
                    "with --what escalation: beside language models in war games (Rivera et al. 2024)");
  command->add_flag("--allow-failures", options->allow_failures, "draw it although more than 0.1 % of the runs failed");
  command->callback([options] { plot(*options); });
}

}  // namespace backchannel
