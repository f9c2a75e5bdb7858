// A figure as a script for gnuplot. The layout places everything; gnuplot draws curves, boxes and labels.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/figures/draw/layout.hpp"
#include "analysis/figures/draw/render.hpp"
#include "analysis/figures/draw/script_style.hpp"
#include "analysis/figures/draw/text.hpp"

namespace backchannel::figures {

namespace {

constexpr const char* font = "Liberation Sans";

double part_of(const HeatMap& map, double value) {
  return map.high > map.low ? (value - map.low) / (map.high - map.low) : 0.5;
}

std::string number(double value) { return std::isfinite(value) ? fmt::format("{:.9g}", value) : "NaN"; }

class Script {
 public:
  Script(const Layout& layout, Format format) : layout_(layout), marker_scale_(format == Format::svg ? 1.5 : 1) {
    begin(format);
    for (std::size_t p = 0; p < layout.panels.size(); ++p) draw(layout.panels[p], p == 0);
    text_ += "unset multiplot\nunset output\n";
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  template <class... Args>
  void put(fmt::format_string<Args...> pattern, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), pattern, std::forward<Args>(args)...);
  }
  [[nodiscard]] std::string at(double x, double y) const {
    return fmt::format("screen {:.6f}, screen {:.6f}", x / layout_.width, 1 - y / layout_.height);
  }

  void begin(Format format);
  void draw(const PlacedPanel& panel, bool first);
  void axes(const PlacedPanel& panel);
  void ticks(char axis, const PlacedAxis& placed, bool grid);
  void titles(const PlacedPanel& panel);
  void legend(const std::vector<LegendEntry>& entries);
  void colour_scale(const PlacedPanel& panel);
  void plot(const PlacedPanel& panel);
  void label(const std::string& text, double x, double y, double size, Align align = Align::left, Ink ink = Ink::black,
             const char* more = "");
  void lines(const std::vector<std::string>& text, double x, double y, double size, Align align, Ink ink,
             const char* weight);

  // Sample of a series in the legend, between x and x + sample_width.
  void sample(const Line& s, double x, double y);
  void sample(const Band& s, double x, double y);
  void sample(const Boxes& s, double x, double y);
  void sample(const Points& s, double x, double y);
  void sample(const Whiskers& s, double x, double y);
  void sample(const Texts&, double, double) {}
  void sample(const HeatMap&, double, double) {}

  // Writes the data as a block, returns what to plot; empty if there is nothing.
  std::string add(const Line& s);
  std::string add(const Band& s);
  std::string add(const Boxes& s);
  std::string add(const Points& s);
  std::string add(const Whiskers& s);
  std::string add(const Texts&) { return ""; }
  std::string add(const HeatMap& s);
  std::string block(const std::vector<const std::vector<double>*>& columns);

