#include "analysis/figures/study_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "analysis/text/words.hpp"

namespace backchannel::figures {

std::vector<std::string> caption(const Summary& summary, std::string what) {
  return {std::move(what), fmt::format("{}; {}, scenario {}. {}", summary.study.title, provenance(summary),
                                       summary.study.scenario_hash.substr(0, 12), caution)};
}

Axis day_axis(int horizon) {
  Axis axis{.title = "day of the scenario", .low = 0, .high = static_cast<double>(horizon)};
  constexpr std::array steps{1, 2, 5, 7, 10, 14, 15, 20, 30, 60, 90, 180, 365};
  const auto step = std::ranges::find_if(steps, [&](int days) { return horizon <= 7 * days; });
  for (int day = 0; step != steps.end() && day <= horizon; day += *step)
    axis.ticks.push_back({static_cast<double>(day), std::to_string(day)});
  return axis;
}

Axis share_axis(std::string title, double high) {
  const double top = std::clamp(high, 0.01, 1.0);
  return {.title = std::move(title), .low = 0, .high = top, .ticks = percent_ticks(0, top), .grid = true};
}

std::vector<double> days_to(int last) {
  std::vector<double> days(last);
  std::iota(days.begin(), days.end(), 1.0);
  return days;
}

}  // namespace backchannel::figures
