#include "cli/play/scenario.hpp"

#include <fmt/format.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "analysis/findings/study_data.hpp"
#include "analysis/text/summary_page.hpp"
#include "cli/play/build_facts.hpp"
#include "cli/play/nested.hpp"
#include "cli/play/notices.hpp"
#include "cli/play/study_folder.hpp"
#include "cli/report/sentences.hpp"
#include "sim/montecarlo/runs.hpp"
#include "sim/results/counts/recorded_crisis.hpp"
#include "sim/results/file/columns.hpp"
#include "sim/results/file/draws.hpp"
#include "sim/results/file/study_writer.hpp"
#include "sim/results/json_text.hpp"
#include "sim/results/versions.hpp"

namespace backchannel {

namespace {

constexpr std::uint64_t most_rows = 1'000'000;  // kept without being asked
// Batches wait for the disk until there are so many runs, or so many seconds have passed; and until they are a 64th of
// all, since the seal is over everything that is there.
constexpr std::uint64_t runs_waiting = 4096, share_waiting = 64;
constexpr double seconds_waiting = 1;

class ScenarioPlay {
 public:
  ScenarioPlay(const RunRequest& request, Listener& listener);
  RunResult play();

 private:
  void open();
  void resume(const StoredStudy& stored);
  [[nodiscard]] bool all_runs() const { return watch_.enough() || attempted() >= target_; }
  [[nodiscard]] bool finished() const { return all_runs() && nested_is_there(); }
  [[nodiscard]] bool nested_is_there() const {
    return !request_.nested || (nested_ && nested_->design == *request_.nested);
  }
  [[nodiscard]] std::uint64_t attempted() const { return record_.tally.attempted(); }
  void play_runs_until(std::uint64_t end);
  bool take(const RunBatch& batch, const Daily& daily);
  void commit();
  void play_nested_design();
  void close();
  [[nodiscard]] StudyDetails details() const;
  RunResult result();
  void write_documents(const RunResult& result);
  [[nodiscard]] double elapsed() const;

