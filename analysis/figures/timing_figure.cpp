#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/figures/study_figures.hpp"
#include "analysis/figures/study_parts.hpp"
#include "analysis/text/words.hpp"

namespace backchannel::figures {

namespace {

/// A curve with its band from the first event on; an event that never came has a flat line.
struct Curve {
  Line line;
  Band band;

  Curve(const std::string& name, const Style& look) : line{name, look, {0}, {0}}, band{name, look, {0}, {0}, {0}} {}
  void add(double day, double share, const Interval& interval) {
    line.x.push_back(day), line.y.push_back(share);
    band.x.push_back(day), band.low.push_back(share > 0 ? interval.low : 0);
    band.high.push_back(share > 0 ? interval.high : 0);
  }
  void add_to(Panel& panel) {
    if (line.y.back() == 0) line.label = band.label += " (never)";
    panel.series.push_back(band), panel.series.push_back(line);
  }
};

/// The last day worth showing: the horizon, or well after the last event if that came early.
int last_day(const Summary& summary) {
  int last = 1;
  for (const PassageSummary& passage : summary.first_passage)
    for (std::size_t d = 1; d < passage.by_day.size(); ++d)
      if (passage.by_day[d].share > passage.by_day[d - 1].share) last = std::max(last, static_cast<int>(d + 1));
  return last < summary.study.horizon / 2 ? last + 1 + last / 8 : summary.study.horizon;
}

Panel passages_panel(const Summary& summary, int last) {
  Panel panel{.title = "has come by this day", .x = day_axis(last)};
  double high = 0;
  constexpr std::array<std::size_t, passages> looks{5, 0, 4, 1};  // sky, blue, orange, vermillion
  for (std::size_t e = 0; e < summary.first_passage.size(); ++e) {
    const PassageSummary& passage = summary.first_passage[e];
    Style look = style(looks[e]);
    look.dash = style(e).dash;
    Curve curve(passage_words(passage.name), look);
    for (int day = 1; day <= last; ++day) {
      const ShareEstimate& share = passage.by_day[static_cast<std::size_t>(day - 1)];
      curve.add(day, share.share, share.interval);
      high = std::max(high, curve.band.high.back());
    }
    curve.add_to(panel);
  }
  panel.y = share_axis("cumulative incidence (share of runs)", 1.05 * high);
  return panel;
}

Panel first_panel(std::span<const FirstEventSummary> events, int last) {
  Panel panel{.title = "came first (competing events)", .x = day_axis(last)};
  double high = 0;
  for (std::size_t c = 0; c < events.size(); ++c) {
    Curve curve(events[c].name, style(c));
    for (int day = 1; day <= last; ++day) {
      const Incidence& incidence = events[c].by_day[static_cast<std::size_t>(day - 1)];
      curve.add(day, incidence.probability, incidence.band);
      high = std::max(high, curve.band.high.back());
    }
    curve.add_to(panel);
  }
  panel.y = share_axis("", 1.05 * high);
  return panel;
}

}  // namespace

Figure timing_figure(const Summary& summary, std::span<const FirstEventSummary> events) {
  const int last = last_day(summary);
  Figure figure{
      .title = "When agreement and force come", .panels = {passages_panel(summary, last)}, .panel_height = 200};
  std::string how =
      "Cumulative incidence with pointwise 95 % bands. Runs are watched to the horizon, or to war or a settled "
      "agreement.";
  if (!events.empty()) {
    figure.columns = 2;
    figure.panels.push_back(first_panel(events, last));
    Axis &left = figure.panels[0].y, &right = figure.panels[1].y;
    left = share_axis(left.title, std::max(*left.high, *right.high));
    right = share_axis("", *left.high);
    how += " Right: Aalen–Johansen estimate of whether an agreement or force comes first; the rest met neither.";
  }
  if (last < summary.study.horizon) how += fmt::format(" Nothing changes after day {}.", last);
  figure.caption = caption(summary, how);
  return figure;
}

}  // namespace backchannel::figures
