// What a figure shows, as data: panels with axes, series and a legend, and a caption. render.hpp draws it.
//
// Every text is shown as it is: nothing in it is markup, a format or a command; control characters become spaces.
// Non-finite numbers are gaps. Series are drawn in their order, later ones over earlier ones.
//
// Units: data in the units of the axes; sizes in points (1/72 inch).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/core/id.hpp"

namespace backchannel::figures {

/// After Okabe and Ito (2008), colours that people with any colour vision tell apart, the pale ones darker so that all
/// have a contrast of 3:1 to white; greys, of which light_grey is for strips behind; and the colours of the outcomes,
/// of a breach, the end of a war and an agreement after force (analysis/text/palette.hpp).
enum class Ink {
  black,
  blue,
  vermillion,
  green,
  orange,
  sky,
  purple,
  grey,
  light_grey,
  white,
  comprehensive,
  interim,
  talks,
  collapse,
  strike,
  war,
  breach,
  war_end,
  after_force
};
/// The colour of an outcome, an index of outcome_names.
[[nodiscard]] constexpr Ink ink_of(std::size_t outcome) {
  return static_cast<Ink>(index_of(Ink::comprehensive) + outcome);
}
enum class Dash { solid, dashed, dotted, dash_dotted, long_dashed };
enum class Marker { circle, square, triangle, diamond, down_triangle, open_circle, open_square, cross };
enum class Fill { solid, pale, hatched, cross_hatched, empty };

struct Style {
  Ink ink = Ink::blue;
  Dash dash = Dash::solid;
  Marker marker = Marker::circle;
  Fill fill = Fill::solid;
  double width = 1.5;        // of lines
  double marker_size = 0.6;  // of the terminal's
};

/// Style number i of a set of series: they differ in colour and, for grey print, in dash, marker and hatching.
[[nodiscard]] Style style(std::size_t number);

struct Rectangle {
  double left = 0, right = 0, bottom = 0, top = 0;
};

// A series with an empty label has no entry in the legend; series of one label share one entry.
struct Line {
  std::string label{};
  Style style{};
  std::vector<double> x{}, y{};
};
/// The area between two curves, pale.
struct Band {
  std::string label{};
  Style style{};
  std::vector<double> x{}, low{}, high{};
  double strength = 0.25;  // 0 invisible to 1 opaque
};
/// Bars of any kind: histograms, ranges, stacked shares.
struct Boxes {
  std::string label{};
  Style style{};
  std::vector<Rectangle> boxes{};
};
struct Points {
  std::string label{};
  Style style{};
  std::vector<double> x{}, y{};
};
enum class Direction { horizontal, vertical };
/// Points with an interval along one axis.
struct Whiskers {
  std::string label{};
  Style style{};
  Direction along = Direction::vertical;
  std::vector<double> x{}, y{}, low{}, high{};
};
enum class Align { left, centre, right };
/// Text at places within the panel.
struct Texts {
  struct Text {
    double x = 0, y = 0;
    std::string text{};
  };
  std::vector<Text> texts{};
  Align align = Align::left;
  Ink ink = Ink::black;
  double size = 8;
  double shift_x = 0, shift_y = 0;  // points
};
/// Cells coloured by value from pale to dark, with a scale beside the panel. One a panel.
struct HeatMap {
  struct Cell {
    Rectangle place{};
    double value = 0;
  };
  std::string title{};  // of the values, with unit
  double low = 0, high = 1;
  std::vector<Cell> cells{};
  enum class Ticks { numbers, per_cent } ticks = Ticks::numbers;

  /// Whether white letters are read better than black ones on a value.
  [[nodiscard]] bool is_dark(double value) const { return value > low + 0.47 * (high - low); }
};
using Series = std::variant<Line, Band, Boxes, Points, Whiskers, Texts, HeatMap>;

struct Tick {
  double at = 0;
  std::string label{};
};
enum class Scale { linear, logarithmic };
struct Axis {
  std::string title{};                  // with unit: "day of the scenario"
  std::optional<double> low{}, high{};  // else what the series need
  std::vector<Tick> ticks{};            // else round numbers
  Scale scale = Scale::linear;
  bool grid = false;
};

enum class Legend { above, none };
struct Panel {
  std::string title{};
  Axis x{}, y{};
  std::vector<Series> series{};
  Legend legend = Legend::above;
  std::string instead{};  // shown in the middle where there is nothing to draw
};

/// Panels fill rows from the left.
struct Figure {
  std::string title{};
  std::vector<std::string> caption{};  // paragraphs below the panels
  std::vector<Panel> panels{};
  int columns = 1;
  Legend legend = Legend::none;  // above all panels: that of the first panel stands for all
  double width = 500, panel_height = 240;
};

/// Five or so round numbers within [low, high], with as many decimals as they need.
[[nodiscard]] std::vector<Tick> round_ticks(double low, double high, int about = 5);
/// Ticks for shares of 1 in per cent: "20 %".
[[nodiscard]] std::vector<Tick> percent_ticks(double low, double high, int about = 5);

}  // namespace backchannel::figures