  const RunRequest& request_;
  Listener& listener_;
  StudyFacts facts_;
  int threads_;
  std::uint64_t target_;
  std::optional<NestedCounts> nested_;
  Watch watch_;
  Record record_;
  std::optional<DetailsCollector> collector_;  // none where rows are not kept either
  std::optional<StudyFolder> folder_;
  std::optional<StudyWriter> writer_;
  std::optional<Failure> first_failure_;
  std::uint64_t played_ = 0, committed_ = 0;
  double committed_at_ = 0;  // seconds
  bool nothing_to_do_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

ScenarioPlay::ScenarioPlay(const RunRequest& request, Listener& listener)
    : request_(request),
      listener_(listener),
      facts_(facts_of(*request.model, request.seed)),
      threads_(threads_or_all(request.threads)),
      target_(request.until ? request.until->most_runs : request.runs),
      watch_(request.until, facts_),
      record_(*request.model) {
  if (target_ <= most_rows || request.keep_rows) collector_.emplace(facts_);
}

void ScenarioPlay::open() {
  const Keep& keep = request_.keep;
  if (keep.place.empty()) return;
  folder_.emplace(keep.place, keep.overwrite ? Existing::overwrite : Existing::keep);
  const auto stored = folder_->stored({facts_.scenario_hash, facts_.seed, results_version});
  if (stored) {
    resume(*stored);
  } else {
    const bool kept = request_.keep_rows || target_ <= most_rows;
    writer_.emplace(folder_->study_file(), request_.model, facts_, kept ? RowTable::kept : RowTable::left_out,
                    Begin::afresh);
  }
  if (nothing_to_do_) return;
  folder_->remove_products();
  writer_->begin({keep.command, json_text(build_facts_json()), threads_, target_});
}

void ScenarioPlay::resume(const StoredStudy& stored) {
  if (request_.keep_rows && stored.rows == RowTable::left_out)
    throw BadInput({Problem{Place{folder_->study_file().string()}, "--keep-rows", "the study was begun without rows",
                            "leave it out, or --overwrite"}});
  if (stored.rows == RowTable::left_out)
    collector_.reset();
  else if (!collector_)
    collector_.emplace(facts_);
  if (watch_.needs_rows() && stored.rows == RowTable::left_out)
    throw BadInput({Problem{Place{folder_->study_file().string()}, "--outcome",
                            "the study was begun without rows, and goes on for classes only",
                            "a class, or --overwrite with --keep-rows"}});
  watch_.look_back(stored, open_study(folder_->study_file()));
  record_ = stored.record;
  nested_ = stored.nested;
  const bool is_there = finished() && folder_->has_products(stored.rows);
  if (collector_ && (request_.details || !is_there))
    each_row(open_study(folder_->study_file()), facts_, [&](const Row& row) { collector_->add(row); });
  const std::string place = request_.keep.place.string();
  if (is_there) {
    nothing_to_do_ = true;
    listener_.note(fmt::format("{}: finished already, with {} runs", place, attempted()));
    return;
  }
  if (attempted() > 0 && !all_runs()) listener_.note(fmt::format("{}: goes on after {} runs", place, attempted()));
  writer_.emplace(folder_->study_file(), request_.model, facts_, stored.rows, Begin::go_on);
}

void ScenarioPlay::play_runs_until(std::uint64_t end) {
  const std::uint64_t first = attempted();
  DailyDesk desk;
  play_runs(
      {request_.seed, first, end - first, threads_},
      [&] { return RecordedCrisis(request_.model, request_.seed, first, desk); },
      [&](RunBatch&& batch) { return take(batch, *desk.take(batch.first_run)); }, [&] { return !listener_.stop(); });
  commit();
}

/// False once it is enough.
bool ScenarioPlay::take(const RunBatch& batch, const Daily& daily) {
  record_.add(batch, daily);
  played_ += batch.rows.size();
  if (!first_failure_ && !batch.failures.empty()) first_failure_ = batch.failures.front();
  each_run(
      batch,
      [&](const Row& row) {
        watch_.add(row);
        if (collector_) collector_->add(row);
      },
      [](const Failure&) {});
  if (writer_) writer_->add(batch, record_);
  const std::uint64_t waiting = played_ - committed_;
  if ((waiting >= runs_waiting || elapsed() - committed_at_ > seconds_waiting) &&
      share_waiting * waiting >= attempted())
    commit();
  listener_.progress({played_, attempted(), target_});
  return !watch_.look(record_.tally);
}

void ScenarioPlay::commit() {
  if (writer_ && played_ > committed_) writer_->commit(record_, elapsed());
  committed_ = played_;
  committed_at_ = elapsed();
}

void ScenarioPlay::play_nested_design() {
  if (!all_runs() || nested_is_there() || listener_.stop()) return;
  nested_ = play_nested(request_.model, request_.seed, *request_.nested, threads_, listener_);
  if (nested_ && writer_) writer_->set_nested(*nested_);
}

void ScenarioPlay::close() {
  if (!writer_) return;
  writer_->end(!finished() ? "interrupted" : watch_.enough() ? "precise enough" : "complete");
  writer_.reset();
}

double ScenarioPlay::elapsed() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

/// Empty where rows are not kept.
StudyDetails ScenarioPlay::details() const {
  if (!collector_) return {};
  return collector_->details(draws_of(*request_.model, facts_, attempted()));
}

RunResult ScenarioPlay::result() {
  RunResult result{.facts = facts_,
                   .record = record_,
                   .nested = nested_,
                   .details = std::nullopt,
                   .first_failure = first_failure_,
                   .wanted = target_,
                   .all_runs = all_runs(),
                   .finished = finished(),
                   .session = {elapsed(), threads_, played_}};
  if (request_.until && result.all_runs && !watch_.enough())
    listener_.note(fmt::format(
        "notice: the half-width asked for was not reached in {} runs, the most that were allowed", attempted()));
  if (result.finished && (request_.details || !nothing_to_do_)) result.details = details();
  return result;
}

void ScenarioPlay::write_documents(const RunResult& result) {
  if (!folder_ || !result.finished || nothing_to_do_) return;
  const Summary summary = result.summary();
  const auto told = summary.runs > 0 ? five_sentences(summary) : std::vector<std::string>{};
  folder_->write_products(json_of(summary, result.session, request_.failures, result.details),
                          page_of(summary, *result.details, request_.failures, told),
                          {{"program", "backchannel"},
                           {"version", version()},
                           {"results_version", results_version},
                           {"schema_version", schema_version},
                           {"command", request_.keep.command},
                           {"scenario_file", request_.file},
                           {"scenario_hash", facts_.scenario_hash},
                           {"seed", facts_.seed},
                           {"runs", result.record.tally.runs},
                           {"failed", result.record.tally.failed},
                           {"build", build_facts_json()}});
}

RunResult ScenarioPlay::play() {
  for (const std::string& notice : notices_of(*request_.model)) listener_.note("notice: " + notice);
  open();
  while (!nothing_to_do_ && !all_runs() && !listener_.stop()) {
    // A batch that was cut short is filled up first, so that batches begin where they always do.
    const std::uint64_t within = attempted() % batch_size;
    play_runs_until(within == 0 ? target_ : std::min(target_, attempted() - within + batch_size));
  }
  if (!nothing_to_do_) play_nested_design();
  close();
  RunResult done = result();
  write_documents(done);
  return done;
}

}  // namespace

Summary RunResult::summary() const {
  Summary summary = summarise(facts, record.tally, record.daily, nested);
  if (!all_runs) summary.planned = wanted;
  return summary;
}

RunResult play_scenario(const RunRequest& request, Listener& listener) {
  return ScenarioPlay(request, listener).play();
}

}  // namespace backchannel
