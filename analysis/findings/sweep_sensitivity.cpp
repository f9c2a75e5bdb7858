#include "analysis/findings/sweep_sensitivity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "analysis/findings/point_spread.hpp"
#include "analysis/statistics/intervals.hpp"
#include "analysis/statistics/moments.hpp"
#include "sim/core/errors.hpp"

namespace backchannel {
namespace {

constexpr std::size_t least_given_data = 40;
const double z95 = normal_quantile(0.95);

/// Columns of one outcome over the points that count.
struct Columns {
  std::vector<double> mean, first, second;
};

Columns columns_of(const StoredSweep& sweep, std::size_t outcome, std::size_t points) {
  Columns columns;
  for (std::size_t p = 0; p < points; ++p) {
    const PointEstimate& x = sweep.results[p].estimates[outcome];
    columns.mean.push_back(x.mean);
    columns.first.push_back(x.first_half);
    columns.second.push_back(x.second_half);
  }
  return columns;
}

bool all_finite(const Columns& columns) {
  for (const auto* values : {&columns.mean, &columns.first, &columns.second})
    if (!std::all_of(values->begin(), values->end(), [](double v) { return std::isfinite(v); })) return false;
  return true;
}

/// Positions of all factors, over the points that count.
Points positions_of(const StoredSweep& sweep, std::size_t points) {
  Points result(static_cast<int>(sweep.facts.factors.size()));
  std::vector<double> row;
  for (std::size_t p = 0; p < points; ++p) {
    row.clear();
    for (const auto& value : sweep.facts.points[p].values) row.push_back(value ? value->position : -1);
    result.add(row);
  }
  return result;
}

/// Of factors with a value that is no number, in the order of their positions.
void fill_levels(OutcomeSensitivity& result, const StoredSweep& sweep, const Columns& y) {
  struct Sum {
    std::string words;
    double sum = 0, points = 0;
  };
  for (std::size_t f = 0; f < result.factors.size(); ++f) {
    std::map<std::string, double> first;  // lowest position
    std::map<std::string, Sum> sums;
    bool is_of_words = false;
    for (std::size_t p = 0; p < result.points; ++p) {
      const auto& value = sweep.facts.points[p].values[f];
      if (!value || sweep.facts.factors[f].kind == "placebo") continue;
      is_of_words |= !value->number;
      Sum& sum = sums[value->text];
      sum.words = value->words(), sum.sum += y.mean[p], sum.points += 1;
      const auto at = first.emplace(value->text, value->position).first;
      at->second = std::min(at->second, value->position);
    }
    if (!is_of_words) continue;
    std::vector<std::pair<double, std::string>> order;
    for (const auto& [text, position] : first) order.emplace_back(position, text);
    std::ranges::sort(order);
    for (const auto& [position, text] : order)
      result.factors[f].levels.push_back({sums[text].words, sums[text].sum / sums[text].points});
  }
}

void fill_thirds(OutcomeSensitivity& result, const Points& positions, const Columns& y) {
  for (std::size_t f = 0; f < result.factors.size(); ++f) {
    std::vector<double> input;
    for (int p = 0; p < positions.size(); ++p) input.push_back(positions[p][f]);
    result.factors[f].thirds = thirds(input, thirds_of(input), y.mean).mean;
  }
}

void fill_sobol(OutcomeSensitivity& result, const StoredSweep& sweep, const Columns& y) {
  const SobolIndices indices = sobol_indices(y.first, y.second, static_cast<int>(result.factors.size()));
  result.told = std::isfinite(indices.total.front().value);
  fill_thirds(result, positions_of(sweep, result.points), y);
  fill_levels(result, sweep, y);
  result.spread = std::sqrt(std::max(0.0, indices.variance));
  result.noise = std::sqrt(indices.noise);
  const double floor = result.factors.back().placebo ? indices.total.back().interval.high : 0;
  for (std::size_t f = 0; f < result.factors.size(); ++f) {
    FactorSensitivity& factor = result.factors[f];
    factor.first = indices.first[f];
    factor.total = indices.total[f];
    factor.above_noise = !factor.placebo && factor.total.interval.low > std::max(0.0, floor);
    factor.remark = remark(factor.total);
    if (factor.remark.empty()) factor.remark = remark(factor.first);
  }
}

void fill_morris(OutcomeSensitivity& result, const StoredSweep& sweep, const Columns& y) {
  fill_levels(result, sweep, y);
  const auto effects = morris_effects(positions_of(sweep, result.points), y.mean);
  const bool placebo = result.factors.back().placebo;
  const double floor = placebo ? effects.back().mu_star + z95 * effects.back().mu_star_error : 0;
  for (std::size_t f = 0; f < result.factors.size(); ++f) {
    result.factors[f].effect = effects[f];
    result.factors[f].above_noise =
        !result.factors[f].placebo && effects[f].mu_star - z95 * effects[f].mu_star_error > floor;
  }
}

/// Of after less before, as if independent: Newcombe (1998), method 10, from the intervals of both, which have width at
/// shares of 0 and 1, too.
Interval interval_of_change(const PointEstimate& before, const PointEstimate& after) {
  const double change = after.mean - before.mean;
  return {change - std::hypot(after.mean - after.low, before.high - before.mean),
          change + std::hypot(after.high - after.mean, before.mean - before.low)};
}

void fill_one_at_a_time(OutcomeSensitivity& result, const StoredSweep& sweep, std::size_t outcome, const Columns& y) {
  result.mean = y.mean[0];
  const auto reach = [](const FactorSensitivity& f) { return std::max(-f.lowest, f.highest); };
  for (std::size_t p = 1; p < result.points; ++p)
    for (std::size_t f = 0; f < result.factors.size(); ++f) {
      const auto& value = sweep.facts.points[p].values[f];
      if (!value) continue;
      FactorSensitivity& factor = result.factors[f];
      const double change = y.mean[p] - y.mean[0];
      const Interval interval =
          interval_of_change(sweep.results[0].estimates[outcome], sweep.results[p].estimates[outcome]);
      factor.reach = std::max(factor.reach, std::max(interval.high - change, change - interval.low));
      if (!factor.placebo && !interval.contains(0)) factor.above_noise = true;
      if (change < factor.lowest) factor.lowest = change, factor.lowest_at = value->words();
      if (change > factor.highest) factor.highest = change, factor.highest_at = value->words();
    }
  const FactorSensitivity& last = result.factors.back();
  if (last.placebo)
    for (FactorSensitivity& factor : result.factors) factor.above_noise &= reach(factor) > reach(last);
}

/// How an input that does nothing is laid out in the design (sensitivity.hpp). Of a Sobol' sequence: columns beyond
/// those of the factors, which no factor takes.
GivenDataOptions options_for(const std::string& design, int points, int factors) {
  GivenDataOptions options;
  if (design == "grid") options.chance = Chance::balance;
  if (design != "sobol") return options;
  constexpr int columns = 200;
  options.chance = Chance::inert;
  options.inert.resize(columns);
  const Points more = sobol_sequence(points, factors + columns, Scrambling::Owen, options.seed);
  for (int p = 0; p < points; ++p)
    for (std::size_t c = 0; c < columns; ++c) options.inert[c].push_back(more[p][factors + c]);
  return options;
}

void fill_given_data(OutcomeSensitivity& result, const StoredSweep& sweep, const Columns& y) {
  std::vector<std::vector<double>> inputs(result.factors.size());
  const Points positions = positions_of(sweep, result.points);
  fill_thirds(result, positions, y);
  fill_levels(result, sweep, y);
  for (int p = 0; p < positions.size(); ++p)
    for (std::size_t f = 0; f < inputs.size(); ++f) inputs[f].push_back(positions[p][f]);
  auto indices = given_data_indices(inputs, y.first, y.second,
                                    options_for(sweep.facts.design, positions.size(), positions.factors()));
  result.told = std::isfinite(indices.front().value);
  if (result.factors.back().placebo)
    indices.pop_back();  // the study has its own
  else
    result.factors.push_back({.id = "placebo", .title = "placebo (noise floor)", .placebo = true});
  for (std::size_t f = 0; f < result.factors.size(); ++f) {
    FactorSensitivity& factor = result.factors[f];
    const double reach = z95 * indices[f].standard_error;
    factor.first = {indices[f].value, {indices[f].value - reach, indices[f].value + reach}};
    factor.floor = indices[f].floor;
    factor.above_noise = !factor.placebo && indices[f].above_floor();
    factor.remark = remark(factor.first);
  }
  double noise = 0;
  for (std::size_t p = 0; p < result.points; ++p)
    noise += (y.first[p] - y.second[p]) * (y.first[p] - y.second[p]) / 4 / static_cast<double>(result.points);
  result.spread = std::sqrt(std::max(0.0, covariance(y.first, y.second)));
  result.noise = std::sqrt(noise);
}

/// What the points taken together do not tell from noise has no indices.
void tell_only_beyond_noise(OutcomeSensitivity& result, const std::optional<PointSpread>& spread) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  result.told &= spread && spread->between > 0;
  if (result.told) return;
  for (FactorSensitivity& factor : result.factors) {
    factor.first = factor.total = {none, {none, none}};
    factor.above_noise = false;
    factor.remark.clear();
  }
}

/// Points that make whole blocks or trajectories; throws if they are too few.
std::size_t points_that_count(const SweepFacts& facts, std::size_t played, const std::string& file) {
  const SensitivityMethod method = method_of(facts);
  const std::size_t factors = facts.factors.size();
  std::size_t count = played, least = 2;
  std::string needed;
  if (method == SensitivityMethod::sobol) {
    count = played / (factors + 2) * (factors + 2), least = 4 * (factors + 2);
    needed = fmt::format("4 whole blocks, {} points", least);
  } else if (method == SensitivityMethod::morris) {
    count = played / (factors + 1) * (factors + 1), least = 2 * (factors + 1);
    needed = fmt::format("2 whole trajectories, {} points", least);
  } else if (method == SensitivityMethod::given_data) {
    least = least_given_data;
    needed = fmt::format("at least {} points{}, or design saltelli or morris", least,
                         facts.design == "grid" ? ", by more levels or factors" : "");
  } else {
    needed = "the point as it is and another one";
  }
  if (count >= least) return count;
  throw BadInput({Problem{Place{file}, "",
                          fmt::format("{} point{} of design {} tell{} nothing of sensitivity", played,
                                      played == 1 ? "" : "s", facts.design, played == 1 ? "s" : ""),
                          needed}});
}

}  // namespace

