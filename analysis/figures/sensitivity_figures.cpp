// What drives an outcome: tornado, indices, Morris plane.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/figures/sweep_parts.hpp"
#include "analysis/findings/sweep_sensitivity.hpp"
#include "analysis/statistics/intervals.hpp"
#include "analysis/text/text_table.hpp"

namespace backchannel::figures {

namespace {

OutcomeSensitivity sensitivity(const Asked& asked, std::initializer_list<SensitivityMethod> allowed,
                               const std::string& needed) {
  if (std::ranges::find(allowed, method_of(asked.sweep.facts)) == allowed.end())
    asked.refuse("design " + asked.sweep.facts.design + " does not give it", needed);
  return sensitivity_of(asked.sweep, asked.file)[asked.outcome];
}

template <class Arrow>
Axis factors_axis(const std::vector<FactorSensitivity>& factors, const Arrow& arrow) {
  Axis axis{.low = 0.3, .high = static_cast<double>(factors.size()) + 0.7};
  for (std::size_t i = 0; i < factors.size(); ++i)
    axis.ticks.push_back({static_cast<double>(factors.size() - i), factors[i].title + arrow(factors[i])});
  return axis;
}

/// " ↑" where more of the factor means more of the outcome, " ↓" where less.
std::string arrow_of(const OutcomeSensitivity& result, const FactorSensitivity& factor) {
  const auto direction = direction_of(result, factor);
  if (!direction) return "";
  return *direction == Trend::rises ? " ↑" : *direction == Trend::falls ? " ↓" : " ∩∪";
}

double height_for(std::size_t factors) { return std::max(120.0, 26.0 * static_cast<double>(factors) + 20); }

/// A grey strip from `low` to `high` over all factors.
Boxes noise_floor(double low, double high, std::size_t factors) {
  return {.label = "noise floor",
          .style = {.ink = Ink::light_grey, .fill = Fill::pale},
          .boxes = {{low, high, 0.3, static_cast<double>(factors) + 0.7}}};
}

}  // namespace

Figure tornado_figure(const Asked& asked) {
  const OutcomeSensitivity result =
      sensitivity(asked, {SensitivityMethod::one_at_a_time}, "a tornado needs design one_at_a_time");
  const auto factors = by_size(result);
  const bool share = asked.is_share();
  Panel panel{.x = {.title = asked.title() + ", change against the scenario as it is" + (share ? " (points)" : "")},
              .y = factors_axis(factors, [](const auto&) { return std::string(); })};
  Boxes less{.label = "lowest outcome", .style = {.ink = Ink::orange, .fill = Fill::hatched}},
      more{.label = "highest outcome", .style = {.ink = Ink::blue}};
  Texts left{.align = Align::right, .size = 7, .shift_x = -4}, right{.align = Align::left, .size = 7, .shift_x = 4};
  double low = 0, high = 0, floor = 0;
  for (std::size_t i = 0; i < factors.size(); ++i) {
    const FactorSensitivity& f = factors[i];
    const double y = static_cast<double>(factors.size() - i);
    if (f.placebo) floor = std::max(size_of(result, f), f.reach);
    less.boxes.push_back({f.lowest, 0, y - 0.3, y + 0.3});
    more.boxes.push_back({0, f.highest, y - 0.3, y + 0.3});
    if (f.lowest < 0) left.texts.push_back({f.lowest, y, f.placebo ? "" : f.lowest_at});
    if (f.highest > 0) right.texts.push_back({f.highest, y, f.placebo ? "" : f.highest_at});
    low = std::min(low, f.lowest), high = std::max(high, f.highest);
  }
  const double pad = 0.28 * std::max(high - low, 2 * floor) + 1e-9;
  panel.x.low = std::min(low, -floor) - pad, panel.x.high = std::max(high, floor) + pad, panel.x.grid = true;
  for (const Tick& tick : round_ticks(*panel.x.low, *panel.x.high, 8))
    panel.x.ticks.push_back(
        {tick.at,
         tick.at == 0 ? "0" : fmt::format("{}{:.3g}", tick.at < 0 ? "−" : "+", (share ? 100 : 1) * std::abs(tick.at))});
  if (floor > 0) panel.series.push_back(noise_floor(-floor, floor, factors.size()));
  panel.series.insert(panel.series.end(), {std::move(less), std::move(more), std::move(left), std::move(right)});
  Figure figure{
      .title = asked.sweep.facts.title,
      .caption = caption(asked.sweep, fmt::format("One factor at a time; as it is: {}{}. Numbers beside the "
                                                  "bars say what was set. The grey strip is what changes of the "
                                                  "random numbers alone do.",
                                                  brief_number(result.mean, share), share ? " %" : "")),
      .panels = {std::move(panel)}};
  figure.panel_height = height_for(factors.size());
  return figure;
}

namespace {

/// Intervals that reach beyond the axis end at its edge; whether any does.
bool add_indices(Panel& panel, const std::vector<FactorSensitivity>& factors, bool totals) {
  bool cut = false;
  Boxes first{.label = "first order", .style = {.ink = Ink::blue}},
      total{.label = "total", .style = {.ink = Ink::orange, .fill = Fill::hatched}};
  Whiskers error{.label = "95 % interval",
                 .style = {.ink = Ink::black, .marker = Marker::diamond, .width = 1, .marker_size = 0.35},
                 .along = Direction::horizontal};
  const auto add = [&](Boxes& bars, const Index& index, double y) {
    if (!std::isfinite(index.value)) return;
    bars.boxes.push_back({std::min(0.0, index.value), std::max(0.0, index.value), y - 0.16, y + 0.16});
    error.x.push_back(index.value), error.y.push_back(y);
    error.low.push_back(std::max(index.interval.low, *panel.x.low));
    error.high.push_back(std::min(index.interval.high, *panel.x.high));
    cut |= index.interval.low < *panel.x.low || index.interval.high > *panel.x.high;
  };
  for (std::size_t i = 0; i < factors.size(); ++i) {
    const double y = static_cast<double>(factors.size() - i);
    add(first, factors[i].first, totals ? y + 0.18 : y);
    if (totals) add(total, factors[i].total, y - 0.18);
  }
  panel.series.push_back(std::move(first));
  if (totals) panel.series.push_back(std::move(total));
  panel.series.push_back(std::move(error));
  return cut;
}

}  // namespace

Figure indices_figure(const Asked& asked) {
  const OutcomeSensitivity result =
      sensitivity(asked, {SensitivityMethod::sobol, SensitivityMethod::given_data},
                  "index bars need design saltelli, or sobol or latin_hypercube of 40 points and more");
  if (!result.told) {
    Figure figure{.title = asked.sweep.facts.title + ": what drives " + asked.facts().title,
                  .caption = caption(asked.sweep, "First-order and total indices."),
                  .panels = {{.instead = "What drives it cannot be told from the noise of its runs."}}};
    figure.panel_height = 80;
    return figure;
  }
  const bool totals = result.method == SensitivityMethod::sobol;
  const auto factors = by_size(result);
  Panel panel{
      .x = {.title = "share of the variance of the outcome over the factors' space, luck taken out", .grid = true},
      .y = factors_axis(factors, [&](const auto& f) { return arrow_of(result, f); })};
  double low = 0, high = 0.1, floor = 0, floor_low = 0;
  for (const FactorSensitivity& f : factors) {
    low = std::min({low, f.first.interval.low, totals ? f.total.interval.low : 0});
    high = std::max({high, f.first.interval.high, totals ? f.total.interval.high : 0});
    if (f.placebo) floor = totals ? std::max(0.0, f.total.interval.high) : f.floor;
    if (f.placebo && totals) floor_low = std::min(0.0, f.total.interval.low);
  }
  panel.x.low = std::max(-0.3, low - 0.03), panel.x.high = std::min(1.3, high + 0.05);
  panel.x.ticks = percent_ticks(*panel.x.low, *panel.x.high);
  if (floor > 0) panel.series.push_back(noise_floor(floor_low, floor, factors.size()));
  const bool cut = add_indices(panel, factors, totals);
  const bool share = asked.is_share();
  Figure figure{.title = asked.sweep.facts.title + ": what drives " + asked.facts().title,
                .caption = caption(
                    asked.sweep,
                    fmt::format("Over the factors' space the outcome is {}{} on average, with a standard "
                                "deviation of {}. The grey strip is what the placebo, which moves nothing "
                                "but the random numbers, may show; negative values are sampling error. The outcome "
                                "rises (↑), falls (↓) or bends (∩∪) with a factor.{}",
                                brief_number(result.mean, share), share ? " %" : "", brief_number(result.spread, share),
                                cut ? " Intervals that end at the edge go on beyond it." : "")),
                .panels = {std::move(panel)}};
  figure.panel_height = height_for(factors.size()) + (totals ? 30 : 0);
  return figure;
}

Figure morris_figure(const Asked& asked) {
  const OutcomeSensitivity result =
      sensitivity(asked, {SensitivityMethod::morris}, "the Morris plane needs design morris");
  const bool share = asked.is_share();
  const double scale = share ? 100 : 1;
  const std::string unit = share ? " (points)" : "";
  Panel panel{.x = {.title = "mu*: mean size of the effect of the whole range" + unit, .low = 0, .grid = true},
              .y = {.title = "sigma: its spread; bends and interactions" + unit, .low = 0, .grid = true}};
  Points placebo{.label = "placebo: random numbers alone",
                 .style = {.ink = Ink::black, .marker = Marker::cross, .marker_size = 0.8}};
  std::vector<Series> effects;
  double right = 0, top = 0, floor = 0;
  for (const FactorSensitivity& f : by_size(result)) {
    const double x = scale * f.effect.mu_star, y = scale * f.effect.sigma,
                 error = normal_quantile(0.95) * scale * f.effect.mu_star_error;
    right = std::max(right, x + error), top = std::max(top, y);
    if (f.placebo) {
      placebo.x.push_back(x), placebo.y.push_back(y);
      floor = x + error;
      continue;
    }
    Style look = style(effects.size());
    look.marker_size = 0.8, look.width = 1.2;
    effects.push_back(Whiskers{f.title, look, Direction::horizontal, {x}, {y}, {x - error}, {x + error}});
  }
  panel.x.high = 1.05 * right + 1e-9, panel.y.high = 1.15 * top + 1e-9;
  if (floor > 0)
    panel.series.push_back(Boxes{.label = "noise floor",
                                 .style = {.ink = Ink::light_grey, .fill = Fill::pale},
                                 .boxes = {{0, floor, 0, *panel.y.high}}});
  panel.series.insert(panel.series.end(), effects.begin(), effects.end());
  panel.series.push_back(std::move(placebo));
  Figure figure{.title = asked.sweep.facts.title + ": what moves " + asked.facts().title,
                .caption = caption(asked.sweep,
                                   "Elementary effects (Morris 1991), with ± 1.96 standard errors of mu*. A factor "
                                   "left of the strip's edge cannot be "
                                   "told from changes of the random numbers."),
                .panels = {std::move(panel)}};
  figure.panel_height = 320;
  return figure;
}

}  // namespace backchannel::figures
