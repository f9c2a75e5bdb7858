// Outcomes over the factors of a sweep: lines and heat maps.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/figures/sweep_parts.hpp"
#include "analysis/text/text_table.hpp"

namespace backchannel::figures {

namespace {

constexpr std::size_t most_lines = 6, most_panels = 6;

Axis outcome_axis(const Asked& asked, double low, double high) {
  const double pad = 0.06 * std::max(high - low, 1e-9);
  low = asked.is_share() ? std::max(0.0, low - pad) : low - pad;
  high = asked.is_share() ? std::min(1.0, high + pad) : high + pad;
  Axis axis{.title = asked.title(), .low = low, .high = high, .ticks = {}, .grid = true};
  if (asked.is_share()) axis.ticks = percent_ticks(low, high);
  return axis;
}

std::string value_text(const FactorValue& value) {
  return value.number ? fmt::format("{:.3g}", *value.number) : value.text;
}

/// The distinct values of a factor over the points that are drawn, by position.
std::map<double, FactorValue> values_of(const StoredSweep& sweep, std::size_t factor) {
  std::map<double, FactorValue> values;
  for (std::size_t p = 0; p < sweep.results.size(); ++p)
    if (const auto& value = sweep.facts.points[p].values[factor]) values.emplace(value->position, *value);
  return values;
}

bool has_numbers(const StoredSweep& sweep, std::size_t factor) {
  const auto values = values_of(sweep, factor);
  return std::ranges::all_of(values, [](const auto& entry) { return entry.second.number.has_value(); });
}

/// The factors in the order in which they are drawn: numbers first.
std::vector<std::size_t> drawn_factors(const Asked& asked, std::size_t most) {
  const SweepFacts& facts = asked.sweep.facts;
  if (facts.design != "grid" && facts.design != "list")
    asked.refuse("lines and heat maps need a grid or a list, not design " + facts.design,
                 "tornado, indices or morris show the other designs");
  std::vector<std::size_t> order;
  for (std::size_t f = 0; f < facts.factors.size(); ++f) order.push_back(f);
  if (order.size() > most)
    asked.refuse(fmt::format("{} factors cannot be drawn at once", order.size()), fmt::format("at most {}", most));
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return has_numbers(asked.sweep, a) > has_numbers(asked.sweep, b); });
  return order;
}

struct Scene {
  std::vector<std::size_t> order;                     // factors: along x, of lines or along y, of panels
  std::vector<std::map<double, FactorValue>> values;  // by place in order
  bool numbers = false;                               // along x
};

Scene scene_of(const Asked& asked, std::size_t most) {
  Scene scene;
  scene.order = drawn_factors(asked, most);
  for (const std::size_t f : scene.order) scene.values.push_back(values_of(asked.sweep, f));
  scene.numbers = has_numbers(asked.sweep, scene.order[0]);
  if (scene.order.size() > 2 && scene.values[2].size() > most_panels)
    asked.refuse(fmt::format("{} panels are too many", scene.values[2].size()), fmt::format("at most {}", most_panels));
  return scene;
}

bool stands_at(const PointFacts& point, std::size_t factor, double position) {
  return point.values[factor] && point.values[factor]->position == position;
}

double place_of(const Scene& scene, std::size_t along, double position, bool numbers) {
  const auto& values = scene.values[along];
  if (numbers) return *values.at(position).number;
  return static_cast<double>(std::distance(values.begin(), values.find(position)));
}

Axis factor_axis(const Asked& asked, const Scene& scene, std::size_t along, bool numbers) {
  const FactorFacts& factor = asked.sweep.facts.factors[scene.order[along]];
  Axis axis{.title = factor.title + (numbers && !factor.unit.empty() ? " (" + factor.unit + ")" : "")};
  if (numbers) return axis;
  axis.low = -0.5, axis.high = static_cast<double>(scene.values[along].size()) - 0.5;
  double at = 0;
  for (const auto& [position, value] : scene.values[along]) axis.ticks.push_back({at++, value_text(value)});
  return axis;
}

/// One line: the points with the given positions of the second and third factor.
struct Strand {
  std::vector<double> x, y, low, high;
};

Strand strand(const Asked& asked, const Scene& scene, const std::vector<std::pair<std::size_t, double>>& fixed) {
  std::map<double, std::size_t> points;
  for (std::size_t p = 0; p < asked.sweep.results.size(); ++p) {
    const PointFacts& point = asked.sweep.facts.points[p];
    const bool here = std::ranges::all_of(fixed, [&](const auto& f) { return stands_at(point, f.first, f.second); });
    if (here && point.values[scene.order[0]]) points[point.values[scene.order[0]]->position] = p;
  }
  Strand result;
  for (const auto& [position, p] : points) {
    const PointEstimate& x = asked.estimate(p);
    result.x.push_back(place_of(scene, 0, position, scene.numbers));
    result.y.push_back(x.mean), result.low.push_back(x.low), result.high.push_back(x.high);
  }
  return result;
}