SensitivityMethod method_of(const SweepFacts& facts) {
  if (facts.design == "saltelli") return SensitivityMethod::sobol;
  if (facts.design == "morris") return SensitivityMethod::morris;
  if (facts.design == "one_at_a_time") return SensitivityMethod::one_at_a_time;
  return SensitivityMethod::given_data;
}

bool tells_sensitivity(const SweepFacts& facts) {
  if (facts.design == "list") return false;
  return facts.design != "grid" || facts.points.size() >= least_given_data;
}

void check_sensitivity(const SweepFacts& facts, const std::string& file) {
  (void)points_that_count(facts, facts.points.size(), file);
}

std::vector<OutcomeSensitivity> sensitivity_of(const StoredSweep& sweep, const std::string& file) {
  const SensitivityMethod method = method_of(sweep.facts);
  const std::size_t points = points_that_count(sweep.facts, sweep.results.size(), file);
  std::vector<OutcomeSensitivity> results;
  for (std::size_t o = 0; o < sweep.facts.outcomes.size(); ++o) {
    const Columns y = columns_of(sweep, o, points);
    if (!all_finite(y))
      throw BadInput({Problem{Place{file}, "", "no value of " + sweep.facts.outcomes[o].id + " at some points",
                              "runs that finish, and outcomes that exist at every point"}});
    OutcomeSensitivity result;
    result.outcome = sweep.facts.outcomes[o];
    result.method = method;
    result.points = points;
    result.mean = average(y.mean);
    for (const FactorFacts& factor : sweep.facts.factors)
      result.factors.push_back({.id = factor.id, .title = factor.title, .placebo = factor.kind == "placebo"});
    if (method == SensitivityMethod::sobol) fill_sobol(result, sweep, y);
    if (method == SensitivityMethod::morris) fill_morris(result, sweep, y);
    if (method == SensitivityMethod::one_at_a_time) fill_one_at_a_time(result, sweep, o, y);
    if (method == SensitivityMethod::given_data) fill_given_data(result, sweep, y);
    if (method == SensitivityMethod::sobol || method == SensitivityMethod::given_data)
      tell_only_beyond_noise(result, spread_of(sweep, o));
    results.push_back(std::move(result));
  }
  return results;
}

