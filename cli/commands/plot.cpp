// plot: figures of a study file for papers.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <iostream>

#include "analysis/figures/draw/render.hpp"
#include "analysis/figures/study_figures.hpp"
#include "analysis/figures/sweep_figures.hpp"
#include "cli/commands/commands.hpp"
#include "cli/play/output.hpp"
#include "cli/play/study_folder.hpp"
#include "cli/play/sweep_out.hpp"
#include "sim/core/errors.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {

namespace {

struct PlotOptions {
  std::string file, what, format, out, outcome;
  bool war_games = false, allow_failures = false;
};

[[noreturn]] void refuse(std::string place, std::string key, std::string what, std::string allowed) {
  throw BadInput({Problem{Place{std::move(place)}, std::move(key), std::move(what), std::move(allowed)}});
}

bool is_of_sweeps(const std::string& what) {
  return std::ranges::find(sweep_figure_names, what) != sweep_figure_names.end();
}

/// A study file of either kind, read once for all figures.
class Source {
 public:
  Source(const PlotOptions& options, std::filesystem::path file);

  [[nodiscard]] bool is_run() const { return study_.has_value(); }
  /// Throws BadInput for a figure that the file does not give.
  [[nodiscard]] figures::Figure figure(const std::string& what) const;

 private:
  [[nodiscard]] figures::Figure of_run(const std::string& what) const;
  [[nodiscard]] figures::Figure parameters() const;

