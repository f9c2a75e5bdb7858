// What the figures of sweeps share: the outcome that is asked for, caption, and the figures by family.
#pragma once

#include <string>
#include <vector>

#include "analysis/figures/draw/figure.hpp"
#include "sim/core/errors.hpp"
#include "sim/results/file/sweep_file.hpp"

namespace backchannel::figures {

/// A figure of one outcome of a sweep.
struct Asked {
  const StoredSweep& sweep;
  std::size_t outcome;
  const std::string& file;

  [[nodiscard]] const OutcomeFacts& facts() const { return sweep.facts.outcomes[outcome]; }
  [[nodiscard]] bool is_share() const { return facts().kind == OutcomeKind::share; }
  [[nodiscard]] const PointEstimate& estimate(std::size_t point) const {
    return sweep.results[point].estimates[outcome];
  }
  [[nodiscard]] std::string title() const {
    return is_share() ? "share of runs: " + facts().title
                      : facts().title + (facts().unit.empty() ? "" : " (" + facts().unit + ")");
  }
  [[noreturn]] void refuse(const std::string& what, const std::string& needed) const {
    throw BadInput({Problem{Place{file}, "--what", what, needed}});
  }
};

/// What is drawn; then of which study, and the caution.
[[nodiscard]] std::vector<std::string> caption(const StoredSweep& sweep, std::string what);

/// A line of text in each cell of a heat map, black on pale and white on dark.
class CellTexts {
 public:
  /// Below the middle by `shift_y` points.
  CellTexts(double shift_y, double size);
  void add(double x, double y, std::string text, bool on_dark);
  void add_to(Panel& panel) const;

 private:
  Texts pale_, dark_;
};

[[nodiscard]] Figure lines_figure(const Asked& asked);
[[nodiscard]] Figure heat_figure(const Asked& asked);
[[nodiscard]] Figure tornado_figure(const Asked& asked);
[[nodiscard]] Figure indices_figure(const Asked& asked);
[[nodiscard]] Figure morris_figure(const Asked& asked);
[[nodiscard]] Figure transitions_figure(const StoredSweep& sweep, const std::string& file);

}  // namespace backchannel::figures
