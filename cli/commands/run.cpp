// run: plays scenarios many times and shows the distribution of their outcomes.
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/terminal/output.hpp"
#include "cli/terminal/progress.hpp"
#include "cli/terminal/run_options.hpp"
#include "cli/terminal/run_table.hpp"
#include "cli/terminal/screen.hpp"
#include "cli/terminal/shell.hpp"
#include "cli/terminal/show_summary.hpp"
#include "sim/core/text.hpp"

namespace backchannel {

namespace {

ExitCode run_one(const RunOptions& options) {
  const RunRequest request = options.request();
  RunResult result;
  {
    TerminalListener listener;
    result = play_scenario(request, listener);
  }
  const ExitCode code = show_summary(result.summary(), {.session = result.session,
                                                        .details = result.details,
                                                        .more = {},
                                                        .json = options.json,
                                                        .allow_failures = options.allow_failures,
                                                        .scenario = scenario_words(options.scenario),
                                                        .first_failure = result.first_failure});
  if (!result.finished) {
    tell(options.stopped(result) + "\n");
    return code == ExitCode::ok ? ExitCode::interrupted : code;
  }
  if (!options.out.empty() && !options.json) tell_kept(options.out);
  return code;
}

/// Ctrl-C is noticed while it plays, not while results are printed.
RunResult play_noticed(const RunRequest& request, const std::string& scenario) {
  TerminalListener listener;
  listener.speak_of(scenario);
  return play_scenario(request, listener);
}

ExitCode run_several(const RunOptions& options, const std::vector<std::string>& files) {
  const std::vector<RunOptions> each = options.each_of(files);
  std::vector<RunRequest> requests;
  std::vector<Problem> problems;  // of all of them, before anything is played
  for (const RunOptions& one : each) try {
      requests.push_back(one.request());
    } catch (const BadInput& bad) {
      problems.insert(problems.end(), bad.problems.begin(), bad.problems.end());
    }
  if (!problems.empty()) throw BadInput(std::move(problems));
  std::vector<PlayedScenario> played;
  auto json = nlohmann::ordered_json::array();
  ExitCode code = ExitCode::ok;
  for (std::size_t n = 0; n < requests.size() && code != ExitCode::interrupted; ++n) {
    const RunResult result = play_noticed(requests[n], each[n].scenario.file);
    played.push_back({each[n].scenario.file, result.summary(), result.finished});
    const Summary& summary = played.back().summary;
    if (options.json)
      json.push_back({{"file", each[n].scenario.file},
                      {"summary", json_of(summary, result.session, options.failures(), result.details)}});
    else
      print(result_line(played.back(), options.failures()) + "\n"), std::cout << std::flush;
    if (!options.allow_failures && too_many_failed(summary)) code = ExitCode::failed;
    if (!result.finished) {
      tell(each[n].stopped(result) + "\n");
      code = ExitCode::interrupted;
    }
  }
  for (std::size_t n = played.size(); n < each.size(); ++n) tell(safe_text(each[n].scenario.file) + ": not begun\n");
  if (options.json)
    print_json(json);
  else
    print("\n" + side_by_side(played, options.failures(), page_width()));
  if (!options.out.empty() && !options.json) tell_kept(options.out);
  return code;
}

ExitCode run(RunOptions& options) {
  const auto [files, notices] = scenarios_in(options.places);
  for (const std::string& notice : notices) tell("notice: " + notice + "\n");
  if (files.size() > 1) return run_several(options, files);
  options.scenario.file = files.front();
  return run_one(options);
}

}  // namespace

void add_run(Application& application) {
  const Command command =
      application.command("run", "run scenarios many times and show the distribution of their outcomes");
  auto options = std::make_shared<RunOptions>();
  options->add_to(command);
  command.does([options] { return run(*options); });
}

}  // namespace backchannel
