#include "analysis/statistics/histogram.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/errors.hpp"
#include "sim/core/text.hpp"

namespace backchannel {
namespace {

struct Shades {
  const char *solid, *medium, *light, *dash;
};

Shades shades_of(Glyphs glyphs) {
  return glyphs == Glyphs::Blocks ? Shades{"█", "▓", "░", "–"} : Shades{"#", "=", "-", "-"};
}

/// Printable text of exactly `columns` columns.
std::string label_of(const std::string& label, std::size_t columns, Glyphs glyphs) {
  std::string text = fitted_text(label, columns, "");
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
  const int share = column(bar.share), low = bar.range ? std::min(column(bar.range->low), share) : share;
  const int high = bar.range ? std::max(column(bar.range->high), share) : share;
  std::string text;
  for (int c = 0; c < columns; ++c)
    text += c < low ? shades.solid : c < share ? shades.medium : c < high ? shades.light : " ";
  return text;
}

std::string numbers(const ShareBar& bar, const Shades& shades, bool captions) {
  std::string text =
      fmt::format("{:5.1f} % [{:.1f}, {:.1f}]", 100 * bar.share, 100 * bar.error.low, 100 * bar.error.high);
  if (bar.range)
    text += fmt::format("  {}{:.0f} {} {:.0f} %", captions ? "priors " : "", 100 * bar.range->low, shades.dash,
                        100 * bar.range->high);
  return text;
}

}  // namespace

Histogram::Histogram(double low, double high, int bins) : low_(low), high_(high) {
  require(std::isfinite(low) && std::isfinite(high) && low < high && bins > 0, "a histogram needs bins with a width");
  counts_.resize(static_cast<std::size_t>(bins));
}

void Histogram::add(double value, std::uint64_t times) {
  require(!std::isnan(value), "a value is NaN");
  if (value < low_) {
    below_ += times;
  } else if (value >= high_) {
    above_ += times;
  } else {
    const double position = (value - low_) / (high_ - low_) * static_cast<double>(counts_.size());
    counts_[std::min(static_cast<std::size_t>(position), counts_.size() - 1)] += times;
  }
}

Histogram& Histogram::operator+=(const Histogram& other) {
  require(low_ == other.low_ && high_ == other.high_ && counts_.size() == other.counts_.size(),
          "histograms of unlike bins cannot be combined");
  below_ += other.below_;
  above_ += other.above_;
  for (std::size_t b = 0; b < counts_.size(); ++b) counts_[b] += other.counts_[b];
  return *this;
}

std::uint64_t Histogram::total() const {
  std::uint64_t sum = below_ + above_;
  for (std::uint64_t count : counts_) sum += count;
  return sum;
}

std::optional<double> Histogram::quantile(double probability) const {
  require(probability >= 0 && probability <= 1, "the probability of a quantile must lie in [0, 1]");
  if (total() == 0) return std::nullopt;
  const double rank = probability * static_cast<double>(total());
  double passed = static_cast<double>(below_);
  if (below_ > 0 && rank <= passed) return -std::numeric_limits<double>::infinity();
  for (std::size_t b = 0; b < counts_.size(); ++b) {
    const double count = static_cast<double>(counts_[b]);
    if (count > 0 && rank <= passed + count)
      return low_ + width() * (static_cast<double>(b) + std::max(0.0, rank - passed) / count);
    passed += count;
  }
  return std::numeric_limits<double>::infinity();
}

std::string render_bars(std::span<const ShareBar> bars, const BarStyle& style) {
  check_bars(bars);
  const Shades shades = shades_of(style.glyphs);
  std::size_t label = 0, number = 0;
  for (const ShareBar& bar : bars) {
    label = std::max(label, std::min<std::size_t>(text_columns(bar.label), 24));
    number = std::max(number, text_columns(numbers(bar, shades, style.captions)));
  }
  const int taken = static_cast<int>(label + number) + 2;
  const int columns = std::max(8, std::max(style.width, 60) - taken);
  const double end = scale_end(bars);
  std::string text;
  for (const ShareBar& bar : bars)
    text += fmt::format("{} {} {}\n", label_of(bar.label, label, style.glyphs), drawn(bar, end, columns, shades),
                        numbers(bar, shades, style.captions));
  const std::string last = fmt::format("{:.0f} %", 100 * end);
  return text + std::string(label + 1, ' ') + "0" + fmt::format("{:>{}}", last, columns - 1) + "\n";
}

}  // namespace backchannel
