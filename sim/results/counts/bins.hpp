// Where values of a daily series count: bins of equal width from low to high and, for a quantity that knows no bounds,
// bins beyond either end that widen by a twentieth each, so that nothing is moved into the range: the last of `beyond`
// = 250 lies some 4·10⁶ widths beyond the end. The outermost bins are open; what counts in them is at least their edge.
//
// Indices run over all bins from the lowest to the highest.
#pragma once

#include <cmath>

namespace backchannel {

struct Bins {
  double low = 0, high = 1;  // in the unit of the quantity
  int within = 50;           // of equal width
  int below = 0, above = 0;  // beyond low and beyond high

  static constexpr int beyond = 250;
  static constexpr double growth = 1.05;

  [[nodiscard]] int count() const { return below + within + above; }
  [[nodiscard]] double width() const { return (high - low) / within; }
  /// The lower edge of a bin; that of count() is the upper edge of the last.
  [[nodiscard]] double edge(int bin) const {
    const double k = bin < below ? below - bin : bin > below + within ? bin - below - within : 0;
    const double reach = width() * (std::pow(growth, k) - 1) / (growth - 1);
    return bin < below ? low - reach : bin > below + within ? high + reach : low + (bin - below) * width();
  }
  [[nodiscard]] double middle(int bin) const { return (edge(bin) + edge(bin + 1)) / 2; }
  /// The bin of a value that is not within: how many widths it lies beyond the end decides.
  [[nodiscard]] int outside(double value) const {
    const double excess = (value > high ? value - high : low - value) / width();
    const double k = std::floor(std::log1p(excess * (growth - 1)) / std::log(growth));
    return value > high ? below + within + (k < above ? static_cast<int>(k) : above - 1)
                        : below - 1 - (k < below ? static_cast<int>(k) : below - 1);
  }
  bool operator==(const Bins&) const = default;
};

}  // namespace backchannel
