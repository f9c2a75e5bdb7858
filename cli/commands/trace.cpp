// trace: one run as a readable story, played again by the same kernel.
#include <fmt/format.h>

#include <iostream>
#include <optional>

#include "cli/play/notices.hpp"
#include "cli/story/chronicle.hpp"
#include "cli/story/find_run.hpp"
#include "cli/story/json.hpp"
#include "cli/terminal/progress.hpp"
#include "cli/terminal/scenario_options.hpp"
#include "cli/terminal/screen.hpp"
#include "sim/core/text.hpp"
#include "sim/results/outcome_list.hpp"
#include "sim/scenario/messages.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {
namespace {

struct TraceOptions {
  ScenarioOptions scenario;
  std::optional<std::uint64_t> run;
  std::string outcome;
  std::uint64_t nth = 1, among = 100'000, seed = 1;
  bool json = false, why = false;
};

/// The outcomes that a run has or has not.
std::vector<std::string> shares(const Model& model) {
  std::vector<std::string> ids;
  for (const std::string& id : outcome_ids(model))
    if (const auto outcome = find_outcome(id, model); !outcome || outcome->facts.kind == OutcomeKind::share)
      ids.push_back(id);
  return ids;
}

OutcomeOfInterest outcome_named(const std::string& id, const Model& model) {
  const auto outcome = find_outcome(id, model);
  if (!outcome)
    throw BadInput(
        {{{}, "--outcome", "unknown outcome `" + id + "`", outcome_meant(id, shares(model), model.scenario.horizon)}});
  if (outcome->facts.kind != OutcomeKind::share)
    throw BadInput({{{}, "--outcome", "`" + id + "` is a number, not something that a run has or has not", ""}});
  return *outcome;
}

struct Chosen {
  std::uint64_t run = 0;
  std::optional<Found> found;  // by an outcome
};

std::string how_far(const TraceOptions& options, const std::string& title, const Found& found) {
  return fmt::format("of the first {} runs of seed {}, {} have the outcome “{}”; number {} was asked for",
                     grouped(found.looked_at), options.seed, grouped(found.alike), title, grouped(options.nth));
}

/// Throws if there is no such run; nothing once Ctrl-C gave the search up, which is told.
std::optional<Chosen> choose(const TraceOptions& options, const std::shared_ptr<const Model>& model) {
  if (options.run) return Chosen{*options.run, {}};
  const OutcomeOfInterest outcome = outcome_named(options.outcome, *model);
  TerminalListener listener;
  const Found found = find_run(
      model, {options.seed, options.nth, options.among}, [&](const Row& row) { return outcome.value(row) > 0; },
      [&](const Found& so_far) {
        listener.progress({so_far.looked_at, so_far.looked_at, options.among});
        return !listener.stop();
      });
  if (found.run) return Chosen{*found.run, found};
  if (!found.given_up)
    throw std::runtime_error(how_far(options, outcome.facts.title, found) + " (--among looks at more)");
  listener.note("stopped: " + how_far(options, outcome.facts.title, found));
  return std::nullopt;
}

std::string how_found(const TraceOptions& options, const std::string& title, const Found& found) {
  return fmt::format("Run {} is number {} with the outcome “{}” among the runs of seed {}; {} looked at.", *found.run,
                     grouped(found.alike), title, options.seed,
                     found.looked_at == 1 ? "1 run was" : grouped(found.looked_at) + " runs were");
}

ExitCode trace(const TraceOptions& options) {
  if (!options.run && options.outcome.empty())
    throw BadInput({{{}, "", "--run or --outcome is missing", "which run to tell"}});
  const auto model = std::make_shared<const Model>(options.scenario.load());
  for (const std::string& notice : notices_of(*model)) tell("notice: " + notice + "\n");
  const auto chosen = choose(options, model);
  if (!chosen) return ExitCode::interrupted;
  const auto& [run, found] = *chosen;
  const Replay told = replay(model, options.seed, run);
  if (options.json) {
    std::cout << to_json(told, found);
  } else {
    const std::size_t width = text_width(108);
    const std::string how =
        found ? paragraph("", how_found(options, outcome_named(options.outcome, *model).facts.title, *found), width) +
                    "\n"
              : "";
    print(how + told_text(told, width, options.why ? Detail::why : Detail::story));
  }
  return told.failure ? ExitCode::failed : ExitCode::ok;
}

}  // namespace

void add_trace(Application& application) {
  const Command command = application.command("trace", "tell one run as a story");
  auto options = std::make_shared<TraceOptions>();
  options->scenario.add_to(command);
  const Option run =
      command.whole("--run", options->run, 0, 1'000'000'000'000'000, "K", "number of the run, as in runs.csv");
  const Option outcome = command.text("--outcome", options->outcome, "ID", "the first run with it, from run 0 on");
  outcome.excludes(run);
  command.whole("--nth", options->nth, 1, most_runs, "K", "not the first run with the outcome but the K-th")
      .needs(outcome);
  command.whole("--among", options->among, 1, most_runs, "N", "runs looked through for the outcome, at most")
      .needs(outcome);
  command.seed(options->seed);
  options->scenario.add_horizon_to(command);
  command.flag("--why", options->why, "with the terms of each decision: the numbers of the equations, by name");
  command.flag("--json", options->json, "the entries as data, with the terms of each decision");
  command.does([options] { return trace(*options); });
}

}  // namespace backchannel
