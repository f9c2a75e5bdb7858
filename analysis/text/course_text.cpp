#include "analysis/text/course_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/findings/days.hpp"
#include "analysis/text/text_table.hpp"
#include "analysis/text/words.hpp"

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

std::string two_digits(double value) { return fixed(value, 2); }

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
        {"  " + event.name,
         fmt::format("{} % [{}, {}]", per_cent(last.probability), per_cent(last.band.low), per_cent(last.band.high)),
         fmt::format("{} [{}, {}]", fixed(event.lost.days, 1), fixed(event.lost.interval.low, 1),
                     fixed(event.lost.interval.high, 1))});
  }
  return table.text(0) + "\n";
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
  for (const std::size_t a : in_order(summary.study.actors)) {
    const ActorFacts& actor = summary.study.actors[a];
    add("rung of " + actor.name, "posture." + actor.id, ranges);
  }
  add("escalation score (mean)", "escalation", false);
  return table.text(0) + "\n";
}

std::string details_text(const StudyDetails& details, int horizon, std::size_t width) {
  std::string text;
  if (!details.first_events.empty()) text += first_text(details.first_events, horizon);
  if (!details.drivers.empty()) {
    const std::size_t columns = std::min(width, std::size_t{113});
    text += "what drives it\n" + judgements_text(details.drivers, 8, columns) + "\n";
  }
  return text;
}

}  // namespace backchannel