  const Layout& layout_;
  std::string text_;
  double marker_scale_;
  int blocks_ = 0;
};

void Script::begin(Format format) {
  const double w = layout_.width, h = layout_.height;
  put("set encoding utf8\n");
  if (format == Format::svg)
    put("set terminal svg size {:.0f},{:.0f} dynamic noenhanced font '{},8' fontscale 1.3333 linewidth 1.3333 "
        "dashlength 0.6 "
        "background rgb 'white'\n",
        w * 4 / 3, h * 4 / 3, font);
  else if (format == Format::png)
    put("set terminal pngcairo size {:.0f},{:.0f} noenhanced font '{},8' fontscale 2.25 linewidth 3 pointscale 3 "
        "background rgb 'white'\n",
        w * 3, h * 3, font);
  else
    put("set terminal pdfcairo size {:.4f}in,{:.4f}in noenhanced font '{},8' fontscale 0.75 linewidth 1 dashlength 2 "
        "pointscale 1 "
        "background rgb 'white'\n",
        w / 72, h / 72, font);
  put("set output 'picture'\nset datafile missing 'NaN'\nset key off\nset multiplot\n");
}

void Script::draw(const PlacedPanel& panel, bool first) {
  put("reset\nset key off\n");
  if (first) {
    lines(layout_.title, 8, layout_.title_y, title_size, Align::left, Ink::black, ":Bold");
    lines(layout_.caption, 8, layout_.caption_y, caption_size, Align::left, Ink::black, "");
    legend(layout_.legend);
  }
  axes(panel);
  titles(panel);
  legend(panel.legend);
  if (panel.heat_map != nullptr) colour_scale(panel);
  plot(panel);
}

void Script::axes(const PlacedPanel& panel) {
  const Rectangle& area = panel.area;
  put("set lmargin at screen {:.6f}\nset rmargin at screen {:.6f}\n", area.left / layout_.width,
      area.right / layout_.width);
  put("set tmargin at screen {:.6f}\nset bmargin at screen {:.6f}\n", 1 - area.top / layout_.height,
      1 - area.bottom / layout_.height);
  put("set border {} lc rgb '#404040' lw 0.7\n", panel.panel->instead.empty() ? 3 : 0);
  if (panel.panel->x.scale == Scale::logarithmic) put("set logscale x\n");
  if (panel.panel->y.scale == Scale::logarithmic) put("set logscale y\n");
  put("set xrange [{:.12g}:{:.12g}]\nset yrange [{:.12g}:{:.12g}]\n", panel.x.low, panel.x.high, panel.y.low,
      panel.y.high);
  ticks('x', panel.x, panel.panel->x.grid);
  ticks('y', panel.y, panel.panel->y.grid);
}

void Script::ticks(char axis, const PlacedAxis& placed, bool grid) {
  std::string places;
  if (placed.ticks.empty()) {
    put("unset {}tics\n", axis);
    return;
  }
  for (const PlacedTick& tick : placed.ticks)
    places += fmt::format("{}{} {:.12g}", places.empty() ? "" : ", ", quoted_format(tick.lines), tick.at);
  put("set {}tics out nomirror scale 0.5 font ',{:g}' textcolor rgb 'black' ({})\n", axis, tick_size, places);
  if (grid) put("set grid {}tics back lc rgb '#D0D0D0' lw 0.5 dt 1\n", axis);
}

void Script::label(const std::string& text, double x, double y, double size, Align align, Ink ink, const char* more) {
  constexpr std::array aligns{"left", "center", "right"};
  put("set label {} at {} {} font '{},{:g}' textcolor rgb '{}' front\n", quoted({text}), at(x, y),
      aligns[index_of(align)], std::string(font) + more, size, colour(ink));
}

void Script::lines(const std::vector<std::string>& text, double x, double y, double size, Align align, Ink ink,
                   const char* weight) {
  for (std::size_t l = 0; l < text.size(); ++l)
    label(text[l], x, y + static_cast<double>(l) * line_height(size), size, align, ink, weight);
}

void Script::titles(const PlacedPanel& panel) {
  const Rectangle& area = panel.area;
  lines(panel.title, panel.left, panel.title_y, panel_title_size, Align::left, Ink::black, ":Bold");
  const double middle = (area.left + area.right) / 2, height = (area.top + area.bottom) / 2;
  if (!panel.panel->x.title.empty())
    label(wrap(panel.panel->x.title, area.right - area.left + 40, axis_title_size, 1).front(), middle, panel.x_title_y,
          axis_title_size, Align::centre);
  if (!panel.panel->y.title.empty())
    put("set label {} at {} center rotate by 90 font '{},{:g}' textcolor rgb 'black' front\n",
        quoted(wrap(panel.panel->y.title, area.bottom - area.top + 20, axis_title_size, 1)),
        at(panel.y_title_x, height), font, axis_title_size);
  const auto message = wrap(panel.panel->instead, area.right - area.left - 8, legend_size, 4);
  lines(message, middle, height, legend_size, Align::centre, Ink::grey, "");
  for (const Series& series : panel.panel->series)
    if (const auto* texts = std::get_if<Texts>(&series))
      for (const Texts::Text& text : texts->texts)
        label(text.text, panel.place_x(text.x) + texts->shift_x, panel.place_y(text.y) + texts->shift_y, texts->size,
              texts->align, texts->ink);
}

void Script::legend(const std::vector<LegendEntry>& entries) {
  for (const LegendEntry& entry : entries) {
    for (const Series* series : entry.series) std::visit([&](const auto& s) { sample(s, entry.x, entry.y); }, *series);
    label(entry.label, entry.x + sample_width + 4, entry.y, legend_size);
  }
}

void Script::sample(const Line& s, double x, double y) {
  put("set arrow from {} to {} nohead {} front\n", at(x, y), at(x + sample_width, y), line_style(s.style));
}
void Script::sample(const Band& s, double x, double y) {
  put("set object rectangle from {} to {} {} front\n", at(x, y + 3.5), at(x + sample_width, y - 3.5), band_style(s));
}
void Script::sample(const Boxes& s, double x, double y) {
  put("set object rectangle from {} to {} {} front\n", at(x + 2, y + 3.5), at(x + sample_width, y - 3.5),
      fill_style(s.style));
}
void Script::sample(const Points& s, double x, double y) {
  put("set label \"\" at {} point {} front\n", at(x + sample_width / 2, y), marker_style(s.style, marker_scale_));
}
void Script::sample(const Whiskers& s, double x, double y) {
  Style drawn = s.style;
  drawn.dash = Dash::solid;
  put("set arrow from {} to {} nohead {} front\n", at(x, y), at(x + sample_width, y), line_style(drawn));
  put("set label \"\" at {} point {} front\n", at(x + sample_width / 2, y), marker_style(s.style, marker_scale_));
}

void Script::colour_scale(const PlacedPanel& panel) {
  const HeatMap& map = *panel.heat_map;
  const double left = panel.area.right + 10, right = left + 10, height = panel.area.bottom - panel.area.top;
  constexpr int steps = 64;
  const auto y_of = [&](double part) { return panel.area.bottom - part * height; };
  for (int i = 0; i < steps; ++i)
    put("set object rectangle from {} to {} fc rgb {} fs solid noborder\n", at(left, y_of(i / double{steps})),
        at(right, y_of(1)), heat_colour((i + 0.5) / steps));
  const auto ticks = map.ticks == HeatMap::Ticks::per_cent ? percent_ticks : round_ticks;
  for (const Tick& tick : ticks(map.low, map.high, 5))
    label(tick.label, right + 4, y_of(part_of(map, tick.at)), tick_size);
  put("set label {} at {} center rotate by 90 font '{},{:g}' textcolor rgb 'black' front\n",
      quoted(wrap(map.title, height + 20, axis_title_size, 1)), at(right + 46, y_of(0.5)), font, axis_title_size);
}

void Script::plot(const PlacedPanel& panel) {
  std::string what;
  for (const Series& series : panel.panel->series) {
    const std::string one = std::visit([&](const auto& s) { return add(s); }, series);
    if (!one.empty()) what += (what.empty() ? "" : ", ") + one + " notitle";
  }
  put("plot {}\n", what.empty() ? "NaN notitle" : what);
}

std::string Script::block(const std::vector<const std::vector<double>*>& columns) {
  std::size_t rows = columns.front()->size();
  for (const auto* column : columns) rows = std::min(rows, column->size());
  bool any = false;
  std::string data;
  for (std::size_t r = 0; r < rows; ++r) {
    bool whole = true;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      whole = whole && std::isfinite((*columns[c])[r]);
      data += number((*columns[c])[r]);
      data += c + 1 < columns.size() ? ' ' : '\n';
    }
    any = any || whole;
  }
  if (!any) return "";
  const std::string name = fmt::format("$data{}", ++blocks_);
  put("{} << END\n{}END\n", name, data);
  return name;
}

