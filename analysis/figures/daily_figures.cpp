// Figures of the daily series: tension, ladder, escalation.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/figures/study_figures.hpp"
#include "analysis/figures/study_parts.hpp"
#include "analysis/figures/war_games.hpp"

namespace backchannel::figures {

namespace {

std::size_t series_index(const Daily& daily, const std::string& name) {
  return static_cast<std::size_t>(std::ranges::find(daily.series(), name, &SeriesSpec::name) - daily.series().begin());
}

/// NaN where no run counts.
double day_quantile(const Daily& daily, std::size_t series, int day, double probability) {
  const SeriesSpec& spec = daily.series()[series];
  Histogram histogram(spec.low, spec.high, spec.bins);
  const auto counts = daily.counts(series, day);
  for (std::size_t b = 0; b < counts.size(); ++b)
    if (counts[b] > 0) histogram.add(spec.low + (static_cast<double>(b) + 0.5) * histogram.width(), counts[b]);
  return histogram.quantile(probability).value_or(std::nan(""));
}

std::vector<double> quantiles(const Daily& daily, std::size_t series, double probability) {
  std::vector<double> values;
  for (int day = 1; day <= daily.days(); ++day) values.push_back(day_quantile(daily, series, day, probability));
  return values;
}

/// The lower edge of the bin that holds the rank: for values of which many are alike.
std::vector<double> edges(const Daily& daily, std::size_t series, double probability) {
  const SeriesSpec& spec = daily.series()[series];
  const double width = (spec.high - spec.low) / spec.bins;
  std::vector<double> values = quantiles(daily, series, probability);
  for (double& value : values) value = spec.low + std::floor((value - spec.low) / width - 1e-9) * width;
  return values;
}

std::vector<double> means(const Daily& daily, std::size_t series) {
  std::vector<double> values;
  for (int day = 1; day <= daily.days(); ++day) {
    const auto counts = daily.counts(series, day);
    const auto runs = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}));
    values.push_back(static_cast<double>(daily.sum(series, day)) / 1e6 / runs);
  }
  return values;
}

double largest(const std::vector<double>& values, double at_least) {
  for (const double value : values)
    if (std::isfinite(value)) at_least = std::max(at_least, value);
  return at_least;
}

}  // namespace

Figure tension_figure(const Summary& summary, const Daily& daily) {
  const std::size_t s = series_index(daily, "tension");
  const std::vector<double> days = days_to(daily.days());
  Panel panel{.x = day_axis(summary.study.horizon), .y = {.title = "tension (0 to 1)", .low = 0, .high = 1}};
  const Style look{.ink = Ink::blue, .width = 2};
  panel.series = {Band{"5 – 95 % of runs", look, days, quantiles(daily, s, 0.05), quantiles(daily, s, 0.95), 0.2},
                  Band{"25 – 75 %", look, days, quantiles(daily, s, 0.25), quantiles(daily, s, 0.75), 0.4},
                  Line{"median", look, days, quantiles(daily, s, 0.5)},
                  Line{"mean", {.ink = Ink::black, .dash = Dash::dashed, .width = 1}, days, means(daily, s)}};
  return {
      .title = "Tension",
      .caption = caption(summary, "Distribution over runs by day. A run that is over counts on with its last value."),
      .panels = {panel},
      .panel_height = 200};
}

namespace {

/// [day − 1][rung]: share of runs whose posture is nearest to the rung.
std::vector<std::vector<double>> rung_shares(const Daily& daily, std::size_t series) {
  const SeriesSpec& spec = daily.series()[series];
  std::vector<std::vector<double>> shares;
  for (int day = 1; day <= daily.days(); ++day) {
    const auto counts = daily.counts(series, day);
    const auto runs = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}));
    auto& share = shares.emplace_back(static_cast<std::size_t>(std::lround(spec.high)) + 1);
    for (std::size_t b = 0; b < counts.size(); ++b) {
      const double centre = (static_cast<double>(b) + 0.5) * spec.high / spec.bins;
      share[static_cast<std::size_t>(std::lround(centre))] += static_cast<double>(counts[b]) / runs;
    }
  }
  return shares;
}

