#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "analysis/figures/draw/layout.hpp"
#include "analysis/figures/study_figures.hpp"
#include "analysis/figures/study_parts.hpp"
#include "analysis/findings/term_bins.hpp"
#include "analysis/text/words.hpp"

namespace backchannel::figures {

namespace {

/// The lowest and highest step of all texts that can move the issue.
std::pair<std::size_t, std::size_t> steps_of(const Tally& tally, const IssueFacts& issue, std::size_t k) {
  std::size_t low = tally.terms[0][k].steps(), high = 0;
  for (std::size_t s = 0; s < scopes.size(); ++s)
    for (std::size_t step = 0; issue.in_text[s] && step < tally.terms[s][k].counts.size(); ++step)
      if (tally.terms[s][k].counts[step] > 0) low = std::min(low, step), high = std::max(high, step);
  return {low, high};
}

/// What every text has if one bin holds them all: a value, between which values, or a level.
std::optional<std::string> constant(const Tally& tally, const IssueFacts& issue, std::size_t k) {
  const auto [first, last] = steps_of(tally, issue, k);
  if (first > last) return std::nullopt;
  std::size_t bins = 0;
  for (std::size_t s = 0; s < scopes.size(); ++s)
    if (issue.in_text[s] && tally.terms[s][k].total.count > 0)
      bins = std::max<std::size_t>(bins, std::ranges::count_if(term_bins(tally.terms[s][k], issue),
                                                               [](const TermBin& bin) { return bin.texts > 0; }));
  const TermTally& scale = tally.terms[0][k];
  TermTally both(issue.levels.size());
  for (const std::size_t step : {first, last}) both.add(scale.position(step));
  const auto held = term_bins(both, issue);
  if (bins != 1 || std::ranges::count_if(held, [](const TermBin& bin) { return bin.texts > 0; }) != 1)
    return std::nullopt;
  if (!issue.levels.empty()) return issue.levels[issue.level_at(scale.position(first))];
  const auto [low, high] = std::minmax({issue.physical(scale.position(first)), issue.physical(scale.position(last))});
  return low < high ? term_text(low, issue) + " – " + term_text(high, issue) : term_text(low, issue);
}

/// In place of bars, what every text has.
void note_constant(Panel& panel, const std::string& what) {
  for (Series& series : panel.series) std::get<Boxes>(series).boxes.clear();
  const Texts::Text note{(*panel.x.low + *panel.x.high) / 2, 0.5, what + " in every text"};
  panel.series.push_back(Texts{.texts = {note}, .align = Align::centre});
}

/// The axis of an issue, its levels by name.
Axis issue_axis(const IssueFacts& issue, const std::vector<TermBin>& bins) {
  const auto [low, high] = std::minmax(issue.low, issue.high);
  Axis axis{.title = issue.unit, .low = low, .high = high};
  if (issue.levels.empty()) return axis;
  const auto [left, right] = std::minmax({bins.front().from, bins.back().to, bins.back().from, bins.front().to});
  axis.low = left, axis.high = right;
  for (const TermBin& bin : bins) axis.ticks.push_back({(bin.from + bin.to) / 2, bin.level});
  return axis;
}

Panel issue_panel(const Summary& summary, const Tally& tally, std::size_t k, bool first_column) {
  const IssueFacts& issue = summary.study.issues[k];
  Panel panel{.title = issue.title, .x = issue_axis(issue, term_bins(tally.terms[0][k], issue))};
  double top = 0;
  std::size_t drawn = 0;  // kinds of text, side by side
  for (std::size_t s = 0; s < scopes.size(); ++s) drawn += issue.in_text[s] && tally.terms[s][k].total.count > 0;
  for (std::size_t s = 0; s < scopes.size(); ++s) {
    const TermTally& term = tally.terms[s][k];
    if (term.total.count == 0) continue;
    Boxes bars{
        .label = fmt::format("{} agreements ({})", settlement_names[s + 1], runs_text(term.total.count)),
        .style = {.ink = s == 0 ? Ink::interim : Ink::comprehensive, .fill = s == 0 ? Fill::hatched : Fill::solid}};
    const double from = drawn == 2 && s == 1 ? 0.5 : 0, to = drawn == 2 && s == 0 ? 0.5 : 1;  // of the bin
    for (const TermBin& bin : issue.in_text[s] ? term_bins(term, issue) : std::vector<TermBin>{}) {
      if (bin.texts == 0) continue;
      const double share = static_cast<double>(bin.texts) / static_cast<double>(term.total.count);
      bars.boxes.push_back({std::lerp(bin.from, bin.to, from), std::lerp(bin.from, bin.to, to), 0, share});
      top = std::max(top, share);
    }
    panel.series.push_back(bars);
  }
  const auto same = constant(tally, issue, k);
  if (same) note_constant(panel, *same), top = 1;
  panel.y = share_axis(first_column ? "share of agreements" : "", 1.05 * top);
  panel.y.ticks = percent_ticks(0, std::min(1.0, 1.05 * top), same ? 1 : 3);
  return panel;
}

/// By any of the texts that are in force in a run.
bool may_be_moved(const IssueFacts& issue, const Tally& tally) {
  for (std::size_t s = 0; s < scopes.size(); ++s)
    if (issue.in_text[s] && tally.terms[s][0].total.count > 0) return true;
  return false;
}

std::string joined(std::istream&& words) {
  std::string text;
  for (std::string word; words >> word;) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// Whether the labels below the panels are whole, and broken at spaces only.
bool keeps_words(const Figure& figure) {
  const Layout layout = layout_of(figure);
  for (const PlacedPanel& panel : layout.panels)
    for (const Tick& tick : panel.panel->x.ticks) {
      const auto placed = std::ranges::find(panel.x.ticks, tick.at, &PlacedTick::at);
      if (placed == panel.x.ticks.end()) continue;
      std::string lines;
      for (const std::string& line : placed->lines) lines += line + " ";
      if (joined(std::istringstream(lines)) != joined(std::istringstream(safe_text(tick.label)))) return false;
    }
  return true;
}

/// Draws the issues in panels as narrow as the names of their levels allow.
void lay_out(Figure& figure, const Summary& summary, const Tally& tally, const std::vector<std::size_t>& shown) {
  constexpr std::array widths{500.0, 700.0};
  for (;; --figure.columns)
    for (const double width : widths) {
      figure.width = width;
      figure.panels.clear();
      for (std::size_t i = 0; i < shown.size(); ++i)
        figure.panels.push_back(issue_panel(summary, tally, shown[i], i % figure.columns == 0));
      if (keeps_words(figure) || (figure.columns == 1 && width == widths.back())) return;
    }
}

}  // namespace

Figure terms_figure(const Summary& summary, const Tally& tally) {
  std::vector<std::size_t> shown;
  std::string still;
  for (const std::size_t k : in_order(summary.study.issues)) {
    const IssueFacts& issue = summary.study.issues[k];
    if (may_be_moved(issue, tally))
      shown.push_back(k);
    else
      still += (still.empty() ? "" : ", ") + issue.title;
  }
  const std::size_t issues = shown.size();
  const int columns = issues <= 2 ? static_cast<int>(issues) : issues <= 12 ? 3 : 4;
  Figure figure{.title = "Terms in force at the end",
                .caption = caption(summary,
                                   "Histograms over the runs that end with an agreement in force; positions "
                                   "are shown in the unit of the issue. Drawn for the kinds of text that can move "
                                   "the issue" +
                                       (still.empty() ? "." : "; no text here can move: " + still + ".")),
                .columns = std::max(1, columns),
                .legend = Legend::above,
                .panel_height = issues <= 2 ? 180.0 : 80.0};
  if (issues == 0) {
    figure.panels = {{.instead = "No run ends with an agreement in force."}};
    figure.caption = caption(summary, "Texts in force at the end of a run.");
    figure.columns = 1;
    return figure;
  }
  lay_out(figure, summary, tally, shown);
  return figure;
}

}  // namespace backchannel::figures
