#include "cli/terminal/sweep_options.hpp"

#include <fmt/format.h>

#include "analysis/text/words.hpp"
#include "cli/terminal/progress.hpp"
#include "cli/terminal/screen.hpp"
#include "cli/terminal/shell.hpp"

namespace backchannel {

void SweepOptions::add_to(const Command& command) {
  command
      .whole("--runs", runs, 4, 1'000'000'000, "N",
             "runs a point, in place of the study's; an even number; more than are kept extend them")
      .check([](const std::string& text) -> std::string {
        return (text.back() - '0') % 2 == 0 ? "" : "`" + text + "` is odd (each draw of the priors is played twice)";
      });
  command.threads(threads);
  const Option file =
      command.text("--out", out, "FILE", "keep the study in this file; the same command goes on with it");
  command.flag("--overwrite", overwrite, "replace the study that is there").needs(file);
  command.flag("--dry-run", dry_run, "check the study and tell its budget only");
  command.json(json);
}

SweepRequest SweepOptions::request(const std::string& command) const {
  std::string text = command + " " + shell_word(study);
  if (runs) text += fmt::format(" --runs {}", *runs);
  if (!out.empty()) text += " --out " + shell_word(out);
  return {.study = load_study(study),
          .runs = runs,
          .threads = threads,
          .keep = {out, overwrite, text},
          .outcomes = Outcomes::told};
}

std::optional<SweepResult> SweepOptions::play(Sweep& sweep) const {
  if (dry_run) {
    for (const std::string& notice : sweep.notices()) tell("notice: " + notice + "\n");
    tell(sweep.budget().text() + "\n");
    return std::nullopt;
  }
  TerminalListener listener;
  SweepResult result = sweep.play(listener);
  if (!result.finished)
    listener.note(fmt::format(
        "stopped after {} of {} points{}{}", grouped(result.points_done), grouped(sweep.facts().points.size()),
        result.runs_of_others > 0 ? " and " + runs_text(result.runs_of_others) + " of others" : "",
        out.empty() ? "" : "; the same command goes on"));
  return result;
}

}  // namespace backchannel
