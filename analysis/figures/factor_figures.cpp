// Outcomes over the factors of a sweep: lines and heat maps.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
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

/// Whether nothing is set by a value: it is no point among the numbers.
bool is_none(const FactorFacts& factor, const FactorValue& value) {
  return value.text == "none" || (value.number && factor.none_at == value.number);
}

std::string value_text(const FactorFacts& factor, const FactorValue& value) {
  return is_none(factor, value) ? "none" : value.words();
}

/// The distinct values of a factor over the points that are drawn, by position.
std::map<double, FactorValue> values_of(const StoredSweep& sweep, std::size_t factor) {
  std::map<double, FactorValue> values;
  for (std::size_t p = 0; p < sweep.results.size(); ++p)
    if (const auto& value = sweep.facts.points[p].values[factor]) values.emplace(value->position, *value);
  return values;
}

/// Whether a factor has numbers, but for a value that sets nothing.
bool has_numbers(const StoredSweep& sweep, std::size_t factor) {
  const auto values = values_of(sweep, factor);
  const FactorFacts& facts = sweep.facts.factors[factor];
  const auto is_number = [&](const auto& entry) { return entry.second.number && !is_none(facts, entry.second); };
  return std::ranges::count_if(values, is_number) >= 2 && std::ranges::all_of(values, [&](const auto& entry) {
           return is_number(entry) || is_none(facts, entry.second);
         });
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

const FactorFacts& factor_of(const Asked& asked, const Scene& scene, std::size_t along) {
  return asked.sweep.facts.factors[scene.order[along]];
}

/// The numbers along the first factor, lowest and highest; what sets nothing stands apart, before them.
struct Span {
  double low = 1e300, high = -1e300;
  bool none = false;

  [[nodiscard]] double place_of_none() const { return low - 0.12 * (high - low); }
};

Span span_of(const Asked& asked, const Scene& scene) {
  Span span;
  for (const auto& [position, value] : scene.values[0]) {
    if (is_none(factor_of(asked, scene, 0), value)) {
      span.none = true;
    } else {
      span.low = std::min(span.low, *value.number), span.high = std::max(span.high, *value.number);
    }
  }
  return span;
}

/// By the order of the values.
double rank_of(const Scene& scene, std::size_t along, double position) {
  const auto& values = scene.values[along];
  return static_cast<double>(std::distance(values.begin(), values.find(position)));
}

Axis factor_axis(const Asked& asked, const Scene& scene, std::size_t along, bool numbers) {
  const FactorFacts& factor = factor_of(asked, scene, along);
  Axis axis{.title = factor.title + (numbers && !factor.unit.empty() ? " (" + factor.unit + ")" : "")};
  if (numbers) {
    const Span span = span_of(asked, scene);
    if (!span.none) return axis;
    axis.ticks = round_ticks(span.low, span.high);
    axis.ticks.insert(axis.ticks.begin(), {span.place_of_none(), "none"});
    return axis;
  }
  axis.low = -0.5, axis.high = static_cast<double>(scene.values[along].size()) - 0.5;
  double at = 0;
  for (const auto& [position, value] : scene.values[along]) axis.ticks.push_back({at++, value_text(factor, value)});
  return axis;
}

/// One line: the points with the given positions of the second and third factor, by what the first sets; a gap parts
/// what sets nothing from the numbers.
struct Strand {
  std::vector<double> x, y, low, high, prior_low, prior_high;

  void add(double at, const PointEstimate& e) {
    x.push_back(at), y.push_back(e.mean), low.push_back(e.low), high.push_back(e.high);
    prior_low.push_back(e.prior_low), prior_high.push_back(e.prior_high);
  }
  void add_gap() {
    PointEstimate nothing;
    nothing.mean = nothing.low = nothing.high = std::nan("");
    add(std::nan(""), nothing);
  }
};

Strand strand(const Asked& asked, const Scene& scene, const std::vector<std::pair<std::size_t, double>>& fixed) {
  std::map<double, std::size_t> points;  // by place along the axis
  const Span span = scene.numbers ? span_of(asked, scene) : Span{};
  for (std::size_t p = 0; p < asked.sweep.results.size(); ++p) {
    const PointFacts& point = asked.sweep.facts.points[p];
    const auto& value = point.values[scene.order[0]];
    const bool here = std::ranges::all_of(fixed, [&](const auto& f) { return stands_at(point, f.first, f.second); });
    if (!here || !value) continue;
    const bool none = scene.numbers && is_none(factor_of(asked, scene, 0), *value);
    points[!scene.numbers ? rank_of(scene, 0, value->position) : none ? span.place_of_none() : *value->number] = p;
  }
  Strand result;
  for (const auto& [place, p] : points) {
    result.add(place, asked.estimate(p));
    if (span.none && place == span.place_of_none()) result.add_gap();
  }
  return result;
}

bool is_told(double prior_low) { return std::isfinite(prior_low); }

/// The range over the judgements at the points of a line, a quarter of a step wide where a point stands alone; a strip
/// on the axis where it is not told from luck. Nothing where it is told at no point.
void add_judgements(Panel& panel, const Strand& strand) {
  if (std::ranges::none_of(strand.prior_low, is_told)) return;
  const std::size_t points = strand.x.size();
  double step = std::numeric_limits<double>::infinity();
  for (std::size_t i = 1; i < points; ++i)
    if (const double next = strand.x[i] - strand.x[i - 1]; std::isfinite(next)) step = std::min(step, next);
  const double reach = std::isfinite(step) ? step / 4 : 0.25;
  Band told{.label = "5 – 95 % over the judgements", .style = {.ink = Ink::grey}, .strength = 0.15};
  Boxes untold{.label = "not told from luck", .style = {.ink = Ink::grey, .fill = Fill::hatched}};
  const double bottom = panel.y.low.value_or(0), top = bottom + 0.03 * (panel.y.high.value_or(1) - bottom);
  for (std::size_t i = 0; i < points; ++i) {
    const double x = strand.x[i];
    const auto add = [&](double at) {
      told.x.push_back(at), told.low.push_back(strand.prior_low[i]), told.high.push_back(strand.prior_high[i]);
    };
    const bool here = is_told(strand.prior_low[i]);
    if (here && (i == 0 || !is_told(strand.prior_low[i - 1]))) add(x - reach);
    add(x);
    if (here && (i + 1 == points || !is_told(strand.prior_low[i + 1]))) add(x + reach);
    if (!here && std::isfinite(x)) untold.boxes.push_back({x - reach, x + reach, bottom, top});
  }
  panel.series.push_back(std::move(told));
  if (!untold.boxes.empty()) panel.series.push_back(std::move(untold));
}

void add_strand(Panel& panel, const Strand& strand, const std::string& label, std::size_t number, std::size_t count,
                bool numbers) {
  const Style look = style(number);
  if (count == 1) add_judgements(panel, strand);
  Whiskers whiskers{
      .label = label, .style = look, .x = strand.x, .y = strand.y, .low = strand.low, .high = strand.high};
  if (numbers) {
    panel.series.push_back(
        Band{.style = look, .x = strand.x, .low = strand.low, .high = strand.high, .strength = 0.18});
    panel.series.push_back(Line{.label = label, .style = look, .x = strand.x, .y = strand.y});
  } else {
    const double shift = (static_cast<double>(number) - (static_cast<double>(count) - 1) / 2) * 0.12;
    for (double& x : whiskers.x) x += shift;
  }
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

/// With the range over the judgements, where one line is drawn.
std::pair<double, double> reach_with_priors(const Asked& asked) {
  auto [low, high] = reach(asked);
  for (std::size_t p = 0; p < asked.sweep.results.size(); ++p) {
    const PointEstimate& e = asked.estimate(p);
    if (std::isfinite(e.prior_low)) low = std::min(low, e.prior_low), high = std::max(high, e.prior_high);
  }
  return {low, high};
}

Panel lines_panel(const Asked& asked, const Scene& scene, const std::vector<std::pair<std::size_t, double>>& fixed) {
  const auto [low, high] = scene.order.size() < 2 ? reach_with_priors(asked) : reach(asked);
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
        (value.number ? factor_of(asked, scene, 1).title + " " : "") + value_text(factor_of(asked, scene, 1), value);
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
    const double x = rank_of(scene, 0, first->position), y = rank_of(scene, 1, second->position);
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
    figure.panels.back().title =
        factor_of(asked, scene, 2).title + ": " + value_text(factor_of(asked, scene, 2), value);
  }
  figure.columns = figure.panels.size() > 1 ? 2 : 1;
  figure.width = figure.columns > 1 ? 680 : 500;
  return figure;
}

}  // namespace

Figure lines_figure(const Asked& asked) {
  const Scene scene = scene_of(asked, 3);
  const bool told = std::ranges::any_of(asked.sweep.results, [&](const PointResult& result) {
    return is_told(result.estimates[asked.outcome].prior_low);
  });
  const char* judgements =
      scene.order.size() != 1 || !asked.is_share() ? ""
      : told
          ? " Grey: where the probability lies for nine in ten sets of the judgements that a point leaves open, a fit "
            "to pairs of runs; a hatched strip on the axis where it cannot be told from luck."
          : " The range over the judgements cannot be told from luck at any point.";
  return over_factors(
      asked, scene,
      std::string("Outcome by factor; bands and whiskers are 95 % intervals of finite runs.") + judgements +
          (scene.numbers && span_of(asked, scene).none ? " Where nothing is set stands apart." : ""),
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
