// What the figures of a study share: caption, axes, days.
#pragma once

#include <string>
#include <vector>

#include "analysis/figures/draw/figure.hpp"
#include "analysis/findings/summary.hpp"

namespace backchannel::figures {

/// What is drawn; then of which study, and the caution.
[[nodiscard]] std::vector<std::string> caption(const Summary& summary, std::string what);
[[nodiscard]] Axis day_axis(int horizon);
/// Shares of 1 from 0 to `high`, ticks in per cent.
[[nodiscard]] Axis share_axis(std::string title, double high);
/// 1 to `last`.
[[nodiscard]] std::vector<double> days_to(int last);

}  // namespace backchannel::figures
