#include "cli/play/watch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/findings/summary.hpp"
#include "sim/core/id.hpp"
#include "sim/results/file/columns.hpp"
#include "sim/scenario/messages.hpp"

namespace backchannel {

namespace {

constexpr std::uint64_t least_values = 1000;  // as a look needs runs; terms have a value in some runs only
constexpr double infinity = std::numeric_limits<double>::infinity();

std::string term_id(std::size_t scope, const IssueFacts& issue) {
  return fmt::format("term_{}_{}", settlement_names[scope + 1], issue.id);
}

std::optional<Outcome> class_of(const std::string& id) {
  const std::size_t found = find_index(outcome_names, id);
  return found < outcomes ? std::optional(static_cast<Outcome>(found)) : std::nullopt;
}

}  // namespace

std::optional<OutcomeOfInterest> find_watched(const std::string& id, const StudyFacts& study) {
  for (std::size_t scope = 0; scope < scopes.size(); ++scope)
    for (std::size_t k = 0; k < study.issues.size(); ++k) {
      const IssueFacts& issue = study.issues[k];
      if (!issue.in_text[scope] || id != term_id(scope, issue)) continue;
      return OutcomeOfInterest{{id, issue.title, issue.unit, OutcomeKind::mean}, [scope, k, issue](const Row& row) {
                                 return row.text_in_force() && scope_place(row.in_force) == scope
                                            ? issue.physical(row.terms[k])
                                            : std::numeric_limits<double>::quiet_NaN();
                               }};
    }
  return find_outcome(id, study);
}

std::vector<std::string> watched_ids(const StudyFacts& study) {
  std::vector<std::string> ids = outcome_ids(study);
  for (std::size_t scope = 0; scope < scopes.size(); ++scope)
    for (const IssueFacts& issue : study.issues)
      if (issue.in_text[scope]) ids.push_back(term_id(scope, issue));
  return ids;
}

Watch::Watch(const std::optional<PrecisionGoal>& goal, const StudyFacts& study) {
  if (!goal) return;
  rule_.emplace(StoppingRule{.half_width = goal->half_width, .level = level_, .maximum = goal->most_runs});
  if (goal->outcomes.empty()) classes_.assign(all_outcomes.begin(), all_outcomes.end());
  std::vector<Problem> problems;
  if (goal->outcomes.empty() && goal->half_width >= 0.5)
    report(problems, {}, "--until-half-width", fmt::format("{} is too wide for a share", goal->half_width),
           "below 0.5");
  for (const std::string& id : goal->outcomes) {
    auto outcome = find_watched(id, study);
    if (!outcome) {
      report(problems, {}, "--outcome", "unknown outcome `" + id + "`",
             outcome_meant(id, watched_ids(study), study.horizon));
    } else if (outcome->facts.kind == OutcomeKind::share && goal->half_width >= 0.5) {
      report(problems, {}, "--until-half-width", fmt::format("{} is too wide for the share {}", goal->half_width, id),
             "below 0.5");
    } else if (const auto known = class_of(id)) {
      classes_.push_back(*known);
    } else {
      others_.push_back({std::move(outcome->value), PointEstimator(outcome->facts.kind)});
    }
  }
  if (!problems.empty()) throw BadInput(std::move(problems));
}

void Watch::look_back(const StoredStudy& stored, const Database& database) {
  if (!rule_) return;
  std::size_t next = 0;
  const auto look_until = [&](std::uint64_t run) {
    for (; next < stored.attempted_so_far.size() && stored.attempted_so_far[next] <= run; ++next)
      look(stored.outcomes_so_far[next], stored.attempted_so_far[next]);
  };
  if (needs_rows())
    each_row(database, stored.facts, [&](const Row& row) {
      look_until(row.run);
      add(row);
    });
  look_until(std::numeric_limits<std::uint64_t>::max());
}

void Watch::add(const Row& row) {
  for (Watched& watched : others_)
    if (const double value = watched.value(row); !std::isnan(value)) watched.estimator.add(row.run, value);
}

bool Watch::look(const Tally& tally) {
  if (rule_ && tally.attempted() % runs_between_looks == 0) look(tally.closed().outcome, tally.attempted());
  return enough_;
}

void Watch::look(const PairTable& outcome, std::uint64_t runs) {
  if (!rule_ || enough_ || runs % runs_between_looks != 0) return;
  double widest = 0;
  for (const Outcome of : classes_) {
    const PairCounts counts = pair_counts(outcome, index_of(of));
    if (counts.runs() == 0) return;
    widest = std::max(widest, estimate_share(counts, level_).interval.half_width());
  }
  for (const Watched& watched : others_) {
    const PointEstimate estimate = watched.estimator.estimate(level_);
    const bool is_known = watched.estimator.values() >= least_values;
    const double half_width = (estimate.high - estimate.low) / 2;
    widest = is_known ? std::max(widest, half_width) : infinity;  // NOLINT(bugprone-narrowing-conversions)
  }
  enough_ = rule_->look(widest, runs).reason == StoppingReason::PreciseEnough;
}

}  // namespace backchannel
