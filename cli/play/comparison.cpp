#include "cli/play/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "analysis/findings/comparison.hpp"
#include "cli/play/build_facts.hpp"
#include "cli/play/notices.hpp"
#include "cli/play/sweep_place.hpp"
#include "cli/story/side_by_side.hpp"
#include "sim/core/hash.hpp"
#include "sim/crisis/kernel.hpp"
#include "sim/montecarlo/batch.hpp"
#include "sim/montecarlo/in_order.hpp"
#include "sim/results/counts/record.hpp"
#include "sim/results/json_text.hpp"
#include "sim/results/versions.hpp"
#include "sim/scenario/messages.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

namespace {

/// A batch of runs on both sides.
struct BothSides {
  RunBatch before, after;
};

/// One thread's kernels.
struct BothPlayer {
  CrisisKernel before, after;
  std::uint64_t seed, runs;

  std::optional<BothSides> operator()(std::size_t batch, const std::stop_token& stop) {
    const std::uint64_t first = batch * batch_size, count = std::min(batch_size, runs - first);
    auto left = play_batch_unless(stop, before, seed, first, count);
    auto right = play_batch_unless(stop, after, seed, first, count);
    if (!left || !right) return std::nullopt;
    return BothSides{std::move(*left), std::move(*right)};
  }
};

bool nothing_differs(const ComparisonFacts& comparison) {
  return comparison.flips.empty() && std::ranges::all_of(comparison.differences, [](const DifferenceFacts& difference) {
           return std::isinf(difference.variance_reduction);
         });
}

class ComparisonPlay {
 public:
  ComparisonPlay(const ComparisonRequest& request, Listener& listener) : request_(request), listener_(listener) {
    facts_ = facts_of_base(*request.before.model);
    facts_.study_text = changes_text(request.before.changes, request.after.changes);
    find_outcomes();
    ask();
  }

  PlayedComparison play() {
    std::set<std::string> told;
    for (const ComparedSide* side : {&request_.before, &request_.after})
      for (const std::string& notice : notices_of(*side->model, side->changes.overrides))
        if (told.insert(notice).second) listener_.note("notice: " + notice);
    SweepPlace place(request_.keep);
    std::optional<StoredSweep> stored = place.stored(facts_);
    const std::uint64_t there = stored && stored->comparison ? stored->results[0].attempted() : 0;
    if (there == request_.runs) {
      listener_.note(
          fmt::format("{}: finished already, with {} runs", request_.keep.place.string(), stored->results[0].runs));
    } else {
      play_runs();
      const bool is_finished = played_ == request_.runs, is_more = is_finished || played_ > there;
      facts_.runs_per_point = played_;
      if (is_more && (is_finished || !runs_.runs.empty())) {
        keep(place, stored ? Begin::go_on : Begin::afresh, is_finished ? "complete" : "interrupted");
        stored = place.read();
      }
      if (!is_finished) {
        if (stored && !stored->comparison) stored.reset();
        const bool is_kept = stored && !request_.keep.place.empty();
        return {std::move(stored), played_, false, is_kept};
      }
    }
    refuse_failures(*stored);
    if (nothing_differs(*stored->comparison))
      listener_.note(fmt::format("notice: no run differs in what is compared: with {} all {} runs are as before",
                                 request_.after.changes.label, request_.runs));
    return {std::move(stored), request_.runs, true, !request_.keep.place.empty()};
  }

 private:
  void find_outcomes() {
    std::vector<Problem> problems;
    std::set<std::string> names;
    for (const std::string& id : request_.outcomes.empty() ? default_outcomes() : request_.outcomes) {
      auto left = find_outcome(id, *request_.before.model), right = find_outcome(id, *request_.after.model);
      if (!names.insert(id).second) {
        report(problems, {}, "--outcome", "`" + id + "` stands there twice", "once");
      } else if (left && right) {
        value_before_.push_back(std::move(left->value));
        value_after_.push_back(std::move(right->value));
        facts_.outcomes.push_back(left->facts);
      } else {
        report(problems, {}, "--outcome", "unknown outcome `" + id + "`" + (left ? " after the change" : ""),
               outcome_meant(id, outcome_ids(left ? *request_.after.model : *request_.before.model),
                             request_.before.model->scenario.horizon));
      }
    }
    if (!problems.empty()) throw BadInput(std::move(problems));
    runs_.before.resize(facts_.outcomes.size());
    runs_.after.resize(facts_.outcomes.size());
  }

  void ask() {
    facts_.kind = StudyKind::comparison;
    facts_.seed = request_.seed;
    facts_.design = "comparison";
    facts_.random_numbers = "common";
    facts_.runs_per_point = request_.runs;
    facts_.points = {{request_.before.changes.label, request_.seed, {}},
                     {request_.after.changes.label, request_.seed, {}}};
    Hash hash;
    for (const ComparedSide* side : {&request_.before, &request_.after}) hash.add(Cell(side->model->loaded.hash));
    for (const std::uint64_t number :
         {request_.runs, request_.seed, static_cast<std::uint64_t>(results_version), request_.stories})
      hash.add(Cell(static_cast<std::int64_t>(number)));
    for (const OutcomeFacts& outcome : facts_.outcomes) hash.add(Cell(outcome.id));
    facts_.study_hash = hash.hex();
  }

  void play_runs() {
    const std::uint64_t seed = request_.seed;
    play_in_order(
        0, (request_.runs + batch_size - 1) / batch_size, threads_,
        [&] {
          return BothPlayer{CrisisKernel(request_.before.model, seed), CrisisKernel(request_.after.model, seed), seed,
                            request_.runs};
        },
        [&](std::size_t, BothSides&& both) {
          add(both);
          listener_.progress({played_, played_, request_.runs});
          return true;
        },
        [&] { return !listener_.stop(); });
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

  void keep(const SweepPlace& place, Begin begin, const char* ended) {
    if (runs_.runs.empty()) throw std::runtime_error("all runs failed; backchannel run tells why");
    ComparisonResult found = compare_runs(facts_.outcomes, runs_, failed_, request_.stories);
    for (FlipFacts& flip : found.facts.flips)
      flip.parted = parting_day(replay(request_.before.model, request_.seed, flip.run),
                                replay(request_.after.model, request_.seed, flip.run))
                        .value_or(0);
    SweepWriter writer(place.file(), facts_, begin);
    writer.begin({request_.keep.command, json_text(build_facts_json()), threads_, 2 * facts_.runs_per_point});
    writer.add(found.points, found.facts,
               std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count());
    writer.end(ended);
  }

  const ComparisonRequest& request_;
  Listener& listener_;
  int threads_ = threads_or_all(request_.threads);
  std::vector<std::function<double(const Row&)>> value_before_, value_after_;
  SweepFacts facts_;
  ComparedRuns runs_;
  std::uint64_t failed_ = 0, played_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace

PlayedComparison play_comparison(const ComparisonRequest& request, Listener& listener) {
  return ComparisonPlay(request, listener).play();
}

}  // namespace backchannel
