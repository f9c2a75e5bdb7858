#include "analysis/findings/bars.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/core/errors.hpp"
#include "sim/core/text.hpp"

namespace backchannel {
namespace {

constexpr std::size_t longest_label = 24;
constexpr int least_bar = 8;

/// Printable text of exactly `columns` columns.
std::string label_of(const std::string& label, std::size_t columns, Glyphs glyphs) {
  const std::string text = fitted_text(label, columns, "");
  if (glyphs == Glyphs::Blocks) return text;
  std::string plain;
  for (const char c : text)
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) plain += static_cast<unsigned char>(c) < 0x80 ? c : '?';
  return plain;
}

void check_bars(std::span<const ShareBar> bars) {
  const auto valid = [](double share) { return share >= 0 && share <= 1; };
  for (const ShareBar& bar : bars) {
    require(valid(bar.share) && valid(bar.error.low) && valid(bar.error.high), "a share must lie in [0, 1]");
    require(!bar.range || (valid(bar.range->low) && valid(bar.range->high)), "a range must lie in [0, 1]");
    require(!bar.in_force || (valid(*bar.in_force) && *bar.in_force <= bar.share), "a part must lie in its share");
  }
}

/// The scale's end: the largest share or range, rounded up to a tenth.
double scale_end(std::span<const ShareBar> bars) {
  double largest = 0;
  for (const ShareBar& bar : bars) largest = std::max({largest, bar.share, bar.range ? bar.range->high : 0});
  return std::clamp(std::ceil(largest * 10 - 1e-9) / 10, 0.1, 1.0);
}

std::string drawn(const ShareBar& bar, double end, int columns, const Shades& shades) {
  const auto column = [&](double share) { return static_cast<int>(std::lround(share / end * columns)); };
  const int share = column(bar.share), kept = column(bar.in_force.value_or(bar.share));
  const int low = bar.range ? std::min(column(bar.range->low), share) : share;
  const int high = bar.range ? std::max(column(bar.range->high), share) : share;
  std::string text;
  for (int c = 0; c < columns; ++c)
    text += c >= high    ? " "
            : c >= share ? shades.light
            : c >= kept  ? shades.hatched
            : c >= low   ? shades.medium
                         : shades.solid;
  return text;
}

std::string numbers(const ShareBar& bar, const Shades& shades, bool captions) {
  std::string text =
      fmt::format("{:>5} % [{}, {}]", per_cent(bar.share), per_cent(bar.error.low), per_cent(bar.error.high));
  const char* caption = captions ? "judgements " : "";
  if (bar.range)
    text +=
        fmt::format("  {}{} {} {} %", caption, per_cent(bar.range->low, 0), shades.dash, per_cent(bar.range->high, 0));
  else if (!bar.no_range.empty())
    text += "  " + std::string(caption) + bar.no_range;
  return text;
}

}  // namespace

Shades shades_of(Glyphs glyphs) {
  return glyphs == Glyphs::Blocks ? Shades{"█", "▓", "░", "╱", "–"} : Shades{"#", "=", "-", "/", "-"};
}

std::string render_bars(std::span<const ShareBar> bars, const BarStyle& style) {
  check_bars(bars);
  const Shades shades = shades_of(style.glyphs);
  std::size_t label = 0, number = 0, luck = 0;
  for (const ShareBar& bar : bars) {
    label = std::max(label, std::min(text_columns(bar.label), longest_label));
    number = std::max(number, text_columns(numbers(bar, shades, style.captions)));
    luck = std::max(luck, text_columns(bar.luck));
  }
  const int taken = static_cast<int>(label + number + (luck > 0 ? luck + 2 : 0)) + 2;
  const int width = static_cast<int>(std::max<std::size_t>(style.width, 40)), left = static_cast<int>(label) + 1;
  const bool is_narrow = width - taken < least_bar;
  const int columns = width - (is_narrow ? left : taken);
  const int indent =
      is_narrow ? std::max(2, width - (taken - left - 1)) : 1;  // of the numbers, behind the bar or below
  const std::string gap = (is_narrow ? "\n" : "") + std::string(indent, ' ');
  const double end = scale_end(bars);
  std::string text;
  for (const ShareBar& bar : bars) {
    const std::string shown = numbers(bar, shades, style.captions);
    std::string line = label_of(bar.label, label, style.glyphs) + " " + drawn(bar, end, columns, shades) + gap + shown;
    if (!bar.luck.empty())
      line += std::string(number - text_columns(shown) + 2 + luck - text_columns(bar.luck), ' ') + bar.luck;
    text += line + "\n";
    const int below = std::clamp(width - static_cast<int>(text_columns(bar.below)), 2, left);
    if (!bar.below.empty()) text += wrapped_text(bar.below, width, below);
  }
  const std::string last = fmt::format("{} %", per_cent(end, 0));
  return text + std::string(label + 1, ' ') + "0" + fmt::format("{:>{}}", last, columns - 1) + "\n";
}

}  // namespace backchannel
