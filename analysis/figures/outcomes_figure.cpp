#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/figures/study_figures.hpp"
#include "analysis/figures/study_parts.hpp"
#include "analysis/text/words.hpp"

namespace backchannel::figures {

namespace {

std::string per_cent(double share) { return fmt::format("{:.1f} %", 100 * share); }

}  // namespace

Figure outcomes_figure(const Summary& summary) {
  Panel panel{.x = {.title = "share of runs; probability of the outcome"}, .y = {.low = 0.45, .high = 6.6}};
  panel.y.ticks.clear();
  Whiskers error{.label = "95 % interval of the share: finite runs",
                 .style = {.ink = Ink::black, .marker = Marker::diamond, .width = 1, .marker_size = 0.35},
                 .along = Direction::horizontal};
  Boxes bars{.label = "share of runs", .style = {.ink = Ink::sky}};
  const std::string range_label =
      "5 – 95 % of the probability over the judgements " +
      (summary.nested ? "(nested, " + nested_runs(*summary.nested) + ")" : std::string("(from pairs)"));
  Boxes ranges{.label = range_label, .style = {.ink = Ink::orange, .fill = Fill::hatched}};
  Texts shares{.shift_x = 7}, bounds{.ink = Ink::grey, .size = 7, .shift_x = 4};
  double high = 0.05;
  for (std::size_t c = 0; c < summary.outcomes.size(); ++c) {
    const ClassShare& share = summary.outcomes[c];
    const double y = outcomes - static_cast<double>(c), upper = y + 0.14, lower = y - 0.24;
    const Interval& interval = share.estimate.interval;
    panel.y.ticks.push_back({y, spaced(share.name)});
    bars.boxes.push_back({0, share.estimate.share, upper - 0.2, upper + 0.2});
    error.x.push_back(share.estimate.share), error.y.push_back(upper);
    error.low.push_back(interval.low), error.high.push_back(interval.high);
    shares.texts.push_back(
        {interval.high, upper,
         fmt::format("{} [{:.1f}, {:.1f}]", per_cent(share.estimate.share), 100 * interval.low, 100 * interval.high)});
    high = std::max(high, interval.high);
    if (!share.prior_range) {
      if (share.judgement) bounds.texts.push_back({0, lower, "not told from luck"});
      continue;
    }
    ranges.boxes.push_back({share.prior_range->low, share.prior_range->high, lower - 0.08, lower + 0.08});
    bounds.texts.push_back(
        {share.prior_range->high, lower,
         fmt::format("{:.0f} – {:.0f} %", 100 * share.prior_range->low, 100 * share.prior_range->high)});
    high = std::max(high, share.prior_range->high);
  }
  panel.x.low = 0, panel.x.high = std::min(1.32, 1.3 * high), panel.x.grid = true;
  panel.x.ticks = percent_ticks(0, std::min(1.0, *panel.x.high), 6);
  panel.series = {bars, error, shares};
  std::string how =
      "Solid: how often the outcome came, and the precision of that number, which more runs would narrow.";
  if (ranges.boxes.empty()) {
    panel.series.push_back(bounds);
  } else {
    panel.series.insert(panel.series.end(), {ranges, bounds});
    how +=
        " Hatched: where its probability lies for nine in ten sets of judgements that the scenario allows; more runs "
        "do not narrow it.";
  }
  return {.title = "Outcomes", .caption = caption(summary, how), .panels = {panel}, .panel_height = 225};
}

}  // namespace backchannel::figures
