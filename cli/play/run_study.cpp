#include "cli/play/run_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/statistics/stopping.hpp"
#include "analysis/text/summary_page.hpp"
#include "cli/play/build_facts.hpp"
#include "cli/play/interrupt.hpp"
#include "cli/play/nested_study.hpp"
#include "cli/play/shell.hpp"
#include "cli/play/show_summary.hpp"
#include "cli/play/study_folder.hpp"
#include "cli/play/terminal.hpp"
#include "cli/play/values.hpp"
#include "cli/report/sentences.hpp"
#include "sim/montecarlo/study.hpp"
#include "sim/results/counts/recorded_crisis.hpp"
#include "sim/results/file/study_writer.hpp"
#include "sim/results/versions.hpp"

namespace backchannel {

namespace {

constexpr std::uint64_t most_rows = 1'000'000;  // kept without being asked

/// The command that gives the same results; a record for people.
std::string command_of(const RunOptions& options) {
  std::string text = "backchannel run " + scenario_words(options.scenario, options.horizon);
  if (options.half_width) {
    text += fmt::format(" --until-half-width {} --max-runs {}", *options.half_width, options.max_runs);
    if (!options.outcome.empty()) text += " --outcome " + options.outcome;
  } else {
    text += fmt::format(" --runs {}", options.runs);
  }
  if (!options.nested.empty()) text += " --nested " + options.nested;
  text += fmt::format(" --seed {}", options.seed);
  return options.out.empty() ? text : text + " --out " + shell_word(options.out);
}

/// Whether the chosen classes are known well enough; never without --until-half-width.
class Watch {
 public:
  explicit Watch(const RunOptions& options) {
    if (!options.half_width) return;
    rule_.emplace(StoppingRule{.half_width = *options.half_width, .maximum = options.max_runs});
    for (int c = 0; c < outcomes; ++c)
      if (options.outcome.empty() || options.outcome == outcome_names[static_cast<std::size_t>(c)])
        classes_.push_back(c);
  }

  /// A look at the end of a batch.
  bool enough(const PairTable& outcome) {
    if (!rule_ || done_) return done_;
    std::vector<PairCounts> counts;
    for (const int c : classes_) counts.push_back(pair_counts(outcome, c));
    if (counts.front().runs() > 0) done_ = rule_->look(counts).reason == StoppingReason::PreciseEnough;
    return done_;
  }
  [[nodiscard]] bool enough() const { return done_; }

 private:
  std::optional<Stopping> rule_;
  std::vector<int> classes_;
  bool done_ = false;
};

class StudyRun {
 public:
  explicit StudyRun(const RunOptions& options);
  ExitCode run();

 private:
  void open();
  void resume(const StoredStudy& stored);
  [[nodiscard]] bool played_out() const { return watch_.enough() || attempted() >= target_; }
  [[nodiscard]] bool finished() const { return played_out() && nested_is_there(); }
  [[nodiscard]] bool nested_is_there() const { return !design_ || (nested_ && nested_->design == *design_); }
  [[nodiscard]] std::uint64_t attempted() const { return record_.tally.attempted(); }
  void play();
  void play(std::uint64_t end, ProgressLine& progress, const std::stop_token& stop);
  void play_nested_design();
  void close();
  [[nodiscard]] nlohmann::ordered_json manifest() const;
  [[nodiscard]] double elapsed() const;
  ExitCode show();

