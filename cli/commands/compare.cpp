// compare: what a change does, on the same runs.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

#include "analysis/findings/comparison.hpp"
#include "cli/play/comparison.hpp"
#include "cli/story/side_by_side.hpp"
#include "cli/terminal/options.hpp"
#include "cli/terminal/output.hpp"
#include "cli/terminal/progress.hpp"
#include "cli/terminal/scenario_options.hpp"
#include "cli/terminal/screen.hpp"
#include "cli/terminal/shell.hpp"
#include "sim/core/text.hpp"
#include "sim/scenario/messages.hpp"

namespace backchannel {

namespace {

struct CompareOptions {
  ScenarioOptions scenario;
  std::vector<std::string> with, vs, outcomes;
  std::uint64_t runs = 20'000, seed = 1, stories = 3;
  int threads = 0;
  std::string out;
  bool json = false, overwrite = false;
};

/// The command that gives the same results; a record for people.
std::string command_of(const CompareOptions& options) {
  std::string text = "backchannel compare " + scenario_words(options.scenario);
  const auto add = [&](const char* option, const std::vector<std::string>& words) {
    for (const std::string& word : words) text += fmt::format(" {} {}", option, shell_word(word));
  };
  add("--with", options.with);
  add("--vs", options.vs);
  add("--outcome", options.outcomes);
  text += fmt::format(" --runs {} --seed {}", options.runs, options.seed);
  return options.out.empty() ? text : text + " --out " + shell_word(options.out);
}

ComparedSide side_of(const CompareOptions& options, const std::vector<std::string>& words, const char* option) {
  Changes changes = read_changes(words, option);
  return {std::make_shared<const Model>(options.scenario.load(changes.overrides)), std::move(changes)};
}

void show_comparison(const ComparisonRequest& request, const StoredSweep& comparison) {
  print(comparison_text(comparison, page_width()));
  for (const FlipFacts& flip : comparison.comparison->flips)
    std::cout << fmt::format("\nrun {}, before the change │ after it\n", flip.run)
              << safe_lines(told_side_by_side(replay(request.before.model, request.seed, flip.run),
                                                 replay(request.after.model, request.seed, flip.run), page_width()));
}

/// Before and after the change; throws BadInput with the problems of both.
std::array<ComparedSide, 2> sides_of(const CompareOptions& options) {
  std::array<ComparedSide, 2> sides;
  std::vector<Problem> problems;
  std::set<std::string> told;  // of the scenario itself both sides have all
  const auto read = [&](ComparedSide& side, const std::vector<std::string>& words, const char* option) {
    try {
      side = side_of(options, words, option);
    } catch (const BadInput& bad) {
      std::ranges::copy_if(bad.problems, std::back_inserter(problems),
                           [&](const Problem& problem) { return told.insert(problem.text()).second; });
    }
  };
  read(sides[1], options.with, "--with");
  if (problems.empty() || !options.vs.empty()) read(sides[0], options.vs, "--vs");
  throw_if_any(problems);
  tell_apart(sides[0].changes, sides[1].changes);
  return sides;
}

ExitCode compare(const CompareOptions& options) {
  auto [before, after] = sides_of(options);
  const ComparisonRequest request{.before = std::move(before),
                                  .after = std::move(after),
                                  .outcomes = options.outcomes,
                                  .runs = options.runs,
                                  .seed = options.seed,
                                  .threads = options.threads,
                                  .stories = options.stories,
                                  .keep = {options.out, options.overwrite, command_of(options)}};
  PlayedComparison played;
  {
    TerminalListener listener;
    played = play_comparison(request, listener);
    if (!played.finished)
      listener.note(fmt::format("stopped after {} of {} runs on each side{}", grouped(played.played),
                                grouped(options.runs),
                                options.out.empty() ? ""
                                : played.kept       ? "; what they tell is kept, the same command begins anew"
                                                    : "; the same command begins anew"));
  }
  const ExitCode code = played.finished ? ExitCode::ok : ExitCode::interrupted;
  if (!played.comparison) return code;
  if (options.json) {
    print_json(comparison_json(*played.comparison));
    return code;
  }
  show_comparison(request, *played.comparison);
  if (played.finished && !options.out.empty()) tell_kept(options.out);
  return code;
}

}  // namespace

void add_compare(Application& application) {
  const Command command =
      application.command("compare", "play the same runs with and without a change and tell what it does");
  auto options = std::make_shared<CompareOptions>();
  options->scenario.add_to(command);
  command
      .texts("--with", options->with, "CHANGE",
             "the change: path=value, or a policy file (scenarios/studies/policies); may be repeated")
      .required();
  command.texts("--vs", options->vs, "CHANGE", "what it is compared with; without it the scenario as it is");
  command.texts("--outcome", options->outcomes, "NAME", "an outcome; without it the six classes, agreement and force");
  command.whole("--runs", options->runs, 1, 10'000'000, "N", "number of runs on each side; all are held in memory");
  command.seed(options->seed);
  options->scenario.add_horizon_to(command);
  command.threads(options->threads);
  command.whole("--stories", options->stories, 0, 100, "N", "flipped runs that are told side by side");
  const Option out = command.text("--out", options->out, "FILE", "keep the comparison in this file");
  command.flag("--overwrite", options->overwrite, "replace the study that is there").needs(out);
  command.json(options->json);
  command.does([options] { return compare(*options); });
}

}  // namespace backchannel
