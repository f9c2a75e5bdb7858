#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/figures/study_figures.hpp"
#include "analysis/figures/study_parts.hpp"
#include "analysis/text/words.hpp"

namespace backchannel::figures {

namespace {

constexpr int term_bins = 20;

std::size_t bin_of(std::size_t step) {
  return std::min<std::size_t>(term_bins - 1, step * term_bins / TermTally::steps);
}

/// Share of agreements by bin of the position.
std::vector<double> binned(const TermTally& term) {
  std::vector<double> bins(term_bins);
  const double total = static_cast<double>(term.total.count);
  for (std::size_t step = 0; step < term.counts.size(); ++step)
    bins[bin_of(step)] += static_cast<double>(term.counts[step]) / total;
  return bins;
}

/// The lowest and highest step of all texts that can move the issue, if one bin holds them.
std::optional<std::pair<std::size_t, std::size_t>> in_one_bin(const Tally& tally, const IssueFacts& issue,
                                                              std::size_t k) {
  std::size_t low = TermTally::steps, high = 0;
  for (std::size_t s = 0; s < scopes.size(); ++s)
    for (std::size_t step = 0; issue.in_text[s] && step < tally.terms[s][k].counts.size(); ++step)
      if (tally.terms[s][k].counts[step] > 0) low = std::min(low, step), high = std::max(high, step);
  if (low > high || bin_of(low) != bin_of(high)) return std::nullopt;
  return std::pair{low, high};
}

/// In place of bars, the value that every text has, or between which values.
void note_constant(Panel& panel, const IssueFacts& issue, std::pair<std::size_t, std::size_t> steps) {
  const auto value = [&](std::size_t step) {
    return issue.low + static_cast<double>(step) / TermTally::steps * (issue.high - issue.low);
  };
  const auto [low, high] = std::minmax({value(steps.first), value(steps.second)});
  const std::string what = low < high ? brief(low) + " – " + brief(high) : brief(low);
  for (Series& series : panel.series) std::get<Boxes>(series).boxes.clear();
  const Texts::Text note{(issue.low + issue.high) / 2, 0.5, what + " in every text"};
  panel.series.push_back(Texts{.texts = {note}, .align = Align::centre});
}

Panel issue_panel(const Summary& summary, const Tally& tally, std::size_t k, bool first_column) {
  const IssueFacts& issue = summary.study.issues[k];
  const auto [low, high] = std::minmax(issue.low, issue.high);
  Panel panel{.title = issue.title, .x = {.title = issue.unit, .low = low, .high = high}};
  double top = 0;
  std::size_t drawn = 0;  // kinds of text, side by side
  for (std::size_t s = 0; s < scopes.size(); ++s) drawn += issue.in_text[s] && tally.terms[s][k].total.count > 0;
  for (std::size_t s = 0; s < scopes.size(); ++s) {
    const TermTally& term = tally.terms[s][k];
    if (term.total.count == 0) continue;
    Boxes bars{.label = fmt::format("{} agreements ({} runs)", settlement_names[s + 1], grouped(term.total.count)),
               .style = {.ink = s == 0 ? Ink::orange : Ink::blue, .fill = s == 0 ? Fill::hatched : Fill::solid}};
    const std::vector<double> shares = issue.in_text[s] ? binned(term) : std::vector<double>{};
    const double from = drawn == 2 && s == 1 ? 0.5 : 0, to = drawn == 2 && s == 0 ? 0.5 : 1;  // of the bin
    for (std::size_t b = 0; b < shares.size(); ++b) {
      if (shares[b] == 0) continue;
      const auto physical = [&](double part) {
        return issue.low + (static_cast<double>(b) + part) / term_bins * (issue.high - issue.low);
      };
      const auto [left, right] = std::minmax({physical(from), physical(to)});
      bars.boxes.push_back({left, right, 0, shares[b]});
      top = std::max(top, shares[b]);
    }
    panel.series.push_back(bars);
  }
  const auto constant = in_one_bin(tally, issue, k);
  if (constant) note_constant(panel, issue, *constant), top = 1;
  panel.y = share_axis(first_column ? "share of agreements" : "", 1.05 * top);
  panel.y.ticks = percent_ticks(0, std::min(1.0, 1.05 * top), constant ? 1 : 3);
  return panel;
}

/// By any of the texts that are in force in a run.
bool may_be_moved(const IssueFacts& issue, const Tally& tally) {
  for (std::size_t s = 0; s < scopes.size(); ++s)
    if (issue.in_text[s] && tally.terms[s][0].total.count > 0) return true;
  return false;
}

}  // namespace

Figure terms_figure(const Summary& summary, const Tally& tally) {
  std::vector<std::size_t> shown;
  std::string still;
  for (std::size_t k = 0; k < summary.study.issues.size(); ++k) {
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
  for (std::size_t i = 0; i < issues; ++i)
    figure.panels.push_back(issue_panel(summary, tally, shown[i], i % static_cast<std::size_t>(figure.columns) == 0));
  return figure;
}

}  // namespace backchannel::figures
