#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/figures/study_figures.hpp"
#include "analysis/figures/study_parts.hpp"
#include "analysis/text/text_table.hpp"
#include "analysis/text/words.hpp"
#include "sim/crisis/row.hpp"

namespace backchannel::figures {

namespace {

/// Neighbours differ in hatching, too.
Style outcome_style(std::size_t of) {
  constexpr std::array<Fill, outcomes> fills{Fill::solid,         Fill::hatched, Fill::pale,
                                             Fill::cross_hatched, Fill::hatched, Fill::solid};
  return {.ink = ink_of(of), .fill = fills[of]};
}

/// "any agreement 12.0 – 31.2 – 40.1 %".
std::string effect_words(const OutcomeFacts& outcome, const Judgement& p) {
  const bool share = outcome.kind == OutcomeKind::share;
  std::string text = outcome.title;
  for (std::size_t t = 0; t < 3; ++t) text += (t == 0 ? " " : " – ") + brief_number(p.thirds.mean[t], share);
  return text + (share ? " %" : "");
}

Panel driver_panel(const OutcomeFacts& outcome, const Judgement& p) {
  Panel panel{.title = p.title + "; " + effect_words(outcome, p),
              .x = {.low = 0, .high = 1, .ticks = percent_ticks(0, 1, 2)},
              .y = {.low = 0.4, .high = 3.6}};
  constexpr std::array measures{"days", "per day", "hours", "rungs", "%"};  // other units name a kind of number
  const std::string unit = std::ranges::find(measures, p.unit) != measures.end() ? " " + p.unit : "";
  panel.y.ticks = {{1, fmt::format("up to {:.3g}{}", p.thirds.cuts[0], unit)},
                   {2, "middle third"},
                   {3, fmt::format("above {:.3g}{}", p.thirds.cuts[1], unit)}};
  std::array<double, 3> reached{};
  for (std::size_t c = 0; c < outcomes; ++c) {
    Boxes part{.label = spaced(outcome_names[c]), .style = outcome_style(c)};
    for (std::size_t t = 0; t < 3; ++t) {
      const double share = p.classes[t][c], y = static_cast<double>(t + 1);
      const double kept = is_agreement(static_cast<Outcome>(c)) ? p.in_force[t][c] : share;
      part.boxes.push_back({reached[t], reached[t] + kept, y - 0.4, y + 0.4});
      if (kept < share) part.boxes.push_back({reached[t] + kept, reached[t] + share, y - 0.15, y + 0.15});
      reached[t] += share;
    }
    panel.series.push_back(part);
  }
  return panel;
}

struct Shown {
  const OutcomeFacts* outcome;
  const Judgement* parameter;
};

/// What is told of each outcome, taking turns, and each parameter once.
std::vector<Shown> shown_of(const std::vector<JudgementSensitivity>& drivers, std::size_t most) {
  std::vector<Shown> shown;
  for (std::size_t nth = 0; nth < most; ++nth)
    for (const JudgementSensitivity& result : drivers) {
      const auto told = told_judgements(result, most);
      if (nth >= told.size() || shown.size() == most) continue;
      const auto is_there = [&](const Shown& s) { return s.parameter->path == told[nth]->path; };
      if (std::ranges::none_of(shown, is_there)) shown.push_back({&result.outcome, told[nth]});
    }
  return shown;
}

}  // namespace

Figure parameters_figure(const Summary& summary, const std::vector<JudgementSensitivity>& drivers, std::size_t most) {
  Figure figure{.title = "What drives the outcomes: thirds of the uncertain numbers",
                .columns = 2,
                .legend = Legend::above,
                .panel_height = 48};
  const std::vector<Shown> shown = shown_of(drivers, most);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    figure.panels.push_back(driver_panel(*shown[i].outcome, *shown[i].parameter));
    if (i + 2 >= shown.size()) figure.panels.back().x.title = "share of runs";
  }
  if (shown.empty()) {
    figure.panels = {{.instead = "No number can be told from luck; more runs would."}};
    figure.columns = 1;
  }
  const std::size_t all = drivers.empty() ? 0 : drivers.front().parameters.size();
  figure.caption = caption(
      summary,
      fmt::format("Of {} uncertain numbers those that decide most on agreement, on agreement in force at the end "
                  "and on force (first-order indices), none below what a number that does nothing exceeds once "
                  "in twenty; behind the name an outcome in the thirds of the draws sorted by the number, the "
                  "lowest first. Lowest third below ({} draws of the priors). The thin part of an agreement's bar "
                  "is of runs with none in force at the end. Bars are the six endings: an agreement in a run with a "
                  "strike or a war is in the bar of that.",
                  all, grouped(drivers.empty() ? 0 : drivers.front().draws)));
  return figure;
}

}  // namespace backchannel::figures
