#include "analysis/figures/draw/figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace backchannel::figures {

namespace {

/// 1, 2 or 5 times a power of ten.
double round_step(double span, int about) {
  const double raw = span / about;
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (raw <= 1.4 * factor * power) return factor * power;
  return 10 * power;
}

std::vector<Tick> ticks(double low, double high, int about, double unit, const char* sign) {
  if (!(high > low) || !std::isfinite(high - low)) return {{low, fmt::format("{:.6g}{}", low * unit, sign)}};
  const double step = round_step((high - low) * unit, about);
  const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 9);
  std::vector<Tick> result;
  for (double k = std::ceil(low * unit / step - 1e-9); k * step <= high * unit + step * 1e-9; ++k) {
    const double value = k == 0 ? 0 : k * step;
    const std::string size = std::abs(value) >= 1e6 ? fmt::format("{:.6g}", std::abs(value))
                                                    : fmt::format("{:.{}f}", std::abs(value), decimals);
    result.push_back({value / unit, fmt::format("{}{}{}", value < 0 ? "−" : "", size, sign)});
  }
  return result;
}

}  // namespace

Style style(std::size_t number) {
  constexpr std::array inks{Ink::blue, Ink::vermillion, Ink::green, Ink::black, Ink::orange, Ink::sky, Ink::purple};
  constexpr std::array dashes{Dash::solid, Dash::dashed, Dash::dash_dotted, Dash::dotted, Dash::long_dashed};
  constexpr std::array markers{Marker::circle,        Marker::square,      Marker::triangle,    Marker::diamond,
                               Marker::down_triangle, Marker::open_circle, Marker::open_square, Marker::cross};
  constexpr std::array fills{Fill::solid, Fill::hatched, Fill::pale, Fill::cross_hatched, Fill::empty};
  return {.ink = inks[number % inks.size()],
          .dash = dashes[number % dashes.size()],
          .marker = markers[number % markers.size()],
          .fill = fills[number % fills.size()]};
}

std::vector<Tick> round_ticks(double low, double high, int about) { return ticks(low, high, about, 1, ""); }
std::vector<Tick> percent_ticks(double low, double high, int about) { return ticks(low, high, about, 100, " %"); }

}  // namespace backchannel::figures
