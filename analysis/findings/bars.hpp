// Bars of shares for the terminal, a line each, all on one scale from 0.
//
// A bar shows both uncertainties. It ends at the share; its shading shows the range of the outcome's probability over
// the judgements: solid up to the low end, medium from there to the share, light from the share to the high end. The
// Monte Carlo interval, mostly narrower than a character, is printed beside it. The bar of an agreement has two parts:
// what is in force at the end as before, and hatched what is not any more.
//   comprehensive agreement ██╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱░░  31.2 % [30.3, 32.1]  judgements 20 – 44 %
//
// Units: shares in [0, 1], printed in per cent. Throws std::invalid_argument for shares outside [0, 1].
#pragma once

#include <optional>
#include <span>
#include <string>

#include "analysis/statistics/intervals.hpp"

namespace backchannel {

struct ShareBar {
  std::string label{};
  double share = 0;
  Interval error{};                  // Monte Carlo
  std::optional<Interval> range{};   // over the judgements
  std::optional<double> in_force{};  // of an agreement: the part of the share that is in force at the end
  std::string no_range{};            // in place of a range: "not told"
  std::string luck{};                // behind it all
  std::string below{};               // a line of its own, under the bar
};

enum class Glyphs { Blocks, Ascii };

struct BarStyle {
  std::size_t width = 80;  // columns of a line, at least 40 are used
  Glyphs glyphs = Glyphs::Blocks;
  bool captions = true;  // "judgements" before every range; without, a heading of the caller's says it
};

/// Control characters in labels become blanks. Where no bar has room beside its numbers, they stand below it.
[[nodiscard]] std::string render_bars(std::span<const ShareBar> bars, const BarStyle& style = {});

/// The letters of a bar: solid, medium, light, hatched, and the dash of a range.
struct Shades {
  const char *solid, *medium, *light, *hatched, *dash;
};
[[nodiscard]] Shades shades_of(Glyphs glyphs);

}  // namespace backchannel
