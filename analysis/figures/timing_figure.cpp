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

/// The colour of what comes, by passage_names.
constexpr std::array<Ink, passages> passage_inks{Ink::interim, Ink::comprehensive, Ink::strike,     Ink::war,
                                                 Ink::breach,  Ink::war_end,       Ink::after_force};

Style passage_style(std::size_t e) {
  Style look = style(e);
  look.ink = passage_inks[e];
  return look;
}

Panel passages_panel(const Summary& summary, int last) {
  Panel panel{.title = "has come by this day", .x = day_axis(last)};
  double high = 0;
  for (std::size_t e = 0; e < summary.first_passage.size(); ++e) {
    const PassageSummary& passage = summary.first_passage[e];
    Curve curve(passage_words(passage.name), passage_style(e));
    for (int day = 1; day <= last; ++day) {
      const ShareEstimate& share = passage.by_day[day - 1];
      curve.add(day, share.share, share.interval);
      high = std::max(high, curve.band.high.back());
    }
    curve.add_to(panel);
  }
  panel.y = share_axis("cumulative incidence (share of runs)", 1.05 * high);
  return panel;
}

/// The range over the judgements, each day half a day wide to either side, so that a single day is seen; and the days
/// with the event on which it is not told from luck.
struct JudgedDays {
  Band told;
  Boxes untold{.label = "not told from luck", .style = {.ink = Ink::grey, .fill = Fill::hatched}};

  void add(int day, int last, const ShareEstimate& share, const std::optional<Interval>& range) {
    const double from = day - 0.5, to = std::min(day + 0.5, static_cast<double>(last));
    const double nothing = std::nan("");
    for (const double at : {from, to}) {
      told.x.push_back(at);
      told.low.push_back(range ? range->low : nothing), told.high.push_back(range ? range->high : nothing);
    }
    if (range || share.share == 0) return;
    if (!untold.boxes.empty() && untold.boxes.back().right == from)
      untold.boxes.back().right = to;
    else
      untold.boxes.push_back({from, to, 0, 0});
  }
  /// What is not told is a strip on the axis.
  void add_to(Panel& panel, double height) {
    for (Rectangle& box : untold.boxes) box.top = height;
    if (std::ranges::any_of(told.low, [](double low) { return std::isfinite(low); })) panel.series.push_back(told);
    if (!untold.boxes.empty()) panel.series.push_back(untold);
  }
};

/// One event with the range of its probability over the judgements, day by day.
Panel judged_panel(const PassageSummary& passage, std::size_t e, int last, bool first_column) {
  Panel panel{.title = passage_words(passage.name) + ", over the judgements", .x = day_axis(last)};
  Style look = passage_style(e);
  look.dash = Dash::solid;
  JudgedDays judged{.told = {"5 – 95 % of its probability", look, {}, {}, {}, 0.3}};
  Line line{"share of runs", look, {0}, {0}};
  double high = 0;
  for (int day = 1; day <= last; ++day) {
    const std::size_t d = day - 1;
    const auto& range = passage.prior_range[d];
    line.x.push_back(day), line.y.push_back(passage.by_day[d].share);
    judged.add(day, last, passage.by_day[d], range);
    high = std::max({high, line.y.back(), range ? range->high : 0});
  }
  judged.add_to(panel, 0.03 * high);
  panel.series.push_back(line);
  panel.y = share_axis(first_column ? "share of runs; probability" : "", 1.05 * high);
  return panel;
}

Panel first_panel(std::span<const FirstEventSummary> events, int last) {
  Panel panel{.title = "came first (competing events)", .x = day_axis(last)};
  double high = 0;
  for (std::size_t c = 0; c < events.size(); ++c) {
    Style look = style(c);
    look.ink = c == 0 ? Ink::comprehensive : Ink::war;
    Curve curve(events[c].name, look);
    for (int day = 1; day <= last; ++day) {
      const Incidence& incidence = events[c].by_day[day - 1];
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
  Figure figure{.title = "When agreement and force come",
                .panels = {passages_panel(summary, last)},
                .columns = 3,
                .panel_height = 150};
  figure.width = 700;
  std::string how =
      "Top left: cumulative incidence with pointwise 95 % bands of finite runs; a run is watched to its end.";
  if (!events.empty()) {
    figure.panels.push_back(first_panel(events, last));
    how += " Beside it: Aalen–Johansen estimate of whether an agreement or force comes first; the rest met neither.";
  }
  if (summary.study.judged) {
    for (std::size_t e = 0; e < summary.first_passage.size(); ++e)
      if (summary.first_passage[e].by_day.back().share > 0)
        figure.panels.push_back(judged_panel(summary.first_passage[e], e, last, figure.panels.size() % 3 == 0));
    how +=
        " The others: each event with the range of its probability for nine in ten sets of judgements, a fit to the "
        "pairs of runs (beta law), where judgement can be told from luck on that day (each day is looked at by "
        "itself); "
        "more runs do not narrow it.";
  }
  if (last < summary.study.horizon) how += fmt::format(" Nothing changes after day {}.", last);
  figure.columns = std::min<int>(3, static_cast<int>(figure.panels.size()));
  if (figure.panels.size() < 3) figure.width = 500, figure.panel_height = 200;
  figure.caption = caption(summary, how);
  return figure;
}

}  // namespace backchannel::figures