std::optional<Trend> direction_of(const OutcomeSensitivity& result, const FactorSensitivity& factor) {
  if (!factor.above_noise || !result.told || !factor.levels.empty()) return std::nullopt;
  switch (result.method) {
    case SensitivityMethod::sobol:
    case SensitivityMethod::given_data:
      return direction_of(factor.thirds);
    case SensitivityMethod::morris:
      return factor.effect.mu >= 0 ? Trend::rises : Trend::falls;
    case SensitivityMethod::one_at_a_time:
      return std::nullopt;  // its sides say where
  }
  return std::nullopt;
}

double size_of(const OutcomeSensitivity& result, const FactorSensitivity& factor) {
  switch (result.method) {
    case SensitivityMethod::sobol:
      return factor.total.value;
    case SensitivityMethod::morris:
      return factor.effect.mu_star;
    case SensitivityMethod::one_at_a_time:
      return std::max(-factor.lowest, factor.highest);
    case SensitivityMethod::given_data:
      return factor.first.value;
  }
  return 0;
}

std::vector<FactorSensitivity> by_size(const OutcomeSensitivity& result) {
  std::vector<FactorSensitivity> factors = result.factors;
  std::ranges::stable_sort(factors, [&](const FactorSensitivity& a, const FactorSensitivity& b) {
    if (a.placebo != b.placebo) return b.placebo;
    return size_of(result, a) > size_of(result, b);
  });
  return factors;
}

}  // namespace backchannel
