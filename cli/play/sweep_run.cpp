#include "cli/play/sweep_run.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/findings/sweep_points.hpp"
#include "analysis/text/words.hpp"
#include "cli/play/build_facts.hpp"
#include "cli/play/interrupt.hpp"
#include "cli/play/play_point.hpp"
#include "cli/play/shell.hpp"
#include "cli/play/sweep_out.hpp"
#include "cli/play/terminal.hpp"
#include "cli/play/values.hpp"
#include "sim/core/hash.hpp"
#include "sim/montecarlo/in_order.hpp"
#include "sim/results/versions.hpp"
#include "sim/scenario/messages.hpp"

namespace backchannel {

namespace {

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

constexpr std::uint64_t pilot_runs = 512;
constexpr double commit_seconds = 1;  // results wait at most so long for the disk

/// Everything that decides the results of a study.
std::string hash_of_study(const SweepFacts& facts, const SweepPlan& plan) {
  Hash hash;
  hash.add(Cell(facts.scenario_hash));
  hash.add(Cell(static_cast<std::int64_t>(results_version)));
  hash.add(Cell(static_cast<std::int64_t>(facts.runs_per_point)));
  for (const OutcomeFacts& outcome : facts.outcomes) hash.add(Cell(outcome.id));
  for (const FactorFacts& factor : facts.factors) hash.add(Cell(factor.id));
  for (const SweepPoint& point : plan.points) {
    hash.add(Cell(static_cast<std::int64_t>(point.facts.seed)));
    for (const Override& change : point.changes) {
      hash.add(Cell(change.path));
      hash.add(Cell(change.value));
    }
    for (const auto& [path, value] : point.pins) {
      hash.add(Cell(path));
      hash.add(Cell(value));
    }
  }
  return hash.hex();
}

std::vector<OutcomeFacts> outcomes_of(const Study& study, const Model& model) {
  std::vector<OutcomeFacts> facts;
  std::vector<Problem> problems;
  const auto& ids = study.outcomes.empty() ? default_outcomes() : study.outcomes;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (const auto outcome = find_outcome(ids[i], model))
      facts.push_back(outcome->facts);
    else
      report(problems, study.outcome_places[i], "outcomes", "unknown outcome `" + ids[i] + "`",
             suggestion(ids[i], outcome_ids(model)));
  }
  if (!problems.empty()) throw BadInput(std::move(problems));
  return facts;
}

/// The command that gives the same results; a record for people.
std::string command_of(const SweepOptions& options, const std::string& command) {
  std::string text = command + " " + shell_word(options.study);
  if (options.runs) text += fmt::format(" --runs {}", *options.runs);
  return options.out.empty() ? text : text + " --out " + shell_word(options.out);
}

class SweepRun {
 public:
  SweepRun(const SweepOptions& options, const std::string& command)
      : options_(options), command_(command_of(options, command)), study_(load_study(options.study)), models_(study_) {
    if (options.runs) study_.runs = *options.runs;
    threads_ = threads_or_all(options.threads);
    plan_ = plan_of(study_);
    ask();
  }

  [[nodiscard]] const SweepFacts& facts() const { return facts_; }

  SweepEnd run() {
    if (options_.dry_run) {
      tell_budget();
      return {ExitCode::ok, std::nullopt};
    }
    open();
    if (done_ < plan_.points.size()) {
      tell_budget();
      play();
    }
    const bool complete = done_ == plan_.points.size();
    if (writer_) writer_->end(complete ? "complete" : "interrupted");
    writer_.reset();
    StoredSweep sweep = out_->read();
    refuse_failures(sweep);
    if (!complete)
      std::cerr << fmt::format("stopped after {} of {} points{}\n", done_, plan_.points.size(),
                               options_.out.empty() ? "" : "; the same command goes on");
    return {complete ? ExitCode::ok : ExitCode::interrupted, std::move(sweep)};
  }

 private:
  void ask() {
    const auto base = models_.model({});
    facts_ = facts_of_base(*base);
    if (!study_.title.empty()) facts_.title = study_.title;
    facts_.study_text = study_.text;
    facts_.seed = study_.seed;
    facts_.design = name_of(study_.design.kind);
    facts_.random_numbers = name_of(study_.random_numbers);
    facts_.runs_per_point = study_.runs;
    facts_.outcomes = outcomes_of(study_, *base);
    facts_.factors = plan_.factors;
    for (const SweepPoint& point : plan_.points) facts_.points.push_back(point.facts);
    facts_.study_hash = hash_of_study(facts_, plan_);
  }

