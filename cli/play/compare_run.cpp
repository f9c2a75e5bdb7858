#include "cli/play/compare_run.hpp"

#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

#include "analysis/findings/comparison.hpp"
#include "cli/play/build_facts.hpp"
#include "cli/play/interrupt.hpp"
#include "cli/play/shell.hpp"
#include "cli/play/sweep_out.hpp"
#include "cli/play/terminal.hpp"
#include "cli/play/values.hpp"
#include "cli/story/replay.hpp"
#include "cli/story/side_by_side.hpp"
#include "cli/story/words.hpp"
#include "sim/core/hash.hpp"
#include "sim/montecarlo/batch.hpp"
#include "sim/montecarlo/in_order.hpp"
#include "sim/results/counts/record.hpp"
#include "sim/results/versions.hpp"
#include "sim/scenario/messages.hpp"
#include "sim/study/policy.hpp"

namespace backchannel {

namespace {

/// A batch of runs on both sides.
struct BothSides {
  RunBatch before, after;
};

/// The command that gives the same results; a record for people.
std::string command_of(const CompareOptions& options) {
  std::string text = "backchannel compare " + scenario_words(options.scenario, std::nullopt);
  const auto add = [&](const char* option, const std::vector<std::string>& words) {
    for (const std::string& word : words) text += fmt::format(" {} {}", option, shell_word(word));
  };
  add("--with", options.with);
  add("--vs", options.vs);
  add("--outcome", options.outcomes);
  text += fmt::format(" --runs {} --seed {}", options.runs, options.seed);
  return options.out.empty() ? text : text + " --out " + shell_word(options.out);
}

/// What is set on a side of the comparison, in the form of a policy.
std::string changes_text(const char* side, const std::vector<Override>& changes) {
  if (changes.empty()) return fmt::format("{}: the scenario as it is\n", side);
  std::string text = fmt::format("{}:\n", side);
  for (const Override& change : changes) text += fmt::format("  {}: {}\n", change.path, change.value);
  return text;
}

class CompareRun {
 public:
  explicit CompareRun(const CompareOptions& options) : options_(options) {
    const auto changes_before = changes_of(options.vs, label_before_),
               changes_after = changes_of(options.with, label_after_);
    before_ = std::make_shared<const Model>(options_.scenario.load(changes_before));
    after_ = std::make_shared<const Model>(options_.scenario.load(changes_after));
    facts_ = facts_of_base(*before_);
    facts_.study_text = changes_text("before", changes_before) + changes_text("after", changes_after);
    threads_ = threads_or_all(options.threads);
    find_outcomes();
    ask();
  }

  ExitCode run() {
    SweepOut out(options_.out, options_.overwrite);
    std::optional<StoredSweep> stored = out.stored(facts_);
    if (stored && stored->comparison) {
      std::cerr << fmt::format("{}: finished already, with {} runs\n", options_.out, stored->results[0].runs);
    } else {
      if (!play()) {
        std::cerr << fmt::format("stopped after {} of {} runs; nothing is kept\n", played_, options_.runs);
        return ExitCode::interrupted;
      }
      keep(out, stored ? Begin::go_on : Begin::afresh);
      stored = out.read();
    }
    show(*stored);
    return ExitCode::ok;
  }

 private:
  /// The changes of a side; `label` tells them.
  static std::vector<Override> changes_of(const std::vector<std::string>& changes, std::string& label) {
    std::vector<Override> overrides;
    if (changes.empty()) label = "as it is";
    for (const std::string& change : changes) {
      if (change.find('=') != std::string::npos) {
        overrides.push_back(parse_override(change));
        append(label, change, ", ");
        continue;
      }
      const Policy policy = read_policy(change);
      append(label, policy.title.empty() ? change : policy.title, ", ");
      overrides.insert(overrides.end(), policy.changes.begin(), policy.changes.end());
    }
    return overrides;
  }

  void find_outcomes() {
    std::vector<Problem> problems;
    std::set<std::string> names;
    for (const std::string& id : options_.outcomes.empty() ? default_outcomes() : options_.outcomes) {
      auto left = find_outcome(id, *before_), right = find_outcome(id, *after_);
      if (!names.insert(id).second) {
        report(problems, {}, "--outcome", "`" + id + "` stands there twice", "once");
      } else if (left && right) {
        value_before_.push_back(std::move(left->value));
        value_after_.push_back(std::move(right->value));
        facts_.outcomes.push_back(left->facts);
      } else {
        report(problems, {}, "--outcome", "unknown outcome `" + id + "`" + (left ? " after the change" : ""),
               suggestion(id, outcome_ids(left ? *after_ : *before_)));
      }
    }
    if (!problems.empty()) throw BadInput(std::move(problems));
    runs_.before.resize(facts_.outcomes.size());
    runs_.after.resize(facts_.outcomes.size());
  }

