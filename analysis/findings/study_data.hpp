// What figures and summaries take from a study file beyond its tallies: which runs met agreement or force first, and
// the draws of the priors beside the outcomes, and quartiles of terms with their intervals. Only where rows were kept.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/findings/terciles.hpp"
#include "analysis/statistics/competing_risks.hpp"
#include "sim/results/database.hpp"
#include "sim/results/facts.hpp"

namespace backchannel {

/// What came first in a run: causes of competing_risks.hpp. Runs in which neither came are censored at the horizon.
enum class FirstEvent { agreement, force };
inline constexpr int first_events = 2;

/// None without rows.
[[nodiscard]] std::vector<FirstPassage> read_first_events(const Database& database, int horizon);

struct Driver {
  std::string path, unit;
  TercileEffect terciles;
};
struct DriverTable {
  std::vector<Driver> drivers;  // the largest effect first
  double floor = 0;             // terciles.hpp
  std::size_t draws = 0;
};

/// The drivers to tell: above the floor, at most eight.
[[nodiscard]] std::span<const Driver> told_drivers(const DriverTable& table);

/// None without rows, without uncertain parameters or with fewer than 30 draws.
[[nodiscard]] std::optional<DriverTable> read_drivers(const Database& database);

/// Quartiles of an issue over the texts of a scope in force at the end, in the unit of the issue, of positions rounded as
/// in the tally, so that they are those of the summary; with their intervals (intervals.hpp).
struct TermQuartiles {
  std::size_t scope = 0, issue = 0;
  Quartiles quartiles;
};
/// Scopes without agreements and issues that are not in a text are left out; none without rows.
[[nodiscard]] std::vector<TermQuartiles> read_terms(const Database& database, const StudyFacts& study);

/// How often, and how early, an event came first.
struct FirstEventSummary {
  std::string name;               // agreement, force
  std::vector<Incidence> by_day;  // [d − 1]: first, and by the end of day d
  TimeLost lost;                  // up to the horizon
};
/// Agreement, then force; none without events.
[[nodiscard]] std::vector<FirstEventSummary> summarise_first_events(std::span<const FirstPassage> events, int horizon);

/// What a summary says beyond the tallies; empty where rows were not kept.
struct StudyDetails {
  std::vector<FirstEventSummary> first_events;
  std::optional<DriverTable> drivers;
  std::vector<TermQuartiles> terms;
};
[[nodiscard]] StudyDetails read_details(const Database& database, const StudyFacts& study);

}  // namespace backchannel
