#include "analysis/text/course_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/findings/days.hpp"
#include "analysis/text/text_table.hpp"
#include "analysis/text/words.hpp"
#include "sim/crisis/row.hpp"

namespace backchannel {

namespace {

constexpr int wide = 110;  // columns from which ranges stand beside the means

/// The first day, a third and two thirds of the way, the last day.
std::vector<int> four_days(int horizon) {
  std::vector<int> days{1, horizon / 3, 2 * horizon / 3, horizon};
  std::erase_if(days, [](int day) { return day < 1; });
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

std::string two_digits(double value) { return std::isfinite(value) ? fmt::format("{:.2f}", value) : "–"; }

std::vector<std::string> series_row(const std::string& title, const Daily& daily, std::size_t series,
                                    const std::vector<int>& days, bool ranges) {
  std::vector<std::string> row{title};
  for (const int day : days) {
    std::string cell = two_digits(day_mean(daily, series, day));
    if (ranges)
      cell += fmt::format(" ({} – {})", two_digits(day_quantile(daily, series, day, 0.05)),
                          two_digits(day_quantile(daily, series, day, 0.95)));
    row.push_back(cell);
  }
  return row;
}

std::string first_text(const std::vector<FirstEventSummary>& events, int horizon) {
  TextTable table(1);
  table.add({"what comes first", "share [95 %]", fmt::format("days lost to it, of {} [95 %]", horizon)});
  for (const FirstEventSummary& event : events) {
    const Incidence& last = event.by_day.back();
    table.add(
        {"  " + std::string(event.name),
         fmt::format("{:.1f} % [{:.1f}, {:.1f}]", 100 * last.probability, 100 * last.band.low, 100 * last.band.high),
         fmt::format("{:.1f} [{:.1f}, {:.1f}]", event.lost.days, event.lost.interval.low, event.lost.interval.high)});
  }
  return table.text(0) + "\n";
}

std::string drivers_text(const DriverTable& table, std::size_t width) {
  TextTable lines(2);
  lines.add({"what drives it", "share of", "lowest", "middle", "highest third"});
  for (const Driver& driver : told_drivers(table)) {
    const TercileEffect& effect = driver.terciles;
    const auto c = static_cast<std::size_t>(effect.strongest);
    std::vector<std::string> row{"  " + driver.path, spaced(outcome_names[c])};
    for (const auto& shares : effect.shares) row.push_back(fmt::format("{:.1f} %", 100 * shares[c].share));
    lines.add(row);
  }
  if (told_drivers(table).empty()) lines.add({"  no parameter stands out", "", "", "", ""});
  return lines.text(0) +
         wrapped_text(fmt::format("Shares in the thirds of the draws sorted by the parameter; at most eight of {}, and "
                                  "none whose thirds differ by less than {:.1f} points, which one that does nothing "
                                  "exceeds once in twenty.",
                                  table.drivers.size(), 100 * table.floor),
                      std::min<std::size_t>(width, 113), 2) +
         "\n";
}

}  // namespace

std::string course_text(const Summary& summary, const Daily& daily, int width) {
  const std::vector<int> days = four_days(summary.study.horizon);
  const bool ranges = width >= wide;
  TextTable table(1);
  std::vector<std::string> heading{ranges ? "through time (5 – 95 % of runs)" : "through time"};
  for (const int day : days) heading.push_back(fmt::format("day {}", day));
  table.add(heading);
  const auto add = [&](const std::string& title, const std::string& name, bool with_ranges) {
    table.add(series_row("  " + title, daily, series_index(daily, name), days, with_ranges));
  };
  add("tension (0 to 1)", "tension", ranges);
  for (const ActorFacts& actor : summary.study.actors) add("rung of " + actor.name, "posture." + actor.id, ranges);
  add("escalation score (mean)", "escalation", false);
  return table.text(0) + "\n";
}

std::string details_text(const StudyDetails& details, int horizon, int width) {
  std::string text;
  if (!details.first_events.empty()) text += first_text(details.first_events, horizon);
  if (details.drivers) text += drivers_text(*details.drivers, static_cast<std::size_t>(width));
  return text;
}

}  // namespace backchannel