void add_strand(Panel& panel, const Strand& strand, const std::string& label, std::size_t number, std::size_t count,
                bool numbers) {
  const Style look = style(number);
  if (numbers) {
    panel.series.push_back(
        Band{.style = look, .x = strand.x, .low = strand.low, .high = strand.high, .strength = 0.18});
    panel.series.push_back(Line{.label = label, .style = look, .x = strand.x, .y = strand.y});
    panel.series.push_back(Points{.label = label, .style = look, .x = strand.x, .y = strand.y});
    return;
  }
  Whiskers whiskers{
      .label = label, .style = look, .x = strand.x, .y = strand.y, .low = strand.low, .high = strand.high};
  const double shift = (static_cast<double>(number) - (static_cast<double>(count) - 1) / 2) * 0.12;
  for (double& x : whiskers.x) x += shift;
  panel.series.push_back(std::move(whiskers));
}

std::pair<double, double> reach(const Asked& asked) {
  double low = 1e300, high = -1e300;
  for (std::size_t p = 0; p < asked.sweep.results.size(); ++p) {
    if (std::isfinite(asked.estimate(p).low)) low = std::min(low, asked.estimate(p).low);
    if (std::isfinite(asked.estimate(p).high)) high = std::max(high, asked.estimate(p).high);
  }
  return low > high ? std::pair{0.0, 1.0} : std::pair{low, high};
}

Panel lines_panel(const Asked& asked, const Scene& scene, std::vector<std::pair<std::size_t, double>> fixed) {
  const auto [low, high] = reach(asked);
  Panel panel{.x = factor_axis(asked, scene, 0, scene.numbers), .y = outcome_axis(asked, low, high)};
  if (scene.order.size() < 2) {
    add_strand(panel, strand(asked, scene, fixed), "", 0, 1, scene.numbers);
    return panel;
  }
  const auto& lines = scene.values[1];
  if (lines.size() > most_lines)
    asked.refuse(fmt::format("{} lines are too many", lines.size()),
                 fmt::format("at most {}; heat shows more", most_lines));
  std::size_t number = 0;
  for (const auto& [position, value] : lines) {
    auto here = fixed;
    here.emplace_back(scene.order[1], position);
    const std::string label =
        value.number ? asked.sweep.facts.factors[scene.order[1]].title + " " + value_text(value) : value.text;
    add_strand(panel, strand(asked, scene, here), label, number++, lines.size(), scene.numbers);
  }
  return panel;
}

Panel heat_panel(const Asked& asked, const Scene& scene, const std::vector<std::pair<std::size_t, double>>& fixed) {
  const auto [low, high] = reach(asked);
  Panel panel{
      .x = factor_axis(asked, scene, 0, false), .y = factor_axis(asked, scene, 1, false), .legend = Legend::none};
  HeatMap map{.title = asked.title(), .low = low, .high = high, .cells = {}};
  const bool share = asked.is_share();
  if (share) map.ticks = HeatMap::Ticks::per_cent;
  CellTexts values(-5, 7.5), intervals(5, 6.5);
  for (std::size_t p = 0; p < asked.sweep.results.size(); ++p) {
    const PointFacts& point = asked.sweep.facts.points[p];
    if (!std::ranges::all_of(fixed, [&](const auto& f) { return stands_at(point, f.first, f.second); })) continue;
    const auto &first = point.values[scene.order[0]], &second = point.values[scene.order[1]];
    if (!first || !second) continue;
    const double x = place_of(scene, 0, first->position, false), y = place_of(scene, 1, second->position, false);
    const PointEstimate& e = asked.estimate(p);
    map.cells.push_back({{x - 0.5, x + 0.5, y - 0.5, y + 0.5}, e.mean});
    const bool is_dark = map.is_dark(e.mean);
    values.add(x, y, brief_number(e.mean, share) + (share ? " %" : ""), is_dark);
    intervals.add(x, y, fmt::format("[{}, {}]", brief_number(e.low, share), brief_number(e.high, share)), is_dark);
  }
  panel.series = {std::move(map)};
  values.add_to(panel), intervals.add_to(panel);
  return panel;
}

/// A panel for each level of the third factor.
template <class MakePanel>
Figure over_factors(const Asked& asked, const Scene& scene, const std::string& what, const MakePanel& make) {
  Figure figure{.title = asked.sweep.facts.title, .caption = caption(asked.sweep, what)};
  if (scene.order.size() < 3) {
    figure.panels.push_back(make({}));
    figure.panel_height = 280;
    return figure;
  }
  for (const auto& [position, value] : scene.values[2]) {
    figure.panels.push_back(make({{scene.order[2], position}}));
    figure.panels.back().title = asked.sweep.facts.factors[scene.order[2]].title + ": " + value_text(value);
  }
  figure.columns = figure.panels.size() > 1 ? 2 : 1;
  figure.width = figure.columns > 1 ? 680 : 500;
  return figure;
}

}  // namespace

Figure lines_figure(const Asked& asked) {
  const Scene scene = scene_of(asked, 3);
  return over_factors(
      asked, scene, "Outcome by factor; bands and whiskers are 95 % intervals of finite runs.",
      [&](const std::vector<std::pair<std::size_t, double>>& f) { return lines_panel(asked, scene, f); });
}

Figure heat_figure(const Asked& asked) {
  const Scene scene = scene_of(asked, 3);
  if (scene.order.size() < 2) asked.refuse("a heat map needs two factors", "lines shows one");
  return over_factors(
      asked, scene, "Outcome over two factors; brackets are 95 % intervals of finite runs.",
      [&](const std::vector<std::pair<std::size_t, double>>& f) { return heat_panel(asked, scene, f); });
}

}  // namespace backchannel::figures