std::string Script::add(const Line& s) {
  const std::string data = block({&s.x, &s.y});
  return data.empty() ? "" : fmt::format("{} using 1:2 with lines {}", data, line_style(s.style));
}
std::string Script::add(const Band& s) {
  const std::string data = block({&s.x, &s.low, &s.high});
  return data.empty() ? "" : fmt::format("{} using 1:2:3 with filledcurves {}", data, band_style(s));
}
std::string Script::add(const Points& s) {
  const std::string data = block({&s.x, &s.y});
  return data.empty() ? "" : fmt::format("{} using 1:2 with points {}", data, marker_style(s.style, marker_scale_));
}
std::string Script::add(const Whiskers& s) {
  const std::string data = block({&s.x, &s.y, &s.low, &s.high});
  if (data.empty()) return "";
  const char* kind = s.along == Direction::horizontal ? "xerrorbars" : "yerrorbars";
  return fmt::format("{} using 1:2:3:4 with {} {}", data, kind, marker_style(s.style, marker_scale_));
}
std::string Script::add(const Boxes& s) {
  std::array<std::vector<double>, 6> c;
  for (const Rectangle& b : s.boxes) {
    c[0].push_back((b.left + b.right) / 2), c[1].push_back((b.bottom + b.top) / 2);
    c[2].push_back(b.left), c[3].push_back(b.right), c[4].push_back(b.bottom), c[5].push_back(b.top);
  }
  const std::string data =
      block({&c[0], &c[1], &c[2], &c[3], &c[4], &c[5]});  // NOLINT(readability-container-data-pointer)
  return data.empty() ? "" : fmt::format("{} using 1:2:3:4:5:6 with boxxyerror {}", data, fill_style(s.style));
}
std::string Script::add(const HeatMap& s) {
  std::array<std::vector<double>, 7> c;
  for (const HeatMap::Cell& cell : s.cells) {
    if (!std::isfinite(cell.value)) continue;
    const Rectangle& b = cell.place;
    c[0].push_back((b.left + b.right) / 2), c[1].push_back((b.bottom + b.top) / 2);
    c[2].push_back(b.left), c[3].push_back(b.right), c[4].push_back(b.bottom), c[5].push_back(b.top);
    c[6].push_back(heat_colour(part_of(s, cell.value)));
  }
  const std::string data =
      block({&c[0], &c[1], &c[2], &c[3], &c[4], &c[5], &c[6]});  // NOLINT(readability-container-data-pointer)
  return data.empty() ? ""
                      : fmt::format("{} using 1:2:3:4:5:6:7 with boxxyerror fs solid 1 noborder fc rgb variable", data);
}

}  // namespace

std::string gnuplot_script(const Figure& figure, Format format) {
  const Layout layout = layout_of(figure);
  return Script(layout, format).take();
}

}  // namespace backchannel::figures
