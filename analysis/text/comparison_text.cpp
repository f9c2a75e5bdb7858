// What a change does, as text and as JSON.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/findings/comparison.hpp"
#include "analysis/text/json.hpp"
#include "analysis/text/text_table.hpp"
#include "analysis/text/words.hpp"

namespace backchannel {
namespace {

std::string signed_number(double value, bool share) {
  const std::string text = brief_number(value, share);
  return value > 0 && text.find_first_not_of("0.") != std::string::npos ? "+" + text : text;
}

/// "31.2 (14 – 65)": with the range over the judgements, where it is told.
std::string side_cell(const PointEstimate& x, bool share) {
  std::string text = brief_number(x.mean, share);
  if (std::isfinite(x.prior_low))
    text += fmt::format(" ({} – {})", per_cent(x.prior_low, 0), per_cent(x.prior_high, 0));
  return text;
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
               side_cell(sweep.results[0].estimates[o], share), side_cell(sweep.results[1].estimates[o], share),
               signed_number(x.difference, share),
               fmt::format("[{}, {}]", signed_number(x.low, share), signed_number(x.high, share)),
               share ? std::to_string(x.into) : "", share ? std::to_string(x.out_of) : "",
               std::isinf(x.variance_reduction) ? "no run differs" : fixed(x.variance_reduction, 1) + "×"});
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
  const double share = static_cast<double>(flipped) / static_cast<double>(std::max<std::uint64_t>(1, all));
  return fmt::format("{} of {} end in another class ({} %):\n", grouped(flipped), runs_text(all), per_cent(share)) +
         table.text();
}

/// "as it is", unless options changed both sides.
std::string before_words(const SweepFacts& facts) {
  const std::string& label = facts.points[0].label;
  if (facts.set.empty()) return label;
  return label == "as it is" ? "as it is, with " + facts.set : label + ", with " + facts.set;
}
std::string after_words(const SweepFacts& facts) {
  return facts.set.empty() ? facts.points[1].label : facts.points[1].label + ", with " + facts.set;
}

}  // namespace

std::string change_title(const StoredSweep& sweep) {
  const std::string &before = sweep.facts.points[0].label, &after = sweep.facts.points[1].label;
  return before == "as it is" ? after : after + ", against " + before;
}

std::string comparison_text(const StoredSweep& sweep, std::size_t page_columns) {
  const SweepFacts& facts = sweep.facts;
  std::string text = fmt::format("{}\n{}\nbefore: {}\nafter:  {}\n{}, the same numbers on both sides, seed {}\n",
                                 safe_text(change_title(sweep)), safe_text(facts.title), safe_text(before_words(facts)),
                                 safe_text(after_words(facts)), runs_text(sweep.results[0].runs), facts.seed);
  if (sweep.results[0].failed > 0)
    text += fmt::format("{} failed on one side and left out on both\n", runs_text(sweep.results[0].failed));
  text += "\n" + differences_text(sweep) + "\n" + transitions_text(*sweep.comparison) + "\n";
  return text + wrapped_text(
                    "Intervals are of finite runs, not of a forecast. In round brackets: where the probability "
                    "lies for nine in ten sets of judgements that the scenario allows, a fit to pairs of runs, where "
                    "it can be told from luck. in, out: "
                    "runs that "
                    "flip into and out of the outcome. Variance reduction: how many times fewer runs the common random "
                    "numbers needed than independent ones would. Backchannel supports thought; it does not predict.",
                    page_columns, 2);
}

nlohmann::ordered_json comparison_json(const StoredSweep& sweep) {
  const SweepFacts& facts = sweep.facts;
  Json json{{"change", change_title(sweep)},
            {"title", facts.title},
            {"before", before_words(facts)},
            {"after", after_words(facts)},
            {"runs", sweep.results[0].runs},
            {"failed", sweep.results[0].failed},
            {"seed", facts.seed}};
  for (std::size_t o = 0; o < facts.outcomes.size(); ++o) {
    const DifferenceFacts& x = sweep.comparison->differences[o];
    const PointEstimate &before = sweep.results[0].estimates[o], &after = sweep.results[1].estimates[o];
    Json one{{"title", facts.outcomes[o].title},
             {"before", json_number(before.mean)},
             {"after", json_number(after.mean)},
             {"difference", json_number(x.difference)},
             {"standard_error", json_number(x.standard_error)},
             {"ci95", json_of(Interval{x.low, x.high})}};
    if (facts.outcomes[o].kind == OutcomeKind::share) {
      one["flipped_in"] = x.into, one["flipped_out"] = x.out_of;
      one["range_over_priors_90"] = {{"before", json_of_range(before)}, {"after", json_of_range(after)}};
    }
    one["variance_reduction"] = json_number(x.variance_reduction);  // null: no run differs
    json["outcomes"][facts.outcomes[o].id] = std::move(one);
  }
  for (std::size_t from = 0; from < outcomes; ++from)
    for (std::size_t to = 0; to < outcomes; ++to)
      json["transitions"][outcome_names[from]][outcome_names[to]] = sweep.comparison->transitions[from][to];
  json["flips"] = Json::array();
  for (const FlipFacts& flip : sweep.comparison->flips)
    json["flips"].push_back({{"run", flip.run},
                             {"before", name_of(flip.before)},
                             {"after", name_of(flip.after)},
                             {"parted_day", flip.parted}});
  return json;
}

}  // namespace backchannel
