// plot: figures of a study file for papers.
#include <algorithm>
#include <array>
#include <iostream>

#include "analysis/figures/draw/render.hpp"
#include "analysis/figures/figure_list.hpp"
#include "cli/play/study_folder.hpp"
#include "cli/play/sweep_place.hpp"
#include "cli/terminal/options.hpp"
#include "cli/terminal/output.hpp"
#include "sim/core/text.hpp"
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

/// A study file of either kind, read once for all figures.
class Source {
 public:
  Source(const PlotOptions& options, std::filesystem::path file);

  [[nodiscard]] bool is_run() const { return study_.has_value(); }
  /// Throws BadInput for a figure that the file does not give.
  [[nodiscard]] figures::Figure figure(const std::string& what) const;

 private:
  const PlotOptions& options_;
  std::filesystem::path file_;
  std::optional<StoredSweep> sweep_;
  std::optional<StoredStudy> study_;
  Summary summary_;
};

Source::Source(const PlotOptions& options, std::filesystem::path file) : options_(options), file_(std::move(file)) {
  if (study_kind(open_study(file_)) != StudyKind::run) {
    sweep_ = read_sweep(file_, options.outcome.empty() ? Outcomes::told : Outcomes::all);
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
  if (!is_run()) return figures::sweep_figure(what, *sweep_, options_.outcome, file_.string());
  return figures::run_figure(what,
                             {.summary = summary_,
                              .study = *study_,
                              .overlay = options_.war_games ? figures::Overlay::war_games : figures::Overlay::none,
                              .file = file_.string()});
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
  std::cout << safe_lines(picture.string()) << '\n';
}

/// Every figure that the file gives.
void draw_all(const PlotOptions& options, const Source& source, const std::filesystem::path& folder) {
  const auto names = source.is_run() ? figures::run_figure_names() : figures::sweep_figure_names();
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

ExitCode plot(const PlotOptions& options) {
  if (options.war_games && options.what != "escalation" && options.what != "all")
    refuse("", "--war-games", "goes with --what escalation only", "leave it out");
  const std::filesystem::path out(options.out);
  const auto file = study_file_of(options.file);
  if (options.what == "all") {
    if (std::filesystem::exists(out) && !std::filesystem::is_directory(out))
      refuse("", "--out", options.out + " is no folder", "a folder, with --what all");
    const Source source(options, file);
    if (!out.empty()) std::filesystem::create_directories(out);
    draw_all(options, source, out.empty() ? file.parent_path() : out);
    return ExitCode::ok;
  }
  const std::string format = format_of(options);
  const auto picture = out.empty() ? file.parent_path() / (options.what + "." + format) : out;
  spare_inputs(picture);
  draw(Source(options, file).figure(options.what), format, picture);
  return ExitCode::ok;
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace

void add_plot(Application& application) {
  const Command command = application.command("plot", "draw figures of a study file");
  auto options = std::make_shared<PlotOptions>();
  command.text("file", options->file, "FILE", "study file, or the folder of `run --out`").required();
  std::vector<std::string> names = figures::run_figure_names();
  for (const std::string& name : figures::sweep_figure_names()) names.push_back(name);
  names.emplace_back("all");
  command.word("--what", options->what, names, "W", "which figure, all of them with `all`: " + listed(names))
      .required();
  command.word("--format", options->format, {figure_formats.begin(), figure_formats.end()}, "FORMAT",
               "svg, png or pdf; else the ending of --out, else svg");
  command.text("--out", options->out, "F", "where to (with --what all: a folder); else beside the study file");
  command.text("--outcome", options->outcome, "NAME",
               "of a sweep: which of all its outcomes; else the first that the study names");
  command.flag("--war-games", options->war_games,
               "with --what escalation: beside language models in war games (Rivera et al. 2024)");
  command.flag("--allow-failures", options->allow_failures, "draw it although more than 0.1 % of the runs failed");
  command.does([options] { return plot(*options); });
}

}  // namespace backchannel
