#include "analysis/figures/draw/script_style.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/text/palette.hpp"

namespace backchannel::figures {

std::string colour(Ink ink) {
  constexpr std::array colours{"#000000",        "#0072B2",        "#D55E00",        "#009E73",        "#C77A00",
                               "#2F8FCB",        "#B0679A",        "#7F7F7F",        "#D0D0D0",        "#FFFFFF",
                               outcome_tones[0], outcome_tones[1], outcome_tones[2], outcome_tones[3], outcome_tones[4],
                               outcome_tones[5], breach_tone,      war_end_tone,     after_force_tone};
  return colours[index_of(ink)];
}

int heat_colour(double part) {
  constexpr std::array<std::array<double, 3>, 3> anchors{{{247, 249, 252}, {0, 114, 178}, {0, 34, 78}}};
  const double at = std::clamp(part, 0.0, 1.0) * (anchors.size() - 1);
  const auto below = std::min(static_cast<std::size_t>(at), anchors.size() - 2);
  int rgb = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const double value =
        anchors[below][i] + (at - static_cast<double>(below)) * (anchors[below + 1][i] - anchors[below][i]);
    rgb = rgb * 256 + static_cast<int>(std::lround(value));
  }
  return rgb;
}

std::string line_style(const Style& style) {
  constexpr std::array dashes{"1", "(12,6)", "(3,5)", "(12,5,3,5)", "(22,7)"};
  return fmt::format("lc rgb '{}' lw {:g} dt {}", colour(style.ink), style.width, dashes[index_of(style.dash)]);
}

std::string marker_style(const Style& style, double scale) {
  constexpr std::array markers{7, 5, 9, 13, 11, 6, 4, 2};
  return fmt::format("pt {} ps {:g} lc rgb '{}' lw {:g}", markers[index_of(style.marker)], scale * style.marker_size,
                     colour(style.ink), style.width);
}

std::string fill_style(const Style& style) {
  constexpr std::array fills{"solid 1", "solid 0.35", "pattern 4", "pattern 1", "empty"};
  return fmt::format("fc rgb '{0}' fs {1} border lc rgb '{0}' lw 0.6", colour(style.ink), fills[index_of(style.fill)]);
}

std::string band_style(const Band& band) {
  return fmt::format("fc rgb '{}' fs transparent solid {:g} noborder", colour(band.style.ink), band.strength);
}

}  // namespace backchannel::figures
