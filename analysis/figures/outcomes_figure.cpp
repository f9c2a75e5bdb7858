#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/figures/draw/layout.hpp"
#include "analysis/figures/draw/text.hpp"
#include "analysis/figures/study_figures.hpp"
#include "analysis/figures/study_parts.hpp"
#include "analysis/text/words.hpp"

namespace backchannel::figures {

namespace {

/// What is drawn of all outcomes.
struct Drawn {
  Whiskers error{.label = "95 % interval of the share: finite runs",
                 .style = {.ink = Ink::black, .marker = Marker::diamond, .width = 1, .marker_size = 0.35},
                 .along = Direction::horizontal};
  std::vector<Series> bars;
  Boxes ranges{.style = {.ink = Ink::grey, .fill = Fill::cross_hatched}};
  Texts shares{.shift_x = 7}, bounds{.ink = Ink::black, .size = 7, .shift_x = 4};
  double high = 0.05;
};

/// The share, of an agreement in two parts: in force at the end, and not any more.
void add_bar(Drawn& drawn, const ClassShare& share, std::size_t outcome, double y) {
  const double kept = share.in_force ? share.in_force->share : share.estimate.share, whole = share.estimate.share;
  const auto part = [&](double from, double to, Fill fill) {
    if (to > from)
      drawn.bars.push_back(Boxes{"", {.ink = ink_of(outcome), .fill = fill}, {{from, to, y - 0.2, y + 0.2}}});
  };
  part(0, kept, Fill::solid), part(kept, whole, Fill::hatched);
  const Interval& interval = share.estimate.interval;
  drawn.error.x.push_back(whole), drawn.error.y.push_back(y);
  drawn.error.low.push_back(interval.low), drawn.error.high.push_back(interval.high);
  std::string text = fmt::format("{} % [{}, {}]", per_cent(whole), per_cent(interval.low), per_cent(interval.high));
  if (share.in_force && share.count > 0) text += fmt::format("; in force {} %", per_cent(kept));
  drawn.shares.texts.push_back({interval.high, y, text});
  drawn.high = std::max(drawn.high, interval.high);
}

void add_range(Drawn& drawn, const ClassShare& share, double y) {
  if (!share.prior_range) {
    if (share.judgement) drawn.bounds.texts.push_back({0, y, "over the judgements: not told"});
    return;
  }
  const Interval& range = *share.prior_range;
  drawn.ranges.boxes.push_back({range.low, range.high, y - 0.08, y + 0.08});
  drawn.bounds.texts.push_back(
      {range.high, y, fmt::format("{} – {} %", per_cent(range.low, 0), per_cent(range.high, 0))});
  drawn.high = std::max(drawn.high, range.high);
}

/// A sample for the legend: bars of all colours are drawn like it.
Series sample(std::string label, Fill fill) { return Boxes{std::move(label), {.ink = Ink::grey, .fill = fill}, {}}; }

/// Lengthens the axis, which begins at 0, until the texts beside the bars end within the page.
void make_room(Figure& figure) {
  const Layout layout = layout_of(figure);
  const Rectangle& area = layout.panels[0].area;
  Axis& axis = figure.panels[0].x;
  for (const Series& series : figure.panels[0].series)
    if (const auto* texts = std::get_if<Texts>(&series))
      for (const auto& text : texts->texts) {
        const double room = layout.width - 4 - area.left - texts->shift_x - 1.1 * text_width(text.text, texts->size);
        axis.high = std::max(*axis.high, text.x * (area.right - area.left) / room);
      }
  axis.ticks = percent_ticks(0, std::min(1.0, *axis.high), 6);
}

std::string how_to_read(const Summary& summary, const Drawn& drawn) {
  std::string how = "Bars: how often the outcome came, and the precision of that number, which more runs would narrow.";
  if (summary.agreements.reached.share > 0)
    how += " Of an agreement the hatched part is of runs with none in force at the end.";
  if (!drawn.ranges.boxes.empty())
    how += std::string(
               " Below: where its probability lies for nine in ten sets of judgements that the scenario allows; "
               "more runs do not narrow it. ") +
           (summary.nested ? "Measured with a nested design."
                           : "A fit: the beta law with the variance between pairs of runs.");
  if (summary.study.judged) how += " Not told: it cannot be told from luck.";
  for (const std::string& remark : {nested_means_apart(summary), shares_outside_ranges(summary)})
    if (!remark.empty()) how += " " + remark;
  return how;
}

}  // namespace

Figure outcomes_figure(const Summary& summary) {
  Panel panel{.x = {.title = "share of runs; probability of the outcome"}, .y = {.low = 0.45, .high = 6.6}};
  Drawn drawn;
  drawn.ranges.label =
      "5 – 95 % of the probability over the judgements " +
      (summary.nested ? "(nested, " + nested_runs(*summary.nested) + ")" : std::string("(fit to pairs)"));
  for (std::size_t c = 0; c < summary.outcomes.size(); ++c) {
    const double y = outcomes - static_cast<double>(c);
    panel.y.ticks.push_back({y, spaced(summary.outcomes[c].name)});
    add_bar(drawn, summary.outcomes[c], c, y + 0.14);
    add_range(drawn, summary.outcomes[c], y - 0.24);
  }
  panel.x.low = 0, panel.x.high = 1.2 * drawn.high, panel.x.grid = true;
  panel.series = {sample("share of runs", Fill::solid)};
  if (summary.agreements.reached.share > 0) panel.series.push_back(sample("not in force at the end", Fill::hatched));
  panel.series.insert(panel.series.end(), drawn.bars.begin(), drawn.bars.end());
  panel.series.insert(panel.series.end(), {drawn.error, drawn.shares});
  if (!drawn.ranges.boxes.empty()) panel.series.push_back(drawn.ranges);
  panel.series.push_back(drawn.bounds);
  Figure figure{.title = "Outcomes",
                .caption = caption(summary, how_to_read(summary, drawn)),
                .panels = {panel},
                .panel_height = 225};
  make_room(figure);
  return figure;
}

}  // namespace backchannel::figures
