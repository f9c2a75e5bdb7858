// Figures of the daily series: tension, ladder, escalation.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/figures/study_figures.hpp"
#include "analysis/figures/study_parts.hpp"
#include "analysis/figures/war_games.hpp"
#include "analysis/findings/days.hpp"
#include "analysis/statistics/intervals.hpp"
#include "sim/core/text.hpp"

namespace backchannel::figures {

namespace {

std::vector<double> quantiles(const Daily& daily, std::size_t series, double probability) {
  std::vector<double> values;
  for (int day = 1; day <= daily.days(); ++day) values.push_back(day_quantile(daily, series, day, probability));
  return values;
}

std::vector<double> means(const Daily& daily, std::size_t series) {
  std::vector<double> values;
  for (int day = 1; day <= daily.days(); ++day) values.push_back(day_mean(daily, series, day));
  return values;
}

/// Half of the runs and nine in ten of them by day, of a continuous quantity.
void add_bands(Panel& panel, const Daily& daily, std::size_t series) {
  const std::vector<double> days = days_to(daily.days());
  const auto at = [&](double probability) { return quantiles(daily, series, probability); };
  panel.series.push_back(Band{"5 – 95 % of runs", {.ink = Ink::blue}, days, at(0.05), at(0.95), 0.2});
  panel.series.push_back(Band{"25 – 75 %", {.ink = Ink::blue}, days, at(0.25), at(0.75), 0.4});
}

}  // namespace

Figure tension_figure(const Summary& summary, const Daily& daily) {
  Panel panel{.x = day_axis(summary.study.horizon), .y = {.title = "tension (0 to 1)", .low = 0, .high = 1}};
  const std::size_t s = series_index(daily, "tension");
  const std::vector<double> days = days_to(daily.days());
  add_bands(panel, daily, s);
  panel.series.push_back(Line{"median", {.ink = Ink::blue, .width = 2}, days, quantiles(daily, s, 0.5)});
  panel.series.push_back(Line{"mean", {.ink = Ink::black, .dash = Dash::dashed, .width = 1}, days, means(daily, s)});
  return {
      .title = "Tension",
      .caption = caption(summary, "Distribution over runs by day. A run that is over counts on with its last value."),
      .panels = {panel},
      .panel_height = 200};
}

namespace {

struct Rungs {
  int low = std::numeric_limits<int>::max(), high = 0;
};

/// The rungs between which the bands of all panels lie.
Rungs rungs_of(const std::vector<Panel>& panels) {
  Rungs rungs;
  for (const Panel& panel : panels) {
    const Band& band = std::get<Band>(panel.series[0]);
    for (std::size_t d = 0; d < band.low.size(); ++d) {
      if (!std::isfinite(band.low[d])) continue;
      rungs.low = std::min(rungs.low, static_cast<int>(std::floor(band.low[d])));
      rungs.high = std::max(rungs.high, static_cast<int>(std::ceil(band.high[d])));
    }
  }
  return rungs.low <= rungs.high ? rungs : Rungs{0, 1};
}

/// What is to be said where postures leave the ladder.
std::string beyond(const Summary& summary, const Daily& daily, Rungs rungs) {
  std::string text;
  if (!summary.study.ladder.empty() && rungs.high >= static_cast<int>(summary.study.ladder.size()))
    text = fmt::format("Postures above rung {} stand beyond the ladder: no rung has a name there. ",
                       summary.study.ladder.size() - 1);
  for (std::size_t s = 0; s < daily.series().size(); ++s) {
    const Bins& bins = daily.series()[s].bins;
    std::uint64_t outermost = 0;
    for (int day = 1; bins.above > 0 && day <= daily.days(); ++day)
      outermost += daily.counts(s, day).front() + daily.counts(s, day).back();
    if (outermost == 0 || !daily.series()[s].name.starts_with("posture.")) continue;
    return text + fmt::format("Postures beyond ±{:.0f} rungs count as that. ", bins.edge(bins.count()));
  }
  return text;
}

std::string names_of(const std::vector<std::string>& ladder, Rungs rungs) {
  std::string names;
  for (int r = rungs.low; r <= rungs.high && r < static_cast<int>(ladder.size()); ++r)
    names += fmt::format("{}{} {}", names.empty() ? "Rungs: " : "; ", r, ladder[r]);
  return names.empty() ? names : names + ". ";
}

}  // namespace

Figure ladder_figure(const Summary& summary, const Daily& daily) {
  Figure figure{.title = "Postures on the ladder of mobilisation",
                .columns = summary.study.actors.size() == 1 ? 1 : 2,
                .legend = Legend::above,
                .panel_height = 120};
  for (const std::size_t a : in_order(summary.study.actors)) {
    const ActorFacts& actor = summary.study.actors[a];
    Panel panel{.title = actor.name,
                .x = day_axis(summary.study.horizon),
                .y = {.title = figure.panels.size() % 2 == 0 ? "rung" : "", .grid = true}};
    const std::size_t s = series_index(daily, "posture." + actor.id);
    add_bands(panel, daily, s);
    panel.series.push_back(Line{"mean", {.ink = Ink::blue, .width = 2}, days_to(daily.days()), means(daily, s)});
    figure.panels.push_back(panel);
  }
  const Rungs rungs = rungs_of(figure.panels);
  constexpr int most_ticks = 12;
  for (Panel& panel : figure.panels) {
    panel.y.low = rungs.low, panel.y.high = rungs.high;
    if (rungs.high - rungs.low > most_ticks) continue;
    for (int r = rungs.low; r <= rungs.high; ++r) panel.y.ticks.push_back({static_cast<double>(r), std::to_string(r)});
  }
  figure.caption =
      caption(summary, names_of(summary.study.ladder, rungs) + beyond(summary, daily, rungs) +
                           "Distribution over runs by day; a posture moves continuously between rungs. Where most "
                           "runs keep one course, a band opens with a step on the day on which enough of them have "
                           "left it. A run that is over counts on with its last value.");
  return figure;
}

namespace {

/// The mean over the runs still going on, with a band that holds even if both runs of every pair agree.
Panel mean_score_panel(const Summary& summary, const Daily& daily, std::size_t series) {
  const Bins& bins = daily.series()[series].bins;
  const std::vector<double> days = days_to(daily.days()), mean = means(daily, series);
  Band band{"its 95 % interval", {.ink = Ink::blue}, days, {}, {}};
  double lowest = 0;
  for (int day = 1; day <= daily.days(); ++day) {
    const auto counts = daily.counts(series, day);
    const double runs = runs_on_day(daily, series, day), here = mean[day - 1];
    double squares = 0;
    for (std::size_t b = 0; b < counts.size(); ++b)
      if (counts[b] > 0) squares += counts[b] * std::pow(bins.middle(static_cast<int>(b)) - here, 2);
    const double half = normal_quantile(0.95) * std::sqrt(squares / runs / (runs / 2));
    band.low.push_back(here - half), band.high.push_back(here + half);
    if (here - half < lowest) lowest = here - half;
  }
  Panel panel{.title = "mean over the runs still going on",
              .x = day_axis(summary.study.horizon),
              .y = {.title = "score per day and actor", .low = 1.05 * lowest, .grid = true}};
  panel.series = {band, Line{"mean", {.ink = Ink::blue}, days, mean}};
  return panel;
}

/// Days by what their acts score in sum over all actors, an even whole number; a day of score 0 is not drawn.
struct ScoreClass {
  const char* label;
  double from, below;  // summed over the actors
  Ink ink;
};
constexpr std::array score_classes{
    ScoreClass{"≥ 28: as violent", 28, 1e9, Ink::war}, ScoreClass{"12 – 27: as non-violent", 12, 28, Ink::strike},
    ScoreClass{"1 – 11: as posturing", 1, 12, Ink::sky}, ScoreClass{"< 0: de-escalation", -1e9, 0, Ink::green}};

/// Share of the runs still going on whose acts of the day score within the class.
std::vector<double> class_shares(const Daily& daily, std::size_t series, const ScoreClass& wanted, double actors) {
  const Bins& bins = daily.series()[series].bins;
  std::vector<double> shares;
  for (int day = 1; day <= daily.days(); ++day) {
    const auto counts = daily.counts(series, day);
    double runs = 0;
    for (std::size_t b = 0; b < counts.size(); ++b) {
      const double sum = std::round(bins.middle(static_cast<int>(b)) * actors);
      if (sum >= wanted.from && sum < wanted.below) runs += counts[b];
    }
    shares.push_back(runs / runs_on_day(daily, series, day));
  }
  return shares;
}

Panel score_panel(const Summary& summary, const Daily& daily, std::size_t series) {
  Panel panel{.title = "acts of the day, by their score in sum", .x = day_axis(summary.study.horizon)};
  const std::vector<double> days = days_to(daily.days());
  std::vector<double> below(days.size());
  std::vector<Series> edges;  // over all bands
  double top = 0.01;
  for (const ScoreClass& wanted : score_classes) {
    std::vector<double> above = class_shares(daily, series, wanted, static_cast<double>(summary.study.actors.size()));
    for (std::size_t d = 0; d < above.size(); ++d) {
      above[d] += below[d];
      if (std::isfinite(above[d])) top = std::max(top, above[d]);
    }
    panel.series.push_back(Band{wanted.label, {.ink = wanted.ink}, days, below, above, 0.85});
    edges.push_back(Line{"", {.ink = Ink::black, .width = 0.4}, days, above});
    below = std::move(above);
  }
  panel.series.insert(panel.series.end(), edges.begin(), edges.end());
  panel.y = share_axis("share of runs going on", 1.05 * top);
  return panel;
}

Panel war_game_panel(const std::vector<double>& mean) {
  constexpr std::size_t turns = 14;
  Panel panel{.title = "beside language models in war games",
              .x = {.title = "day; turn of the war game", .low = 1, .high = turns},
              .y = {.title = "score per day and actor or nation"}};
  const std::vector<double> days = days_to(turns);
  for (std::size_t m = 0; m < war_games.size(); ++m) {
    Style look = style(m + 1);
    look.marker_size = 0.4, look.width = 1;
    const std::vector<double> score(war_games[m].score.begin(), war_games[m].score.end());
    panel.series.push_back(Line{war_games[m].model, look, days, score});
    panel.series.push_back(Points{war_games[m].model, look, days, score});
  }
  const std::vector<double> here(mean.begin(),
                                 mean.begin() + static_cast<std::ptrdiff_t>(std::min(turns, mean.size())));
  panel.series.push_back(Line{"this study", {.ink = Ink::blue, .width = 2.5}, days, here});
  return panel;
}

}  // namespace

Figure escalation_figure(const Summary& summary, const Daily& daily, Overlay overlay) {
  const std::size_t s = series_index(daily, "escalation");
  Figure figure{
      .title = "Escalation score", .panels = {mean_score_panel(summary, daily, s)}, .columns = 2, .panel_height = 170};
  std::string how = fmt::format(
      "Acts of the day scored −2 (de-escalation), 0, 4 (posturing), 12 (non-violent), 28 (violent), 60 (nuclear), "
      "summed and divided by the number of actors (Rivera et al. 2024). The mean over runs of each run's own daily "
      "mean is {}.",
      fixed(summary.escalation, 2));
  if (overlay == Overlay::none) {
    figure.panels.push_back(score_panel(summary, daily, s));
    how += " Right: runs by the sum of the day, not divided; the rest have 0.";
  } else {
    figure.panels.push_back(war_game_panel(means(daily, s)));
    how +=
        " War games of Rivera et al. (2024): neutral scenario, mean of 10 runs (Claude-1.2: 5), eight nations without "
        "a mediator; another kind of simulation, shown for scale.";
  }
  figure.caption = caption(summary, how);
  return figure;
}

}  // namespace backchannel::figures
