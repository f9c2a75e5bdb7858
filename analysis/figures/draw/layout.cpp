#include "analysis/figures/draw/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "analysis/figures/draw/text.hpp"

namespace backchannel::figures {

namespace {

constexpr double edge = 8;          // around the figure
constexpr double bold = 1.1;        // how much wider bold letters are
constexpr double gap = 14;          // between panels
constexpr double tick_length = 6;   // with the space to its label
constexpr double most_label = 150;  // width of a tick label
constexpr double scale_width = 64;  // of the colour scale and its labels

struct Range {
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
  Scale scale = Scale::linear;

  void add(double value) {
    if (!std::isfinite(value) || (scale == Scale::logarithmic && value <= 0)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  void add(const std::vector<double>& values) {
    for (const double value : values) add(value);
  }
};

struct Ranges {
  Range x, y;

  void operator()(const Line& s) { x.add(s.x), y.add(s.y); }
  void operator()(const Band& s) { x.add(s.x), y.add(s.low), y.add(s.high); }
  void operator()(const Points& s) { x.add(s.x), y.add(s.y); }
  void operator()(const Whiskers& s) {
    x.add(s.x), y.add(s.y);
    Range& along = s.along == Direction::horizontal ? x : y;
    along.add(s.low), along.add(s.high);
  }
  void operator()(const Texts& s) {
    for (const auto& text : s.texts) x.add(text.x), y.add(text.y);
  }
  void operator()(const Boxes& s) {
    for (const Rectangle& box : s.boxes) add(box);
  }
  void operator()(const HeatMap& s) {
    for (const HeatMap::Cell& cell : s.cells) add(cell.place);
  }
  void add(const Rectangle& box) { x.add(box.left), x.add(box.right), y.add(box.bottom), y.add(box.top); }
};

std::vector<Tick> decades(double low, double high) {
  std::vector<Tick> ticks;
  const bool few = high / low < 50;
  for (double power = std::pow(10.0, std::floor(std::log10(low))); power <= high; power *= 10)
    for (const double factor : {1.0, 2.0, 5.0})
      if ((few || factor == 1.0) && factor * power >= low * 0.999 && factor * power <= high * 1.001)
        ticks.push_back({factor * power, fmt::format("{:g}", factor * power)});
  return ticks;
}

PlacedAxis axis_of(const Axis& axis, Range needed, double label_width, std::size_t label_lines) {
  if (!(needed.low <= needed.high)) needed.low = axis.scale == Scale::linear ? 0 : 1, needed.high = needed.low + 1;
  const double margin = axis.scale == Scale::linear ? 0.04 * (needed.high - needed.low) : 0;
  PlacedAxis placed{axis.low.value_or(needed.low - margin), axis.high.value_or(needed.high + margin), {}};
  if (placed.low == placed.high) {
    const double around = placed.low == 0 ? 1 : std::abs(placed.low) / 2;
    placed.low -= around, placed.high += around;
  }
  const double low = std::min(placed.low, placed.high), high = std::max(placed.low, placed.high);
  std::vector<Tick> ticks = axis.ticks;
  if (ticks.empty()) ticks = axis.scale == Scale::linear ? round_ticks(low, high) : decades(low, high);
  for (const Tick& tick : ticks)
    if (tick.at >= low - 1e-9 * (high - low) && tick.at <= high + 1e-9 * (high - low))
      placed.ticks.push_back({tick.at, wrap(tick.label, label_width, tick_size, label_lines)});
  return placed;
}

double widest(const PlacedAxis& axis) {
  double width = 0;
  for (const PlacedTick& tick : axis.ticks)
    for (const std::string& line : tick.lines) width = std::max(width, text_width(line, tick_size));
  return width;
}

std::size_t most_tick_lines(const PlacedAxis& axis) {
  std::size_t lines = 1;
  for (const PlacedTick& tick : axis.ticks) lines = std::max(lines, tick.lines.size());
  return lines;
}

std::vector<LegendEntry> entries_of(const Panel& panel) {
  std::vector<LegendEntry> entries;
  for (const Series& series : panel.series)
    std::visit(
        [&](const auto& s) {
          if constexpr (requires { s.label; }) {
            if (s.label.empty()) return;
            auto entry = std::ranges::find(entries, s.label, &LegendEntry::label);
            if (entry == entries.end()) entry = entries.insert(entries.end(), LegendEntry{s.label, {}});
            entry->series.push_back(&series);
          }
        },
        series);
  return entries;
}

/// Gives the entries their places in rows from (left, 0); returns the number of rows.
std::size_t arrange(std::vector<LegendEntry>& entries, double left, double right) {
  if (entries.empty()) return 0;
  double x = left;
  std::size_t row = 0;
  for (LegendEntry& entry : entries) {
    entry.label = wrap(entry.label, right - left - sample_width - 4, legend_size, 1).front();
    const double width = sample_width + 4 + text_width(entry.label, legend_size);
    if (x > left && x + width > right) x = left, ++row;
    entry.x = x;
    entry.y = (static_cast<double>(row) + 0.5) * line_height(legend_size);
    x += width + 12;
  }
  return row + 1;
}

PlacedPanel placed(const Panel& panel, double left, double right, Legend shared) {
  PlacedPanel result;
  result.panel = &panel;
  result.left = left;
  Ranges needed;
  needed.x.scale = panel.x.scale, needed.y.scale = panel.y.scale;
  for (const Series& series : panel.series) {
    std::visit(needed, series);
    if (const auto* map = std::get_if<HeatMap>(&series)) result.heat_map = map;
  }
  const double label_width = std::min(most_label, 0.36 * (right - left));
  result.y = axis_of(panel.y, needed.y, label_width, 2);
  const double title_width = panel.y.title.empty() ? 0 : line_height(axis_title_size) + 6;
  result.area.left = left + title_width + widest(result.y) + tick_length;
  result.area.right = right - (result.heat_map != nullptr ? scale_width : 10);
  result.y_title_x = left + line_height(axis_title_size) / 2;
  const double width = result.area.right - result.area.left;
  result.x =
      axis_of(panel.x, needed.x, width / std::max<double>(1, 0.5 + static_cast<double>(panel.x.ticks.size())) - 4, 4);
  if (panel.x.ticks.empty() && panel.x.scale == Scale::linear) {
    for (int about = 5; about > 1 && widest(result.x) * 1.4 * static_cast<double>(result.x.ticks.size()) > width;
         --about) {
      result.x.ticks.clear();
      for (const Tick& tick :
           round_ticks(std::min(result.x.low, result.x.high), std::max(result.x.low, result.x.high), about))
        result.x.ticks.push_back({tick.at, {tick.label}});
    }
  }
  if (!panel.instead.empty()) result.x.ticks.clear(), result.y.ticks.clear();
  result.title = wrap(panel.title, right - left, bold * panel_title_size, 2);
  if (panel.legend == Legend::above && shared == Legend::none) result.legend = entries_of(panel);
  return result;
}

/// What stands above the area.
double head(PlacedPanel& panel) {
  const double title = static_cast<double>(panel.title.size()) * line_height(panel_title_size);
  const std::size_t rows = arrange(panel.legend, panel.left, panel.area.right + 10);
  const double legend = static_cast<double>(rows) * line_height(legend_size);
  return title + legend + (title + legend > 0 ? 6 : 0);
}

double foot(const PlacedPanel& panel) {
  const double title = panel.panel->x.title.empty() ? 0 : line_height(axis_title_size) + 2;
  return tick_length + static_cast<double>(most_tick_lines(panel.x)) * line_height(tick_size) + title;
}

double part(double value, double low, double high, Scale scale) {
  if (scale == Scale::logarithmic) value = std::log(value), low = std::log(low), high = std::log(high);
  return (value - low) / (high - low);
}

/// Puts a row of panels below `top`; returns its lower edge.
double place_row(std::span<PlacedPanel> row, double top, double height) {
  double above = 0, below = 0;
  for (PlacedPanel& panel : row) above = std::max(above, head(panel)), below = std::max(below, foot(panel));
  for (PlacedPanel& panel : row) {
    panel.title_y = top + line_height(panel_title_size) / 2;
    const double title = static_cast<double>(panel.title.size()) * line_height(panel_title_size);
    for (LegendEntry& entry : panel.legend) entry.y += top + title + 1;
    panel.area.top = top + above;
    panel.area.bottom = panel.area.top + height;
    panel.x_title_y = panel.area.bottom + foot(panel) - line_height(axis_title_size) / 2;
  }
  return top + above + height + below;
}

}  // namespace

double PlacedPanel::place_x(double value) const {
  return area.left + part(value, x.low, x.high, panel->x.scale) * (area.right - area.left);
}
double PlacedPanel::place_y(double value) const {
  return area.bottom - part(value, y.low, y.high, panel->y.scale) * (area.bottom - area.top);
}

Layout layout_of(const Figure& figure) {
  Layout layout;
  layout.width = figure.width;
  const double inner = figure.width - 2 * edge;
  layout.title = wrap(figure.title, inner, bold * title_size, 3);
  layout.title_y = edge + line_height(title_size) / 2;
  double y = edge + static_cast<double>(layout.title.size()) * line_height(title_size) + (layout.title.empty() ? 0 : 6);
  if (figure.legend == Legend::above && !figure.panels.empty()) {
    layout.legend = entries_of(figure.panels.front());
    const std::size_t rows = arrange(layout.legend, edge, figure.width - edge);
    for (LegendEntry& entry : layout.legend) entry.y += y;
    y += static_cast<double>(rows) * line_height(legend_size) + 6;
  }
  const std::size_t columns = std::max(1, figure.columns);
  const double width = (inner - gap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
  std::vector<double> left;
  for (std::size_t c = 0; c < columns; ++c) left.push_back(edge + static_cast<double>(c) * (width + gap));
  for (std::size_t p = 0; p < figure.panels.size(); ++p)
    layout.panels.push_back(placed(figure.panels[p], left[p % columns], left[p % columns] + width, figure.legend));
  for (std::size_t first = 0; first < layout.panels.size(); first += columns) {
    const std::size_t count = std::min(columns, layout.panels.size() - first);
    y = place_row(std::span(layout.panels).subspan(first, count), y, figure.panel_height) + gap / 2;
  }
  for (const std::string& paragraph : figure.caption)
    for (std::string& line : wrap(paragraph, inner, caption_size)) layout.caption.push_back(std::move(line));
  layout.caption_y = y + 4 + line_height(caption_size) / 2;
  layout.height = y + 4 + static_cast<double>(layout.caption.size()) * line_height(caption_size) + edge / 2;
  return layout;
}

}  // namespace backchannel::figures