  const PlotOptions& options_;
  std::filesystem::path file_;
  std::optional<StoredSweep> sweep_;
  std::optional<StoredStudy> study_;
  Summary summary_;
};

Source::Source(const PlotOptions& options, std::filesystem::path file) : options_(options), file_(std::move(file)) {
  if (study_kind(open_study(file_)) != StudyKind::run) {
    sweep_ = read_sweep(file_);
    if (!options.allow_failures) refuse_failures(*sweep_);
    return;
  }
  if (!options.outcome.empty()) refuse("", "--outcome", "goes with the figures of sweeps only", "leave it out");
  study_ = read_study(file_);
  summary_ = summarise(study_->facts, study_->record.tally, study_->record.daily, study_->nested);
  if (study_->ended.empty() || study_->ended == "interrupted") summary_.planned = study_->planned_runs;
  if (summary_.runs == 0) refuse(file_.string(), "", "no run finished", "a study with runs");
  if (too_many_failed(summary_) && !options.allow_failures)
    throw std::runtime_error("more than 0.1 % of the runs failed: no figure is drawn (--allow-failures draws it)");
}

figures::Figure Source::figure(const std::string& what) const {
  if (is_run() && is_of_sweeps(what))
    refuse(file_.string(), "--what", what + " needs a sweep or a comparison",
           "a file of `backchannel sweep --out` or `backchannel compare --out`");
  if (!is_run() && !is_of_sweeps(what))
    refuse(file_.string(), "--what", what + " needs the runs of one scenario", "a file of `backchannel run --out`");
  return is_run() ? of_run(what) : figures::sweep_figure(what, *sweep_, options_.outcome, file_.string());
}

figures::Figure Source::of_run(const std::string& what) const {
  const Daily& daily = study_->record.daily;
  if (what == "outcomes") return figures::outcomes_figure(summary_);
  if (what == "timing")
    return figures::timing_figure(summary_, read_details(open_study(file_), study_->facts).first_events);
  if (what == "terms") return figures::terms_figure(summary_, study_->record.tally);
  if (what == "tension") return figures::tension_figure(summary_, daily);
  if (what == "ladder") return figures::ladder_figure(summary_, daily);
  if (what == "escalation")
    return figures::escalation_figure(summary_, daily,
                                      options_.war_games ? figures::Overlay::war_games : figures::Overlay::none);
  return parameters();
}

figures::Figure Source::parameters() const {
  const auto drivers = read_details(open_study(file_), study_->facts).drivers;
  if (!drivers)
    refuse(file_.string(), "--what", "parameters: nothing to compare",
           "needs rows, uncertain parameters and at least 60 runs");
  return figures::parameters_figure(summary_, *drivers);
}

/// --format, else the ending of --out (which is a folder for all of them), else svg.
std::string format_of(const PlotOptions& options) {
  if (!options.format.empty()) return options.format;
  if (options.what == "all") return figure_formats.front();
  const std::string ending = std::filesystem::path(options.out).extension().string();
  for (const char* format : figure_formats)
    if (ending == std::string(".") + format) return format;
  if (!ending.empty())
    throw BadInput({Problem{Place{}, "--out", "no figure is a " + ticked(ending), "svg, png, pdf; or --format"}});
  return figure_formats.front();
}

void draw(const figures::Figure& figure, const std::string& format, const std::filesystem::path& picture) {
  figures::render(figure,
                  format == "png"   ? figures::Format::png
                  : format == "pdf" ? figures::Format::pdf
                                    : figures::Format::svg,
                  picture);
  std::cout << picture.string() << '\n';
}

/// Every figure that the file gives.
void draw_all(const PlotOptions& options, const Source& source, const std::filesystem::path& folder) {
  std::vector<std::string> names(figure_names.begin(), figure_names.end());
  if (!source.is_run()) names.assign(sweep_figure_names.begin(), sweep_figure_names.end());
  std::vector<Problem> why_not;
  bool any = false;
  for (const std::string& what : names) {
    std::optional<figures::Figure> figure;
    try {
      figure = source.figure(what);
    } catch (const BadInput& bad) {
      why_not = bad.problems;
      continue;
    }
    any = true;
    draw(*figure, format_of(options), folder / (what + "." + format_of(options)));
  }
  if (!any) throw BadInput(why_not);
}

void plot(const PlotOptions& options) {
  if (options.war_games && options.what != "escalation" && options.what != "all")
    refuse("", "--war-games", "goes with --what escalation only", "leave it out");
  const std::filesystem::path place(options.file), out(options.out);
  const auto file = std::filesystem::is_directory(place) ? place / "study.sqlite" : place;
  if (options.what == "all") {
    if (std::filesystem::exists(out) && !std::filesystem::is_directory(out))
      refuse("", "--out", options.out + " is no folder", "a folder, with --what all");
    const Source source(options, file);
    if (!out.empty()) std::filesystem::create_directories(out);
    draw_all(options, source, out.empty() ? file.parent_path() : out);
    return;
  }
  const std::string format = format_of(options);
  const auto picture = out.empty() ? file.parent_path() / (options.what + "." + format) : out;
  spare_inputs(picture);
  draw(Source(options, file).figure(options.what), format, picture);
}

}  // namespace

void add_plot(CLI::App& app, ExitCode&) {
  auto* command = app.add_subcommand("plot", "draw figures of a study file");
  auto options = std::make_shared<PlotOptions>();
  command->add_option("file", options->file, "study file, or the folder of `run --out`")->required()->type_name("FILE");
  std::vector<std::string> names(figure_names.begin(), figure_names.end());
  names.insert(names.end(), sweep_figure_names.begin(), sweep_figure_names.end());
  names.emplace_back("all");
  command->add_option("--what", options->what, "which figure; all: every one that the file gives")
      ->required()
      ->check(CLI::IsMember(names));
  command->add_option("--format", options->format, "file format; else the ending of --out, else svg")
      ->check(CLI::IsMember(std::vector<std::string>(figure_formats.begin(), figure_formats.end())));
  command->add_option("--out", options->out, "where to (with --what all: a folder); else beside the study file")
      ->type_name("F");
  command->add_option("--outcome", options->outcome, "of a sweep: which outcome; else its first")->type_name("NAME");
  command->add_flag("--war-games", options->war_games,
                    "with --what escalation: beside language models in war games (Rivera et al. 2024)");
  command->add_flag("--allow-failures", options->allow_failures, "draw it although more than 0.1 % of the runs failed");
  command->callback([options] { plot(*options); });
}

}  // namespace backchannel
