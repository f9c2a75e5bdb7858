// Colours and styles in the words of gnuplot.
#pragma once

#include <string>

#include "analysis/figures/draw/figure.hpp"

namespace backchannel::figures {

[[nodiscard]] std::string colour(Ink ink);
/// Near white over Okabe and Ito's blue to navy over [0, 1], as 0xRRGGBB: darker all the way, so one order for all
/// colour vision and in grey.
[[nodiscard]] int heat_colour(double part);
[[nodiscard]] std::string line_style(const Style& style);
[[nodiscard]] std::string marker_style(const Style& style, double scale);
[[nodiscard]] std::string fill_style(const Style& style);
[[nodiscard]] std::string band_style(const Band& band);

}  // namespace backchannel::figures
