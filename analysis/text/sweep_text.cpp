#include "analysis/text/sweep_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "analysis/text/text_table.hpp"

namespace backchannel {
namespace {

constexpr std::size_t page = 110;

bool is_share(const OutcomeFacts& outcome) { return outcome.kind == OutcomeKind::share; }

std::string number(const FactorValue& value) {
  if (!value.number) return value.text;
  const std::string brief = fmt::format("{:.4g}", *value.number);
  return brief;
}

/// "31.2 [29.9, 32.6]"
std::string with_interval(const PointEstimate& x, bool share) {
  if (std::isnan(x.mean)) return "–";
  return fmt::format("{} [{}, {}]", brief_number(x.mean, share), brief_number(x.low, share),
                     brief_number(x.high, share));
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
  text +=
      fmt::format("design {}, {} of {} points played, {} runs each, {} random numbers, seed {}\n", facts.design,
                  sweep.results.size(), facts.points.size(), facts.runs_per_point, facts.random_numbers, facts.seed);
  std::uint64_t failed = 0;
  for (const PointResult& result : sweep.results) failed += result.failed;
  if (failed > 0) text += fmt::format("{} runs failed and are left out\n", failed);
  return text + "\n";
}

}  // namespace

std::string points_text(const StoredSweep& sweep, std::size_t most) {
  const SweepFacts& facts = sweep.facts;
  const std::vector<std::size_t> shown = shown_factors(facts);
  TextTable table(shown.size());
  std::vector<std::string> titles;
  for (const std::size_t f : shown) titles.push_back(facts.factors[f].id);
  for (const OutcomeFacts& outcome : facts.outcomes) titles.push_back(outcome.id + (is_share(outcome) ? " %" : ""));
  table.add(titles);
  const std::vector<std::size_t> order = in_order(sweep);
  for (std::size_t i = 0; i < std::min(most, order.size()); ++i) {
    const std::size_t p = order[i];
    std::vector<std::string> row;
    for (const std::size_t f : shown) {
      const auto& value = facts.points[p].values[f];
      row.push_back(value ? number(*value) : "·");
    }
    for (std::size_t o = 0; o < facts.outcomes.size(); ++o)
      row.push_back(with_interval(sweep.results[p].estimates[o], is_share(facts.outcomes[o])));
    table.add(row);
  }
  std::string text = heading(sweep) + table.text();
  if (order.size() > most)
    text +=
        fmt::format("  … and {} points more: backchannel export FILE --table point_outcomes\n", order.size() - most);
  return text + "\n" +
         wrapped_text(
             "[ ] is the 95 % interval of finite runs, not of a forecast; · as in the scenario. Backchannel "
             "supports thought; it does not predict.",
             page, 2);
}

nlohmann::ordered_json points_json(const StoredSweep& sweep) {
  const SweepFacts& facts = sweep.facts;
  nlohmann::ordered_json json{{"title", facts.title},
                              {"design", facts.design},
                              {"points_planned", facts.points.size()},
                              {"runs_per_point", facts.runs_per_point},
                              {"random_numbers", facts.random_numbers},
                              {"seed", facts.seed},
                              {"points", nlohmann::ordered_json::array()}};
  for (std::size_t p = 0; p < sweep.results.size(); ++p) {
    nlohmann::ordered_json point{{"point", p}, {"label", facts.points[p].label}, {"runs", sweep.results[p].runs}};
    if (sweep.results[p].failed > 0) point["failed"] = sweep.results[p].failed;
    for (std::size_t f = 0; f < facts.factors.size(); ++f)
      if (const auto& value = facts.points[p].values[f])
        point["values"][facts.factors[f].id] =
            value->number ? nlohmann::ordered_json(*value->number) : nlohmann::ordered_json(value->text);
    for (std::size_t o = 0; o < facts.outcomes.size(); ++o) {
      const PointEstimate& x = sweep.results[p].estimates[o];
      point["outcomes"][facts.outcomes[o].id] = {{"mean", x.mean}, {"ci95", {x.low, x.high}}};
    }
    json["points"].push_back(std::move(point));
  }
  return json;
}

}  // namespace backchannel