  const RunOptions& options_;
  std::shared_ptr<const Model> model_;
  StudyFacts facts_;
  int threads_;
  std::uint64_t target_;
  std::optional<NestedDesign> design_;
  std::optional<NestedCounts> nested_;
  Watch watch_;
  Record record_;
  std::optional<StudyFolder> folder_;
  std::optional<StudyWriter> writer_;
  std::optional<Failure> first_failure_;
  std::uint64_t played_ = 0;
  bool nothing_to_do_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

std::shared_ptr<const Model> load(const RunOptions& options) {
  std::vector<Override> more;
  if (options.horizon) more.push_back({"horizon", std::to_string(*options.horizon)});
  return std::make_shared<const Model>(options.scenario.load(more));
}

StudyRun::StudyRun(const RunOptions& options)
    : options_(options),
      model_(load(options)),
      facts_(facts_of(*model_, options.seed)),
      threads_(threads_or_all(options.threads)),
      target_(options.half_width ? options.max_runs : options.runs),
      design_(options.nested.empty() ? std::nullopt : std::optional(nested_design(options.nested))),
      watch_(options),
      record_(*model_) {}

void StudyRun::open() {
  if (options_.out.empty()) return;
  folder_.emplace(options_.out, options_.overwrite ? Existing::overwrite : Existing::keep);
  auto stored = folder_->stored({facts_.scenario_hash, facts_.seed, results_version});
  if (stored) {
    resume(*stored);
  } else {
    const bool kept = options_.keep_rows || target_ <= most_rows;
    writer_.emplace(folder_->study_file(), model_, facts_, kept ? Rows::kept : Rows::left_out, Begin::afresh);
  }
  if (nothing_to_do_) return;
  folder_->remove_products();
  writer_->begin({command_of(options_), build_facts_json().dump(), threads_, target_});
}

void StudyRun::resume(const StoredStudy& stored) {
  if (options_.keep_rows && stored.rows == Rows::left_out)
    throw BadInput({Problem{Place{folder_->study_file().string()}, "--keep-rows", "the study was begun without rows",
                            "leave it out, or --overwrite"}});
  for (const PairTable& then : stored.outcomes_so_far)
    if (watch_.enough(then)) break;
  record_ = stored.record;
  nested_ = stored.nested;
  if (finished() && folder_->has_products(stored.rows)) {
    nothing_to_do_ = true;
    std::cerr << fmt::format("{}: finished already, with {} runs\n", options_.out, attempted());
    return;
  }
  if (attempted() > 0 && !played_out())
    std::cerr << fmt::format("{}: goes on after {} runs\n", options_.out, attempted());
  writer_.emplace(folder_->study_file(), model_, facts_, stored.rows, Begin::go_on);
}

void StudyRun::play() {
  notice_interrupts();
  const InterruptWatch watch;
  ProgressLine progress;
  while (!played_out() && !interrupted()) {
    // A batch that was cut short is filled up first, so that batches begin where they always do.
    const std::uint64_t within = attempted() % batch_size;
    play(within == 0 ? target_ : std::min(target_, attempted() - within + batch_size), progress, watch.token());
  }
}

void StudyRun::play_nested_design() {
  if (!played_out() || nested_is_there() || interrupted()) return;
  nested_ = play_nested(model_, options_.seed, *design_, threads_);
  if (nested_ && writer_) writer_->set_nested(*nested_);
}

void StudyRun::play(std::uint64_t end, ProgressLine& progress, const std::stop_token& stop) {
  const std::uint64_t first = attempted();
  DailyDesk desk;
  play_study(
      {options_.seed, first, end - first, threads_}, [&] { return RecordedCrisis(model_, options_.seed, first, desk); },
      [&](RunBatch&& batch) {
        record_.add(batch, *desk.take(batch.first_run));
        played_ += batch.rows.size();
        if (!first_failure_ && !batch.failures.empty()) first_failure_ = batch.failures.front();
        if (writer_) writer_->add(batch, record_, elapsed());
        progress.show(played_, attempted(), target_);
        const bool enough = watch_.enough(record_.tally.closed().outcome);
        return !enough && !interrupted();
      },
      stop);
}

double StudyRun::elapsed() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

nlohmann::ordered_json StudyRun::manifest() const {
  return {{"program", "backchannel"},
          {"version", version()},
          {"results_version", results_version},
          {"schema_version", schema_version},
          {"command", command_of(options_)},
          {"scenario_file", options_.scenario.file},
          {"scenario_hash", facts_.scenario_hash},
          {"seed", facts_.seed},
          {"runs", record_.tally.runs},
          {"failed", record_.tally.failed},
          {"build", build_facts_json()}};
}

void StudyRun::close() {
  if (!writer_) return;
  writer_->end(!finished() ? "interrupted" : watch_.enough() ? "precise enough" : "complete");
  writer_.reset();
}

ExitCode StudyRun::show() {
  Summary summary = summarise(facts_, record_.tally, record_.daily, nested_);
  if (!played_out()) summary.planned = target_;
  const SessionFacts session{elapsed(), threads_, played_};
  std::optional<StudyDetails> details;
  if (folder_ && finished() && (options_.json || !nothing_to_do_))
    details = read_details(open_study(folder_->study_file()), facts_);
  if (details && !nothing_to_do_) {
    const auto failures = options_.allow_failures ? Failures::allow : Failures::withhold_shares;
    const auto told = summary.runs > 0 ? five_sentences(summary) : std::vector<std::string>{};
    folder_->write_products(json_of(summary, session, failures, details), page_of(summary, *details, failures, told),
                            manifest());
  }
  ExitCode code = show_summary(summary, {.session = session,
                                         .details = std::move(details),
                                         .more = {},
                                         .json = options_.json,
                                         .allow_failures = options_.allow_failures,
                                         .scenario = scenario_words(options_.scenario, options_.horizon),
                                         .first_failure = first_failure_});
  if (!finished() && code == ExitCode::ok) code = ExitCode::interrupted;
  if (!finished())
    std::cerr << fmt::format("stopped after {} of {} runs{}{}\n", attempted(), target_,
                             played_out() ? ", without the nested design" : "",
                             folder_ ? "; the same command goes on" : "");
  else if (folder_ && !options_.json)
    std::cout << "\nkept in " << options_.out << '\n';
  return code;
}

ExitCode StudyRun::run() {
  open();
  if (!nothing_to_do_) {
    play();
    play_nested_design();
  }
  close();
  return show();
}

}  // namespace

ExitCode run_study(const RunOptions& options) { return StudyRun(options).run(); }

}  // namespace backchannel
