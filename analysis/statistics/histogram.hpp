// Fixed-bin integer histograms, and bars of shares for the terminal.
//
// A histogram counts values in `bins` bins of equal width from low to high, and those below and above. Counts are
// integers, so histograms of batches combine to the same bits in any order. Its quantile is linear within the bin that
// holds the rank (the grouped-data quantile): off by at most one bin's width from the quantile of the values.
//
// A share bar shows both uncertainties. The bar ends at the share; its shading shows the range of the outcome's
// probability over the priors (judgement): solid up to the low end, medium from there to the share, light from the
// share to the high end. The Monte Carlo interval, mostly narrower than a character, is printed beside it:
//   comprehensive agreement ████████████▓▓▓▓▓▓░░░░░░░  31.2 % [30.3, 32.1]  priors 20 – 44 %
//
// Units: histogram in the unit of its values; shares in [0, 1], printed in per cent.
// Throws std::invalid_argument for bins without width, histograms of unlike bins, NaN, shares outside [0, 1].
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/statistics/intervals.hpp"

namespace backchannel {

class Histogram {
 public:
  Histogram(double low, double high, int bins);

  void add(double value, std::uint64_t times = 1);
  Histogram& operator+=(const Histogram& other);
  bool operator==(const Histogram&) const = default;

  double low() const { return low_; }
  double high() const { return high_; }
  double width() const { return (high_ - low_) / static_cast<double>(counts_.size()); }
  std::span<const std::uint64_t> counts() const { return counts_; }
  std::uint64_t below() const { return below_; }
  std::uint64_t above() const { return above_; }
  std::uint64_t total() const;

  /// ±infinity if the rank lies below or above the bins; none without values.
  std::optional<double> quantile(double probability) const;

 private:
  double low_, high_;
  std::uint64_t below_ = 0, above_ = 0;
  std::vector<std::uint64_t> counts_;
};

struct ShareBar {
  std::string label;
  double share = 0;
  Interval error;                 // Monte Carlo
  std::optional<Interval> range;  // over the priors
};

enum class Glyphs { Blocks, Ascii };

struct BarStyle {
  int width = 80;  // columns of a line, at least 60 are used
  Glyphs glyphs = Glyphs::Blocks;
  bool captions = true;  // "priors" before every range; without, a heading of the caller's says it
};

/// One line per bar, all on one scale from 0, and a line with the scale. Control characters in labels become "?".
std::string render_bars(std::span<const ShareBar> bars, const BarStyle& style = {});

}  // namespace backchannel
