// What `show` prints beside the summary, so that a terminal tells what the figures do: the daily series at four days,
// what comes first, and what drives the outcomes.
#pragma once

#include <string>

#include "analysis/findings/summary.hpp"

namespace backchannel {

/// Tension, postures and escalation: means over runs, where there is room with their 5 and 95 % points.
[[nodiscard]] std::string course_text(const Summary& summary, const Daily& daily, int width);

/// Agreement and force as competing events, and what drives the outcomes; empty without rows.
[[nodiscard]] std::string details_text(const StudyDetails& details, int horizon, std::size_t width);

}  // namespace backchannel