  void open() {
    out_.emplace(options_.out, options_.overwrite);
    if (const auto stored = out_->stored(facts_)) {
      done_ = stored->results.size();
      if (done_ == plan_.points.size()) {
        std::cerr << fmt::format("{}: finished already, with {} points\n", options_.out, done_);
        if (stored->ended == "complete") return;
      } else if (done_ > 0) {
        std::cerr << fmt::format("{}: goes on after {} of {} points\n", options_.out, done_, plan_.points.size());
      }
      writer_.emplace(out_->file(), facts_, Begin::go_on);
    } else {
      writer_.emplace(out_->file(), facts_, Begin::afresh);
    }
    writer_->begin({command_, build_facts_json().dump(), threads_, plan_.points.size() * study_.runs});
  }

  /// Plays a few runs in the middle of the design and tells how long all of it will take.
  void tell_budget() {
    const SweepPoint& point = plan_.points[plan_.points.size() / 2];
    const auto compile = Clock::now();
    const auto model = ModelCache(study_).model(point);
    const double compiling = seconds_since(compile);
    const std::uint64_t runs = std::min(study_.runs, pilot_runs);
    const auto begin = Clock::now();
    (void)play_point(model, point.facts, point.pins, facts_.outcomes, runs, {});
    const double a_run = seconds_since(begin) / static_cast<double>(runs);
    const std::uint64_t left = plan_.points.size() - done_;
    const double seconds =
        static_cast<double>(left) * (compiling + a_run * static_cast<double>(study_.runs)) / threads_;
    std::cerr << fmt::format(
        "{} points, {} runs each: {} runs; about {} on {} thread{} (pilot: {} runs, {:.0f} a second and "
        "thread)\n",
        grouped(left), grouped(study_.runs), grouped(left * study_.runs), duration(seconds), threads_,
        threads_ == 1 ? "" : "s", grouped(runs), 1 / a_run);
  }

  void play() {
    notice_interrupts();
    ProgressLine progress;
    const auto start = Clock::now();
    auto committed = start;
    std::vector<PointResult> waiting;
    const std::uint64_t before = done_ * study_.runs, wanted = plan_.points.size() * study_.runs;
    const auto commit = [&] {
      if (!waiting.empty()) writer_->add(done_, waiting, seconds_since(start));
      done_ += waiting.size();
      waiting.clear();
      committed = Clock::now();
    };
    play_in_order(
        done_, plan_.points.size(), threads_,
        [&](std::size_t p, std::stop_token stop) {
          const SweepPoint& point = plan_.points[p];
          return play_point(models_.model(point), point.facts, point.pins, facts_.outcomes, study_.runs, stop);
        },
        [&](std::size_t p, PointResult&& result) {
          waiting.push_back(std::move(result));
          progress.show((p + 1) * study_.runs - before, (p + 1) * study_.runs, wanted);
          if (seconds_since(committed) > commit_seconds) commit();
        },
        [] { return !interrupted(); });
    commit();
  }

  const SweepOptions& options_;
  std::string command_;
  Study study_;
  ModelCache models_;
  int threads_ = 1;
  SweepPlan plan_;
  SweepFacts facts_;
  std::optional<SweepOut> out_;
  std::optional<SweepWriter> writer_;
  std::size_t done_ = 0;
};

}  // namespace

void SweepOptions::add_to(CLI::App& command) {
  command.add_option("--runs", runs, "runs a point, in place of the study's; an even number")
      ->transform(whole_number(4, 1'000'000'000))
      ->check([](const std::string& text) {
        return (text.back() - '0') % 2 == 0 ? "" : "`" + text + "` is odd (each draw of the priors is played twice)";
      })
      ->type_name("N");
  command.add_option("--threads", threads, "threads; 0: one a processor; results do not depend on it")
      ->transform(whole_number(0, 1024))
      ->type_name("T")
      ->capture_default_str();
  auto* file = command.add_option("--out", out, "keep the study in this file; the same command goes on with it")
                   ->transform(some_text())
                   ->type_name("FILE");
  command.add_flag("--overwrite", overwrite, "replace the study that is there")->needs(file);
  command.add_flag("--dry-run", dry_run, "check the study and tell its budget only");
  command.add_flag("--json", json, "print one JSON object");
}

SweepEnd run_sweep(const SweepOptions& options, const std::string& command,
                   const std::function<void(const SweepFacts&)>& check) {
  SweepRun run(options, command);
  if (check) check(run.facts());
  return run.run();
}

}  // namespace backchannel
