// Where everything in a figure stands. Panels in a row share their heights, margins hold the tick labels, titles and
// legends they need, and the figure is as high as all of it.
//
// Units: points from the left and from the top.
#pragma once

#include <string>
#include <vector>

#include "analysis/figures/draw/figure.hpp"

namespace backchannel::figures {

inline constexpr double title_size = 11, panel_title_size = 9.5, axis_title_size = 8.5, tick_size = 8, legend_size = 8,
                        caption_size = 7;
/// Height of a line of text.
[[nodiscard]] constexpr double line_height(double size) { return 1.25 * size; }

struct PlacedTick {
  double at = 0;
  std::vector<std::string> lines;
};

struct PlacedAxis {
  double low = 0, high = 1;  // low may be above high: the axis runs backwards
  std::vector<PlacedTick> ticks;
};

struct LegendEntry {
  std::string label;
  std::vector<const Series*> series;
  double x = 0, y = 0;  // left, middle
};

struct PlacedPanel {
  const Panel* panel = nullptr;
  Rectangle area;  // of the data; top < bottom
  PlacedAxis x, y;
  std::vector<std::string> title;
  double left = 0;       // of the panel
  double title_y = 0;    // middle of its first line
  double x_title_y = 0;  // middle
  double y_title_x = 0;  // middle
  std::vector<LegendEntry> legend;
  const HeatMap* heat_map = nullptr;

  /// The place of a point of the data; nothing outside of what a logarithmic axis can show.
  [[nodiscard]] double place_x(double value) const;
  [[nodiscard]] double place_y(double value) const;
};

struct Layout {
  double width = 0, height = 0;
  std::vector<std::string> title, caption;  // lines
  double title_y = 0, caption_y = 0;        // middle of the first line
  std::vector<LegendEntry> legend;          // of the whole figure
  std::vector<PlacedPanel> panels;
};

[[nodiscard]] Layout layout_of(const Figure& figure);

/// Width of the sample in front of a label of the legend.
inline constexpr double sample_width = 16;

}  // namespace backchannel::figures