/// The rungs on which any run stands on any day.
struct Rungs {
  std::size_t low = ~std::size_t{0}, high = 0;
};

Panel actor_panel(const Summary& summary, const std::vector<std::vector<double>>& shares, Rungs used,
                  const std::string& name, bool left) {
  Panel panel{.title = name, .x = day_axis(summary.study.horizon), .y = share_axis(left ? "share of runs" : "", 1)};
  const std::vector<double> days = days_to(static_cast<int>(shares.size()));
  std::vector<double> below(shares.size());
  for (std::size_t r = used.low; r <= used.high; ++r) {
    const auto& ladder = summary.study.ladder;
    const std::string label = r < ladder.size() ? fmt::format("{} {}", r, ladder[r]) : fmt::format("rung {}", r);
    const double shade =
        used.high > used.low ? static_cast<double>(r - used.low) / static_cast<double>(used.high - used.low) : 0.5;
    std::vector<double> above = below;
    for (std::size_t d = 0; d < above.size(); ++d) above[d] = std::min(1.0, above[d] + shares[d][r]);
    panel.series.push_back(Band{label, {.shade = shade}, days, below, above, 1});
    if (r > used.low) panel.series.push_back(Line{"", {.ink = Ink::black, .width = 0.4}, days, below});
    below = std::move(above);
  }
  return panel;
}

}  // namespace

Figure ladder_figure(const Summary& summary, const Daily& daily) {
  Figure figure{.title = "Rungs of mobilisation",
                .caption = caption(summary,
                                   "Share of runs at each rung of the ladder, the nearest to an actor's "
                                   "posture, by day; low rungs at the bottom, pale. A run that is over counts "
                                   "on with its last value."),
                .columns = summary.study.actors.size() == 1 ? 1 : 2,
                .legend = Legend::above,
                .panel_height = 110};
  std::vector<std::vector<std::vector<double>>> shares;
  Rungs used;
  for (const ActorFacts& actor : summary.study.actors) {
    shares.push_back(rung_shares(daily, series_index(daily, "posture." + actor.id)));
    for (const auto& share : shares.back())
      for (std::size_t r = 0; r < share.size(); ++r)
        if (share[r] > 0) used = {std::min(used.low, r), std::max(used.high, r)};
  }
  for (std::size_t a = 0; a < shares.size(); ++a)
    figure.panels.push_back(actor_panel(summary, shares[a], used, summary.study.actors[a].name, a % 2 == 0));
  return figure;
}

namespace {

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
  const std::vector<double> days = days_to(daily.days()), mean = means(daily, s);
  const std::vector<double> high = edges(daily, s, 0.9), low = edges(daily, s, 0.1);
  const Style look{.ink = Ink::blue, .width = 2};
  Panel panel{.x = day_axis(summary.study.horizon), .y = {.title = "score per day and actor"}};
  panel.y.low = std::min(-0.5, -largest(
                                   [&] {
                                     std::vector<double> negative;
                                     for (const double value : low) negative.push_back(-value);
                                     return negative;
                                   }(),
                                   0) *
                                   1.05);
  panel.y.high = 1.1 * std::max(largest(high, 1), largest(mean, 1));
  panel.series = {Band{"10 – 90 % of runs", look, days, low, high, 0.2}, Line{"mean", look, days, mean}};
  Figure figure{.title = "Escalation score", .panels = {panel}, .panel_height = 190};
  std::string how =
      "Acts of the day scored −2 (de-escalation), 0, 4 (posturing), 12 (non-violent), 28 (violent), 60 (nuclear), "
      "divided "
      "by the number of actors (Rivera et al. 2024); over the runs still going on. The daily score is discrete, since "
      "few acts fall on a day, and so the band moves in steps.";
  if (overlay == Overlay::war_games) {
    figure.columns = 2;
    figure.panels.push_back(war_game_panel(mean));
    how +=
        " War games of Rivera et al. (2024): neutral scenario, mean of 10 runs (Claude-1.2: 5), eight nations without "
        "a mediator; another kind of simulation, shown for scale.";
  }
  figure.caption = caption(summary, how);
  return figure;
}

}  // namespace backchannel::figures
