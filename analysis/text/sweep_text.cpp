#include "analysis/text/sweep_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/findings/point_spread.hpp"
#include "analysis/text/json.hpp"
#include "analysis/text/text_table.hpp"
#include "analysis/text/words.hpp"

namespace backchannel {
namespace {

/// "31.2 [29.9, 32.6]"
std::string with_interval(const PointEstimate& x, bool share) {
  if (std::isnan(x.mean)) return "–";
  return fmt::format("{} [{}, {}]", brief_number(x.mean, share), brief_number(x.low, share),
                     brief_number(x.high, share));
}

/// Over all points: mean, spread beyond chance, and the ends of the estimates moved towards the mean.
std::string spreads(const StoredSweep& sweep, std::size_t page_columns) {
  std::string text;
  for (std::size_t o = 0; o < sweep.facts.outcomes.size(); ++o) {
    const auto spread = spread_of(sweep, o);
    if (!spread) continue;
    const OutcomeFacts& outcome = sweep.facts.outcomes[o];
    const bool share = is_share(outcome);
    const auto number = [&](double x) { return brief_number(x, share) + (share ? " %" : ""); };
    text += wrapped_text(
        spread->between > 0
            ? fmt::format("{}: {} on average over the points, standard deviation {} beyond the noise of the runs; from "
                          "{} to {} once that noise is taken out",
                          outcome.title, number(spread->mean), brief_number(spread->between, share),
                          number(spread->lowest), number(spread->highest))
            : fmt::format(
                  "{}: {} on average over the points; taken together they cannot be told from the noise of the runs",
                  outcome.title, number(spread->mean)),
        page_columns, 2);
  }
  return text.empty() ? text : text + "\n";
}

/// The placebo only where it moves alone: its rows would look like the scenario as it is.
std::vector<std::size_t> shown_factors(const SweepFacts& facts) {
  std::vector<std::size_t> shown;
  for (std::size_t f = 0; f < facts.factors.size(); ++f)
    if (facts.factors[f].kind != "placebo" || facts.design == "one_at_a_time") shown.push_back(f);
  return shown;
}

/// Points played, by the positions of their factors.
std::vector<std::size_t> in_order(const StoredSweep& sweep) {
  std::vector<std::size_t> order(sweep.results.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (sweep.facts.design == "morris" || sweep.facts.design == "saltelli") return order;
  const auto key = [&](std::size_t p) {
    std::vector<double> positions;
    for (const auto& value : sweep.facts.points[p].values) positions.push_back(value ? value->position : -1);
    if (sweep.facts.design == "one_at_a_time") std::ranges::reverse(positions);
    return positions;
  };
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  return order;
}

std::string heading(const StoredSweep& sweep) {
  const SweepFacts& facts = sweep.facts;
  std::string text = facts.title + "\n";
  text += design_text(sweep) + "\n";
  if (!facts.set.empty()) text += "with " + safe_text(facts.set) + "\n";
  std::uint64_t failed = 0;
  for (const PointResult& result : sweep.results) failed += result.failed;
  if (failed > 0) text += runs_text(failed) + " failed and left out\n";
  return text + "\n";
}

}  // namespace

std::size_t points_done(const StoredSweep& sweep) {
  return static_cast<std::size_t>(std::ranges::count_if(
      sweep.results, [&](const PointResult& result) { return result.attempted() >= sweep.facts.runs_per_point; }));
}

std::string runs_each(const StoredSweep& sweep) {
  if (sweep.results.empty()) return runs_text(sweep.facts.runs_per_point);
  const auto ends = std::ranges::minmax_element(sweep.results, {}, &PointResult::attempted);
  const std::uint64_t least = ends.min->attempted(), most = ends.max->attempted();
  return least < most ? fmt::format("{} to {} runs", grouped(least), grouped(most)) : runs_text(most);
}

std::string unfinished_text(const StoredSweep& sweep) {
  const std::size_t done = points_done(sweep), planned = sweep.facts.points.size();
  if (done == planned) return "";
  return fmt::format("UNFINISHED: {} of {} points {} all {}", done, planned, done == 1 ? "has" : "have",
                     runs_text(sweep.facts.runs_per_point));
}

std::string design_text(const StoredSweep& sweep) {
  const SweepFacts& facts = sweep.facts;
  const std::string unfinished = unfinished_text(sweep);
  return fmt::format("design {}, {} of {} points played, {} each, {} random numbers, seed {}{}", facts.design,
                     points_done(sweep), facts.points.size(), runs_each(sweep), facts.random_numbers, facts.seed,
                     unfinished.empty() ? "" : "\n" + unfinished);
}

std::string points_text(const StoredSweep& sweep, std::size_t page_columns, std::size_t rows) {
  const SweepFacts& facts = sweep.facts;
  const std::vector<std::size_t> shown = shown_factors(facts);
  TextTable table(shown.size());
  std::vector<std::string> titles;
  for (const std::size_t f : shown) titles.push_back(facts.factors[f].title);
  for (const OutcomeFacts& outcome : facts.outcomes) titles.push_back(outcome.title + (is_share(outcome) ? ", %" : ""));
  table.add(titles);
  const std::vector<std::size_t> order = in_order(sweep);
  bool any_unset = false;
  for (std::size_t i = 0; i < std::min(rows, order.size()); ++i) {
    const std::size_t p = order[i];
    std::vector<std::string> row;
    for (const std::size_t f : shown) {
      const auto& value = facts.points[p].values[f];
      any_unset |= !value;
      row.push_back(value ? value->words() : "·");
    }
    for (std::size_t o = 0; o < facts.outcomes.size(); ++o)
      row.push_back(with_interval(sweep.results[p].estimates[o], is_share(facts.outcomes[o])));
    table.add(row);
  }
  std::string text = heading(sweep) + table.text();
  if (order.size() > rows)
    text +=
        fmt::format("  … and {} points more: backchannel export FILE --table point_outcomes\n", order.size() - rows);
  return text + "\n" + spreads(sweep, page_columns) +
         wrapped_text(fmt::format("[ ] is the 95 % interval of finite runs, not of a forecast{}.",
                                  any_unset ? "; · as in the scenario" : ""),
                      page_columns, 2) +
         wrapped_text("Backchannel supports thought; it does not predict.", page_columns, 2);
}

nlohmann::ordered_json points_json(const StoredSweep& sweep) {
  const SweepFacts& facts = sweep.facts;
  nlohmann::ordered_json json{{"title", facts.title},
                              {"design", facts.design},
                              {"points_planned", facts.points.size()},
                              {"points_done", points_done(sweep)},
                              {"runs_per_point", facts.runs_per_point},
                              {"random_numbers", facts.random_numbers},
                              {"seed", facts.seed},
                              {"factors", Json::object()},
                              {"outcomes", Json::object()},
                              {"points", Json::array()}};
  for (const FactorFacts& factor : facts.factors)
    json["factors"][factor.id] = {{"title", factor.title}, {"kind", factor.kind}, {"unit", factor.unit}};
  for (std::size_t o = 0; o < facts.outcomes.size(); ++o) {
    const auto spread = spread_of(sweep, o);
    Json& one = json["outcomes"][facts.outcomes[o].id];
    one = {{"title", facts.outcomes[o].title}, {"unit", facts.outcomes[o].unit}};
    if (spread)
      one.update({{"mean_over_points", spread->mean},
                  {"spread_beyond_noise", spread->between},
                  {"lowest_and_highest_shrunken", {spread->lowest, spread->highest}}});
  }
  for (std::size_t p = 0; p < sweep.results.size(); ++p) {
    nlohmann::ordered_json point{{"point", p}, {"label", facts.points[p].label}, {"runs", sweep.results[p].runs}};
    if (sweep.results[p].failed > 0) point["failed"] = sweep.results[p].failed;
    for (std::size_t f = 0; f < facts.factors.size(); ++f)
      if (const auto& value = facts.points[p].values[f])
        point["values"][facts.factors[f].id] =
            value->number ? nlohmann::ordered_json(*value->number) : nlohmann::ordered_json(value->text);
    for (std::size_t o = 0; o < facts.outcomes.size(); ++o) {
      const PointEstimate& x = sweep.results[p].estimates[o];
      point["outcomes"][facts.outcomes[o].id] = {{"mean", json_number(x.mean)},
                                                 {"ci95", json_of(Interval{x.low, x.high})}};
      if (is_share(facts.outcomes[o]))
        point["outcomes"][facts.outcomes[o].id]["range_over_priors_90"] = json_of_range(x);
    }
    json["points"].push_back(std::move(point));
  }
  return json;
}

}  // namespace backchannel
