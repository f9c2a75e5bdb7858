#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/figures/study_figures.hpp"
#include "analysis/figures/study_parts.hpp"
#include "analysis/text/words.hpp"
#include "sim/crisis/row.hpp"

namespace backchannel::figures {

namespace {

/// Colours from agreement to war; neighbours differ in lightness or hatching.
Style outcome_style(std::size_t of) {
  constexpr std::array<std::pair<Ink, Fill>, outcomes> looks{{{Ink::blue, Fill::solid},
                                                              {Ink::sky, Fill::hatched},
                                                              {Ink::light_grey, Fill::solid},
                                                              {Ink::grey, Fill::cross_hatched},
                                                              {Ink::orange, Fill::pale},
                                                              {Ink::vermillion, Fill::solid}}};
  return {.ink = looks[of].first, .fill = looks[of].second};
}

Panel driver_panel(const Driver& driver) {
  const TercileEffect& effect = driver.terciles;
  const char* of = outcome_names[static_cast<std::size_t>(effect.strongest)];
  Panel panel{.title = fmt::format("{}; {}: {:.1f} points", driver.path, spaced(of), 100 * effect.effect),
              .x = {.low = 0, .high = 1, .ticks = percent_ticks(0, 1, 2)},
              .y = {.low = 0.4, .high = 3.6}};
  constexpr std::array measures{"days", "per day", "hours", "rungs", "%"};  // other units name a kind of number
  const std::string unit = std::ranges::find(measures, driver.unit) != measures.end() ? " " + driver.unit : "";
  panel.y.ticks = {{1, fmt::format("up to {:.3g}{}", effect.cuts[0], unit)},
                   {2, "middle third"},
                   {3, fmt::format("above {:.3g}{}", effect.cuts[1], unit)}};
  std::array<double, 3> reached{};
  for (std::size_t c = 0; c < outcomes; ++c) {
    Boxes part{.label = spaced(outcome_names[c]), .style = outcome_style(c)};
    for (std::size_t t = 0; t < 3; ++t) {
      const double share = effect.shares[t][c].share, y = static_cast<double>(t + 1);
      part.boxes.push_back({reached[t], reached[t] + share, y - 0.4, y + 0.4});
      reached[t] += share;
    }
    panel.series.push_back(part);
  }
  return panel;
}

}  // namespace

Figure parameters_figure(const Summary& summary, const DriverTable& drivers, std::size_t most) {
  Figure figure{.title = "Outcomes across thirds of the uncertain parameters",
                .columns = 2,
                .legend = Legend::above,
                .panel_height = 48};
  const std::size_t shown = std::min(most, drivers.drivers.size());
  for (std::size_t i = 0; i < shown; ++i) {
    figure.panels.push_back(driver_panel(drivers.drivers[i]));
    if (i + 2 >= shown) figure.panels.back().x.title = "share of runs";
  }
  figure.caption = caption(
      summary,
      fmt::format(
          "The {} uncertain parameters, of {}, whose thirds differ most in the share of an outcome; behind the name "
          "that outcome and the difference. A parameter that does nothing exceeds {:.1f} points once in twenty ({} "
          "draws of the "
          "priors). Lowest third below.",
          shown, drivers.drivers.size(), 100 * drivers.floor, grouped(drivers.draws)));
  return figure;
}

}  // namespace backchannel::figures
