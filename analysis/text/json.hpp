// Pieces of JSON that summaries, sweeps and drivers share. What is no number is null.
#pragma once

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "analysis/findings/thirds.hpp"
#include "analysis/statistics/intervals.hpp"
#include "sim/results/file/sweep_file.hpp"

namespace backchannel {

using Json = nlohmann::ordered_json;

inline Json json_number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
template <class Number>
Json json_number(const std::optional<Number>& value) {
  return value ? Json(*value) : Json(nullptr);
}
inline Json json_of(const Interval& interval) {
  return Json::array({json_number(interval.low), json_number(interval.high)});
}
inline Json json_of(const std::optional<Interval>& interval) { return interval ? json_of(*interval) : Json(nullptr); }
/// The range over the judgements; null: not told.
inline Json json_of_range(const PointEstimate& x) {
  return std::isfinite(x.prior_low) ? json_of(Interval{x.prior_low, x.prior_high}) : Json(nullptr);
}
inline Json json_of(const ShareEstimate& estimate) {
  return {{"share", json_number(estimate.share)}, {"ci95", json_of(estimate.interval)}};
}

/// `thirds`: an outcome in the thirds of an input from the lowest on; `monotone`: rises, falls or no.
inline Json json_of_thirds(const std::array<double, 3>& mean) {
  const Trend direction = direction_of(mean);
  Json json{{"thirds", Json::array()}};
  for (const double value : mean) json["thirds"].push_back(json_number(value));
  const bool is_monotone = direction == Trend::rises || direction == Trend::falls;
  json["monotone"] = is_monotone ? direction_name(direction) : "no";
  return json;
}

}  // namespace backchannel
