#include "analysis/figures/sweep_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "analysis/text_table.hpp"
#include "analysis/words.hpp"
#include "sim/core/errors.hpp"
#include "sim/crisis/outcome.hpp"
#include "sim/scenario/messages.hpp"

namespace backchannel::figures {

namespace {

constexpr std::size_t most_lines = 6, most_panels = 6;

struct Asked {
  const StoredSweep& sweep;
  std::size_t outcome;
  const std::string& file;

  [[nodiscard]] const OutcomeFacts& facts() const { return sweep.facts.outcomes[outcome]; }
  [[nodiscard]] bool is_share() const { return facts().kind == OutcomeKind::share; }
  [[nodiscard]] const PointEstimate& estimate(std::size_t point) const {
    return sweep.results[point].estimates[outcome];
  }
  [[nodiscard]] std::string title() const {
    return is_share() ? "share of runs: " + facts().title
                      : facts().title + (facts().unit.empty() ? "" : " (" + facts().unit + ")");
  }
  [[noreturn]] void refuse(const std::string& what, const std::string& needed) const {
    throw BadInput({Problem{Place{file}, "--what", what, needed}});
  }
};

std::vector<std::string> caption(const StoredSweep& sweep, std::string what) {
  const SweepFacts& facts = sweep.facts;
  std::string state;
  if (sweep.results.size() < facts.points.size())
    state = fmt::format(" UNFINISHED: {} of {} points.", sweep.results.size(), facts.points.size());
  return {std::move(what), fmt::format("{}; {} runs a point, {} random numbers, seed {}, scenario {}.{} {}",
                                       facts.title, facts.runs_per_point, facts.random_numbers, facts.seed,
                                       facts.scenario_hash.substr(0, 12), state, caution)};
}

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

// ---------------------------------------------------------------------------------------------------- lines, heat

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
  Texts pale{.align = Align::centre, .ink = Ink::black, .size = 7}, dark = pale;
  for (std::size_t p = 0; p < asked.sweep.results.size(); ++p) {
    const PointFacts& point = asked.sweep.facts.points[p];
    if (!std::ranges::all_of(fixed, [&](const auto& f) { return stands_at(point, f.first, f.second); })) continue;
    const auto &first = point.values[scene.order[0]], &second = point.values[scene.order[1]];
    if (!first || !second) continue;
    const double x = place_of(scene, 0, first->position, false), y = place_of(scene, 1, second->position, false);
    const PointEstimate& e = asked.estimate(p);
    map.cells.push_back({{x - 0.5, x + 0.5, y - 0.5, y + 0.5}, e.mean});
    const bool is_dark = e.mean > low + 0.55 * (high - low);
    dark.ink = Ink::white;
    auto& texts = is_dark ? dark.texts : pale.texts;
    const bool share = asked.is_share();
    texts.push_back({x, y + 0.1, brief_number(e.mean, share) + (share ? " %" : "")});
    texts.push_back({x, y - 0.16, fmt::format("[{}, {}]", brief_number(e.low, share), brief_number(e.high, share))});
  }
  panel.series = {std::move(map), std::move(pale), std::move(dark)};
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

// ---------------------------------------------------------------------------------------------------- sensitivity

OutcomeSensitivity sensitivity(const Asked& asked, std::initializer_list<SensitivityMethod> allowed,
                               const std::string& needed) {
  OutcomeSensitivity result = sensitivity_of(asked.sweep, asked.file)[asked.outcome];
  if (std::ranges::find(allowed, result.method) == allowed.end())
    asked.refuse("design " + asked.sweep.facts.design + " does not give it", needed);
  return result;
}

/// The factors from the largest at the top; the placebo at the bottom.
template <class Size>
std::vector<FactorSensitivity> ranked(std::vector<FactorSensitivity> factors, const Size& size) {
  std::ranges::stable_sort(factors, [&](const FactorSensitivity& a, const FactorSensitivity& b) {
    if (a.placebo != b.placebo) return b.placebo;
    return size(a) > size(b);
  });
  return factors;
}

Axis factors_axis(const std::vector<FactorSensitivity>& factors) {
  Axis axis{.low = 0.3, .high = static_cast<double>(factors.size()) + 0.7};
  for (std::size_t i = 0; i < factors.size(); ++i)
    axis.ticks.push_back({static_cast<double>(factors.size() - i), factors[i].title});
  return axis;
}

double height_for(std::size_t factors) { return std::max(120.0, 26.0 * static_cast<double>(factors) + 20); }

/// A grey strip from `low` to `high` over all factors.
Boxes noise_floor(double low, double high, std::size_t factors) {
  return {.label = "noise floor",
          .style = {.ink = Ink::light_grey, .fill = Fill::pale},
          .boxes = {{low, high, 0.3, static_cast<double>(factors) + 0.7}}};
}

Figure tornado_figure(const Asked& asked) {
  const OutcomeSensitivity result =
      sensitivity(asked, {SensitivityMethod::one_at_a_time}, "a tornado needs design one_at_a_time");
  const auto reach_of = [](const FactorSensitivity& f) { return std::max(-f.lowest, f.highest); };
  const auto factors = ranked(result.factors, reach_of);
  const bool share = asked.is_share();
  Panel panel{.x = {.title = asked.title() + ", change against the scenario as it is" + (share ? " (points)" : "")},
              .y = factors_axis(factors)};
  Boxes less{.label = "lowest", .style = {.ink = Ink::orange, .fill = Fill::hatched}},
      more{.label = "highest", .style = {.ink = Ink::blue}};
  Texts left{.align = Align::right, .size = 7, .shift_x = -4}, right{.align = Align::left, .size = 7, .shift_x = 4};
  double low = 0, high = 0, floor = 0;
  for (std::size_t i = 0; i < factors.size(); ++i) {
    const FactorSensitivity& f = factors[i];
    const double y = static_cast<double>(factors.size() - i);
    if (f.placebo) floor = std::max(reach_of(f), 1.96 * f.error);
    less.boxes.push_back({f.lowest, 0, y - 0.3, y + 0.3});
    more.boxes.push_back({0, f.highest, y - 0.3, y + 0.3});
    if (f.lowest < 0) left.texts.push_back({f.lowest, y, f.placebo ? "" : f.lowest_at});
    if (f.highest > 0) right.texts.push_back({f.highest, y, f.placebo ? "" : f.highest_at});
    low = std::min(low, f.lowest), high = std::max(high, f.highest);
  }
  const double pad = 0.28 * std::max(high - low, 2 * floor) + 1e-9;
  panel.x.low = std::min(low, -floor) - pad, panel.x.high = std::max(high, floor) + pad, panel.x.grid = true;
  for (const Tick& tick : round_ticks(*panel.x.low, *panel.x.high))
    panel.x.ticks.push_back({tick.at, tick.at == 0 ? "0" : fmt::format("{:+.3g}", (share ? 100 : 1) * tick.at)});
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

void add_indices(Panel& panel, const std::vector<FactorSensitivity>& factors, bool totals) {
  Boxes first{.label = "first order", .style = {.ink = Ink::blue}},
      total{.label = "total", .style = {.ink = Ink::orange, .fill = Fill::hatched}};
  Whiskers error{.label = "95 % interval",
                 .style = {.ink = Ink::black, .marker = Marker::diamond, .marker_size = 0.35},
                 .along = Direction::horizontal};
  const auto add = [&](Boxes& bars, const Index& index, double y) {
    if (!std::isfinite(index.value)) return;
    bars.boxes.push_back({std::min(0.0, index.value), std::max(0.0, index.value), y - 0.16, y + 0.16});
    error.x.push_back(index.value), error.y.push_back(y);
    error.low.push_back(index.interval.low), error.high.push_back(index.interval.high);
  };
  for (std::size_t i = 0; i < factors.size(); ++i) {
    const double y = static_cast<double>(factors.size() - i);
    add(first, factors[i].first, totals ? y + 0.18 : y);
    if (totals) add(total, factors[i].total, y - 0.18);
  }
  panel.series.push_back(std::move(first));
  if (totals) panel.series.push_back(std::move(total));
  panel.series.push_back(std::move(error));
}

Figure indices_figure(const Asked& asked) {
  const OutcomeSensitivity result =
      sensitivity(asked, {SensitivityMethod::sobol, SensitivityMethod::given_data},
                  "index bars need design saltelli, or sobol or latin_hypercube of 40 points and more");
  const bool totals = result.method == SensitivityMethod::sobol;
  const auto index = [&](const FactorSensitivity& f) { return totals ? f.total : f.first; };
  const auto factors = ranked(result.factors, [&](const FactorSensitivity& f) { return index(f).value; });
  Panel panel{
      .x = {.title = "share of the variance of the outcome over the factors' space, luck taken out", .grid = true},
      .y = factors_axis(factors)};
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
  add_indices(panel, factors, totals);
  const bool share = asked.is_share();
  Figure figure{.title = asked.sweep.facts.title + ": what drives " + asked.facts().title,
                .caption = caption(
                    asked.sweep, fmt::format("Over the factors' space the outcome is {}{} on average, with a standard "
                                             "deviation of {}. The grey strip is what the placebo, which moves nothing "
                                             "but the random numbers, may show; negative values are sampling error.",
                                             brief_number(result.mean, share), share ? " %" : "",
                                             brief_number(result.spread, share))),
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
  Whiskers effects{.label = "factor, ± 1.96 standard errors", .style = style(0), .along = Direction::horizontal};
  Points placebo{.label = "placebo: random numbers alone", .style = {.ink = Ink::vermillion, .marker = Marker::cross}};
  Texts names{.size = 7.5, .shift_x = 5, .shift_y = 6};
  double right = 0, top = 0, floor = 0;
  for (const FactorSensitivity& f : result.factors) {
    const double x = scale * f.effect.mu_star, y = scale * f.effect.sigma,
                 error = 1.96 * scale * f.effect.mu_star_error;
    right = std::max(right, x + error), top = std::max(top, y);
    if (f.placebo) {
      placebo.x.push_back(x), placebo.y.push_back(y);
      floor = x + error;
      continue;
    }
    effects.x.push_back(x), effects.y.push_back(y);
    effects.low.push_back(x - error), effects.high.push_back(x + error);
    names.texts.push_back({x, y, f.title});
  }
  panel.x.high = 1.25 * right + 1e-9, panel.y.high = 1.15 * top + 1e-9;
  if (floor > 0)
    panel.series.push_back(Boxes{.label = "noise floor",
                                 .style = {.ink = Ink::light_grey, .fill = Fill::pale},
                                 .boxes = {{0, floor, 0, *panel.y.high}}});
  panel.series.insert(panel.series.end(), {std::move(effects), std::move(placebo), std::move(names)});
  Figure figure{.title = asked.sweep.facts.title + ": what moves " + asked.facts().title,
                .caption = caption(asked.sweep,
                                   "Elementary effects (Morris 1991). A factor left of the strip's edge cannot be "
                                   "told from changes of the random numbers."),
                .panels = {std::move(panel)}};
  figure.panel_height = 320;
  return figure;
}

// ---------------------------------------------------------------------------------------------------- transitions

Figure transitions_figure(const StoredSweep& sweep, const std::string& file) {
  if (!sweep.comparison)
    throw BadInput(
        {Problem{Place{file}, "--what", "transitions need a comparison", "a file of `backchannel compare --out`"}});
  const auto& runs = sweep.comparison->transitions;
  Panel panel{.x = {.title = "after: " + sweep.facts.points[1].label, .low = -0.5, .high = 5.5},
              .y = {.title = "before: " + sweep.facts.points[0].label, .low = -0.5, .high = 5.5},
              .legend = Legend::none};
  HeatMap map{.title = "share of the runs of the class before", .low = 0, .high = 1, .cells = {}};
  Texts pale{.align = Align::centre, .size = 7}, dark{.align = Align::centre, .ink = Ink::white, .size = 7};
  for (std::size_t from = 0; from < runs.size(); ++from) {
    std::uint64_t all = 0;
    for (const std::uint64_t count : runs[from]) all += count;
    const double y = static_cast<double>(runs.size() - 1 - from);
    panel.x.ticks.push_back({static_cast<double>(from), words(outcome_names[from])});
    panel.y.ticks.push_back({y, words(outcome_names[from])});
    for (std::size_t to = 0; to < runs.size(); ++to) {
      const double x = static_cast<double>(to);
      const double share = all > 0 ? static_cast<double>(runs[from][to]) / static_cast<double>(all) : 0;
      map.cells.push_back({{x - 0.5, x + 0.5, y - 0.5, y + 0.5}, share});
      if (runs[from][to] == 0) continue;
      auto& texts = share > 0.55 ? dark.texts : pale.texts;
      texts.push_back({x, y + 0.12, std::to_string(runs[from][to])});
      texts.push_back({x, y - 0.18, fmt::format("{:.1f} %", 100 * share)});
    }
  }
  panel.series = {std::move(map), std::move(pale), std::move(dark)};
  Figure figure{.title = sweep.facts.title + ": what the change does",
                .caption = caption(sweep,
                                   "Runs by class before (row) and after (column) the change, the same random numbers "
                                   "on both sides; per cent of the row."),
                .panels = {std::move(panel)}};
  figure.width = 620, figure.panel_height = 330;
  return figure;
}

}  // namespace

Figure sweep_figure(const std::string& what, const StoredSweep& sweep, const std::string& outcome,
                    const std::string& file) {
  if (sweep.results.empty()) throw BadInput({Problem{Place{file}, "", "no point was played", "a study with points"}});
  if (what == "transitions") return transitions_figure(sweep, file);
  if (sweep.facts.kind != StudyKind::sweep)
    throw BadInput({Problem{Place{file}, "--what", what + " needs a sweep", "transitions shows a comparison"}});
  std::vector<std::string> known;
  for (const OutcomeFacts& facts : sweep.facts.outcomes) known.push_back(facts.id);
  const auto found = std::ranges::find(known, outcome);
  if (!outcome.empty() && found == known.end())
    throw BadInput(
        {Problem{Place{file}, "--outcome", "unknown outcome `" + outcome + "`", suggestion(outcome, known)}});
  const Asked asked{sweep, outcome.empty() ? 0 : static_cast<std::size_t>(found - known.begin()), file};
  if (what == "lines") return lines_figure(asked);
  if (what == "heat") return heat_figure(asked);
  if (what == "tornado") return tornado_figure(asked);
  if (what == "indices") return indices_figure(asked);
  return morris_figure(asked);
}

}  // namespace backchannel::figures