  void ask() {
    facts_.kind = StudyKind::comparison;
    facts_.seed = options_.seed;
    facts_.design = "comparison";
    facts_.random_numbers = "common";
    facts_.runs_per_point = options_.runs;
    facts_.points = {{label_before_, options_.seed, {}}, {label_after_, options_.seed, {}}};
    Hash hash;
    for (const Model* model : {before_.get(), after_.get()}) hash.add(Cell(model->loaded.hash));
    for (const std::uint64_t number : {options_.runs, options_.seed, static_cast<std::uint64_t>(results_version),
                                       static_cast<std::uint64_t>(options_.stories)})
      hash.add(Cell(static_cast<std::int64_t>(number)));
    for (const OutcomeFacts& outcome : facts_.outcomes) hash.add(Cell(outcome.id));
    facts_.study_hash = hash.hex();
  }

  /// False if interrupted.
  bool play() {
    notice_interrupts();
    ProgressLine progress;
    const std::size_t batches = (options_.runs + batch_size - 1) / batch_size;
    play_in_order(
        0, batches, threads_,
        [&](std::size_t b, std::stop_token stop) -> std::optional<BothSides> {
          const std::uint64_t first = b * batch_size, count = std::min(batch_size, options_.runs - first);
          CrisisKernel left(before_, options_.seed), right(after_, options_.seed);
          auto before = play_batch_unless(stop, left, options_.seed, first, count);
          auto after = play_batch_unless(stop, right, options_.seed, first, count);
          if (!before || !after) return std::nullopt;
          return BothSides{std::move(*before), std::move(*after)};
        },
        [&](std::size_t, BothSides&& both) {
          add(both);
          progress.show(played_, played_, options_.runs);
        },
        [] { return !interrupted(); });
    return played_ == options_.runs;
  }

  void add(const BothSides& both) {
    std::set<std::uint64_t> failed;
    for (const RunBatch* batch : {&both.before, &both.after})
      for (const Failure& failure : batch->failures) failed.insert(failure.run);
    for (std::size_t i = 0; i < both.before.rows.size(); ++i) {
      ++played_;
      const Row &left = both.before.rows[i], &right = both.after.rows[i];
      const std::uint64_t run = both.before.first_run + i;
      if (failed.contains(run)) continue;
      runs_.runs.push_back(run);
      runs_.class_before.push_back(static_cast<int>(left.outcome));
      runs_.class_after.push_back(static_cast<int>(right.outcome));
      for (std::size_t o = 0; o < facts_.outcomes.size(); ++o) {
        runs_.before[o].push_back(value_before_[o](left));
        runs_.after[o].push_back(value_after_[o](right));
      }
    }
    failed_ += failed.size();
  }

  void keep(const SweepOut& out, Begin begin) {
    if (runs_.runs.empty()) throw std::runtime_error("all runs failed; backchannel run tells why");
    ComparisonResult result = compare_runs(facts_.outcomes, runs_, failed_, static_cast<std::size_t>(options_.stories));
    for (FlipFacts& flip : result.facts.flips)
      flip.parted =
          parting_day(replay(before_, options_.seed, flip.run), replay(after_, options_.seed, flip.run)).value_or(0);
    SweepWriter writer(out.file(), facts_, begin);
    writer.begin({command_of(options_), build_facts_json().dump(), threads_, 2 * options_.runs});
    writer.add(0, result.points, std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count());
    writer.add(result.facts);
    writer.end("complete");
  }

  void show(const StoredSweep& sweep) {
    refuse_failures(sweep);
    if (options_.json) {
      std::cout << comparison_json(sweep).dump(2) << '\n';
      return;
    }
    print(comparison_text(sweep));
    for (const FlipFacts& flip : sweep.comparison->flips)
      std::cout << fmt::format("\nrun {}, before the change │ after it\n", flip.run)
                << told_side_by_side(replay(before_, options_.seed, flip.run), replay(after_, options_.seed, flip.run));
    if (!options_.out.empty()) std::cout << "\nkept in " << options_.out << '\n';
  }

  const CompareOptions& options_;
  std::string label_before_, label_after_;
  std::shared_ptr<const Model> before_, after_;
  std::vector<std::function<double(const Row&)>> value_before_, value_after_;
  SweepFacts facts_;
  ComparedRuns runs_;
  int threads_ = 1;
  std::uint64_t failed_ = 0, played_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace

ExitCode run_comparison(const CompareOptions& options) { return CompareRun(options).run(); }

}  // namespace backchannel
