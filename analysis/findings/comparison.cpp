#include "analysis/findings/comparison.hpp"

#include <algorithm>
#include <map>

#include "analysis/statistics/paired.hpp"
#include "analysis/statistics/point_estimate.hpp"

namespace backchannel {
namespace {

DifferenceFacts difference_of(const OutcomeFacts& outcome, const ComparedRuns& runs, std::size_t o) {
  if (outcome.kind == OutcomeKind::mean) {
    const PairedMeans x = paired_means(runs.runs, runs.before[o], runs.after[o]);
    return {x.difference, x.standard_error, x.interval.low, x.interval.high, 0, 0, x.variance_reduction};
  }
  const auto whole = [](const std::vector<double>& values) {
    std::vector<int> flags;
    for (const double value : values) flags.push_back(value > 0.5);
    return flags;
  };
  const std::vector<int> before = whole(runs.before[o]), after = whole(runs.after[o]);
  const PairedDifference x = paired_difference({runs.runs, before, after}, 1);
  return {x.difference, x.standard_error, x.interval.low, x.interval.high, x.into, x.out_of, x.variance_reduction};
}

PointResult result_of(const std::vector<OutcomeFacts>& wanted, const std::vector<std::uint64_t>& runs,
                      const std::vector<std::vector<double>>& values, std::uint64_t failed) {
  PointResult result{runs.size(), failed, {}};
  for (std::size_t o = 0; o < wanted.size(); ++o) {
    PointEstimator estimator(wanted[o].kind);
    for (std::size_t i = 0; i < runs.size(); ++i) estimator.add(runs[i], values[o][i]);
    result.estimates.push_back(within_range(estimator.estimate(), wanted[o]));
  }
  return result;
}

/// Numbers of flipped runs by kind of flip, the most frequent kind first.
std::vector<std::vector<FlipFacts>> flips_by_kind(const ComparedRuns& runs) {
  std::map<std::pair<int, int>, std::vector<FlipFacts>> kinds;
  for (std::size_t i = 0; i < runs.runs.size(); ++i)
    if (runs.class_before[i] != runs.class_after[i])
      kinds[{runs.class_before[i], runs.class_after[i]}].push_back(
          {runs.runs[i], static_cast<Outcome>(runs.class_before[i]), static_cast<Outcome>(runs.class_after[i]), 0});
  std::vector<std::vector<FlipFacts>> ordered;
  for (auto& [kind, flips] : kinds) ordered.push_back(std::move(flips));
  std::ranges::stable_sort(ordered, [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return ordered;
}

std::vector<FlipFacts> chosen(const std::vector<std::vector<FlipFacts>>& kinds, std::size_t most) {
  std::vector<FlipFacts> flips;
  for (std::size_t nth = 0; flips.size() < most; ++nth) {
    const std::size_t before = flips.size();
    for (const auto& kind : kinds)
      if (nth < kind.size() && flips.size() < most) flips.push_back(kind[nth]);
    if (flips.size() == before) break;
  }
  return flips;
}

}  // namespace

ComparisonResult compare_runs(const std::vector<OutcomeFacts>& wanted, const ComparedRuns& runs, std::uint64_t failed,
                              std::size_t most_flips) {
  ComparisonResult result;
  result.points = {result_of(wanted, runs.runs, runs.before, failed), result_of(wanted, runs.runs, runs.after, failed)};
  for (std::size_t o = 0; o < wanted.size(); ++o) result.facts.differences.push_back(difference_of(wanted[o], runs, o));
  const TransitionMatrix matrix({runs.runs, runs.class_before, runs.class_after}, outcomes);
  result.facts.transitions.assign(outcomes, std::vector<std::uint64_t>(outcomes));
  for (std::size_t from = 0; from < outcomes; ++from)
    for (std::size_t to = 0; to < outcomes; ++to) result.facts.transitions[from][to] = matrix.count(from, to);
  result.facts.flips = chosen(flips_by_kind(runs), most_flips);
  return result;
}

}  // namespace backchannel
