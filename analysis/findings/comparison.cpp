#include "analysis/findings/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "analysis/statistics/paired.hpp"
#include "analysis/statistics/point_estimate.hpp"
#include "analysis/text/text_table.hpp"
#include "analysis/text/words.hpp"

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
    result.estimates.push_back(estimator.estimate());
  }
  return result;
}

/// Numbers of flipped runs by kind of flip, the most frequent kind first.
std::vector<std::vector<FlipFacts>> flips_by_kind(const ComparedRuns& runs) {
  std::map<std::pair<int, int>, std::vector<FlipFacts>> kinds;
  for (std::size_t i = 0; i < runs.runs.size(); ++i)
    if (runs.class_before[i] != runs.class_after[i])
      kinds[{runs.class_before[i], runs.class_after[i]}].push_back(
          {runs.runs[i], runs.class_before[i], runs.class_after[i], 0});
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

std::string signed_number(double value, bool share) {
  return fmt::format("{}{}", value > 0 ? "+" : "", brief_number(value, share));
}

std::string differences_text(const StoredSweep& sweep) {
  const ComparisonFacts& facts = *sweep.comparison;
  TextTable table(1);
  table.add({"", "before", "after", "difference", "95 % interval", "in", "out", "variance reduction"});
  for (std::size_t o = 0; o < sweep.facts.outcomes.size(); ++o) {
    const OutcomeFacts& outcome = sweep.facts.outcomes[o];
    const bool share = outcome.kind == OutcomeKind::share;
    const DifferenceFacts& x = facts.differences[o];
    table.add({outcome.title + (share                  ? ", %"
                                : outcome.unit.empty() ? ""
                                                       : ", " + outcome.unit),
               brief_number(sweep.results[0].estimates[o].mean, share),
               brief_number(sweep.results[1].estimates[o].mean, share), signed_number(x.difference, share),
               fmt::format("[{}, {}]", signed_number(x.low, share), signed_number(x.high, share)),
               share ? std::to_string(x.into) : "", share ? std::to_string(x.out_of) : "",
               std::isinf(x.variance_reduction) ? "no run differs" : fmt::format("{:.1f}×", x.variance_reduction)});
  }
  return table.text();
}

std::string transitions_text(const ComparisonFacts& facts) {
  constexpr std::array<const char*, outcomes> heads{"compr.", "interim", "talks", "collapse", "strike", "war"};
  std::uint64_t flipped = 0, all = 0;
  TextTable table(1);
  std::vector<std::string> titles{"before \\ after"};
  titles.insert(titles.end(), heads.begin(), heads.end());
  table.add(titles);
  for (std::size_t from = 0; from < facts.transitions.size(); ++from) {
    std::vector<std::string> row{spaced(outcome_names[from])};
    for (std::size_t to = 0; to < facts.transitions.size(); ++to) {
      const std::uint64_t count = facts.transitions[from][to];
      row.push_back(count == 0 ? "·" : std::to_string(count));
      all += count;
      if (from != to) flipped += count;
    }
    table.add(row);
  }
  return fmt::format("{} of {} runs end in another class ({:.1f} %):\n", flipped, all,
                     100.0 * static_cast<double>(flipped) / static_cast<double>(std::max<std::uint64_t>(1, all))) +
         table.text();
}

}  // namespace

ComparisonResult compare_runs(const std::vector<OutcomeFacts>& wanted, const ComparedRuns& runs, std::uint64_t failed,
                              std::size_t most_flips) {
  ComparisonResult result;
  result.points = {result_of(wanted, runs.runs, runs.before, failed), result_of(wanted, runs.runs, runs.after, failed)};
  for (std::size_t o = 0; o < wanted.size(); ++o) result.facts.differences.push_back(difference_of(wanted[o], runs, o));
  const TransitionMatrix matrix({runs.runs, runs.class_before, runs.class_after}, outcomes);
  result.facts.transitions.assign(outcomes, std::vector<std::uint64_t>(outcomes));
  for (int from = 0; from < outcomes; ++from)
    for (int to = 0; to < outcomes; ++to)
      result.facts.transitions[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)] = matrix.count(from, to);
  result.facts.flips = chosen(flips_by_kind(runs), most_flips);
  return result;
}

std::string comparison_text(const StoredSweep& sweep) {
  const SweepFacts& facts = sweep.facts;
  std::string text =
      fmt::format("{}\nbefore: {}\nafter:  {}\n{} runs, the same numbers on both sides, seed {}\n", facts.title,
                  facts.points[0].label, facts.points[1].label, sweep.results[0].runs, facts.seed);
  if (sweep.results[0].failed > 0)
    text += fmt::format("{} runs failed on one side and are left out on both\n", sweep.results[0].failed);
  text += "\n" + differences_text(sweep) + "\n" + transitions_text(*sweep.comparison) + "\n";
  return text +
         wrapped_text(
             "Intervals are of finite runs, not of a forecast. in, out: runs that flip into and out of the outcome. "
             "Variance reduction: how many times fewer runs the common random numbers needed than independent ones "
             "would. Backchannel supports thought; it does not predict.",
             110, 2);
}

nlohmann::ordered_json comparison_json(const StoredSweep& sweep) {
  const SweepFacts& facts = sweep.facts;
  nlohmann::ordered_json json{
      {"title", facts.title},          {"before", facts.points[0].label},   {"after", facts.points[1].label},
      {"runs", sweep.results[0].runs}, {"failed", sweep.results[0].failed}, {"seed", facts.seed}};
  for (std::size_t o = 0; o < facts.outcomes.size(); ++o) {
    const DifferenceFacts& x = sweep.comparison->differences[o];
    nlohmann::ordered_json one{{"before", sweep.results[0].estimates[o].mean},
                               {"after", sweep.results[1].estimates[o].mean},
                               {"difference", x.difference},
                               {"standard_error", x.standard_error},
                               {"ci95", {x.low, x.high}}};
    if (facts.outcomes[o].kind == OutcomeKind::share) one["flipped_in"] = x.into, one["flipped_out"] = x.out_of;
    one["variance_reduction"] = x.variance_reduction;  // null: no run differs
    json["outcomes"][facts.outcomes[o].id] = std::move(one);
  }
  for (std::size_t from = 0; from < outcomes; ++from)
    for (std::size_t to = 0; to < outcomes; ++to)
      json["transitions"][outcome_names[from]][outcome_names[to]] = sweep.comparison->transitions[from][to];
  json["flips"] = nlohmann::ordered_json::array();
  for (const FlipFacts& flip : sweep.comparison->flips)
    json["flips"].push_back({{"run", flip.run},
                             {"before", outcome_names[static_cast<std::size_t>(flip.before)]},
                             {"after", outcome_names[static_cast<std::size_t>(flip.after)]},
                             {"parted_day", flip.parted}});
  return json;
}

}  // namespace backchannel
