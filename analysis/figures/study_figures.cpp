#include "analysis/figures/study_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/figures/war_games.hpp"
#include "analysis/words.hpp"
#include "sim/crisis/outcome.hpp"

namespace backchannel::figures {

namespace {

std::vector<std::string> caption(const Summary& summary, std::string what) {
  return {std::move(what), fmt::format("{}; {}, scenario {}. {}", summary.study.title, provenance(summary),
                                       summary.study.scenario_hash.substr(0, 12), caution)};
}

std::string per_cent(double share) { return fmt::format("{:.1f} %", 100 * share); }

/// Colours from agreement to war; neighbours differ in lightness or hatching.
Style outcome_style(std::size_t of) {
  constexpr std::array<std::pair<Ink, Fill>, outcomes> looks{{{Ink::blue, Fill::solid},
                                                              {Ink::sky, Fill::hatched},
                                                              {Ink::light_grey, Fill::solid},
                                                              {Ink::grey, Fill::cross_hatched},
                                                              {Ink::orange, Fill::pale},
                                                              {Ink::vermillion, Fill::solid}}};
  return {.ink = looks[of].first, .fill = looks[of].second};
}

Axis day_axis(int horizon) {
  Axis axis{.title = "day of the scenario", .low = 0, .high = static_cast<double>(horizon)};
  for (const Tick& tick : round_ticks(0, horizon))
    if (tick.at == std::round(tick.at)) axis.ticks.push_back({tick.at, fmt::format("{:.0f}", tick.at)});
  return axis;
}

Axis share_axis(std::string title, double high) {
  const double top = std::clamp(high, 0.01, 1.0);
  return {.title = std::move(title), .low = 0, .high = top, .ticks = percent_ticks(0, top), .grid = true};
}

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

std::vector<double> days_to(int last) {
  std::vector<double> days(static_cast<std::size_t>(last));
  std::iota(days.begin(), days.end(), 1.0);
  return days;
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

// ------------------------------------------------------------------------------------------------------ outcomes

Figure outcomes_figure(const Summary& summary) {
  Panel panel{.x = {.title = "share of runs; probability of the outcome"}, .y = {.low = 0.45, .high = 6.6}};
  panel.y.ticks.clear();
  Whiskers error{.label = "95 % interval of the share: finite runs",
                 .style = {.ink = Ink::black, .marker = Marker::diamond, .marker_size = 0.35},
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
    panel.y.ticks.push_back({y, words(share.name)});
    bars.boxes.push_back({0, share.estimate.share, upper - 0.2, upper + 0.2});
    error.x.push_back(share.estimate.share), error.y.push_back(upper);
    error.low.push_back(interval.low), error.high.push_back(interval.high);
    shares.texts.push_back(
        {interval.high, upper,
         fmt::format("{} [{:.1f}, {:.1f}]", per_cent(share.estimate.share), 100 * interval.low, 100 * interval.high)});
    high = std::max(high, interval.high);
    if (!share.prior_range) continue;
    ranges.boxes.push_back({share.prior_range->low, share.prior_range->high, lower - 0.08, lower + 0.08});
    bounds.texts.push_back(
        {share.prior_range->high, lower,
         fmt::format("{:.0f} – {:.0f} %", 100 * share.prior_range->low, 100 * share.prior_range->high)});
    high = std::max(high, share.prior_range->high);
  }
  panel.x.low = 0, panel.x.high = std::min(1.32, 1.3 * high), panel.x.grid = true;
  panel.x.ticks = percent_ticks(0, std::min(1.0, *panel.x.high), 6);
  panel.series = {bars, error, shares};
  std::string how = "Blue: how often the outcome came, and the precision of that number, which more runs would narrow.";
  if (!ranges.boxes.empty()) {
    panel.series.insert(panel.series.end(), {ranges, bounds});
    how +=
        " Hatched: where its probability lies for nine in ten sets of judgements that the scenario allows; more runs "
        "do not narrow it. No hatched bar: judgement cannot be told from luck.";
  }
  return {.title = "Outcomes", .caption = caption(summary, how), .panels = {panel}, .panel_height = 225};
}

// -------------------------------------------------------------------------------------------------------- timing

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

Panel first_panel(std::span<const Passage> events, int last) {
  Panel panel{.title = "came first (competing events)", .x = day_axis(last)};
  const CompetingRisks risks(events, first_events);
  const std::vector<double> days = days_to(last);
  double high = 0;
  constexpr std::array<const char*, first_events> names{"an agreement", "force"};
  for (int cause = 0; cause < first_events; ++cause) {
    const auto c = static_cast<std::size_t>(cause);
    Curve curve(names[c], style(c));
    const auto incidence = risks.incidence(cause, days);
    for (std::size_t d = 0; d < days.size(); ++d) {
      curve.add(days[d], incidence[d].probability, incidence[d].band);
      high = std::max(high, curve.band.high.back());
    }
    curve.add_to(panel);
  }
  panel.y = share_axis("", 1.05 * high);
  return panel;
}

}  // namespace

Figure timing_figure(const Summary& summary, std::span<const Passage> events) {
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

// --------------------------------------------------------------------------------------------------------- terms

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

/// The lowest and highest step of all texts of both scopes, if one bin holds them.
std::optional<std::pair<std::size_t, std::size_t>> in_one_bin(const Tally& tally, std::size_t k) {
  std::size_t low = TermTally::steps, high = 0;
  for (const auto& terms : tally.terms)
    for (std::size_t step = 0; step < terms[k].counts.size(); ++step)
      if (terms[k].counts[step] > 0) low = std::min(low, step), high = std::max(high, step);
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
  for (std::size_t s = 0; s < scopes; ++s) {
    const TermTally& term = tally.terms[s][k];
    if (term.total.count == 0) continue;
    Boxes bars{.label = fmt::format("{} agreements ({} runs)", settlement_names[s + 1], grouped(term.total.count)),
               .style = {.ink = s == 0 ? Ink::orange : Ink::blue, .fill = s == 0 ? Fill::hatched : Fill::solid}};
    const std::vector<double> shares = binned(term);
    const auto side = static_cast<double>(s);
    for (std::size_t b = 0; b < shares.size(); ++b) {
      if (shares[b] == 0) continue;
      const auto physical = [&](double half) {
        return issue.low + (static_cast<double>(b) + half / 2) / term_bins * (issue.high - issue.low);
      };
      const auto [left, right] = std::minmax({physical(side), physical(side + 1)});
      bars.boxes.push_back({left, right, 0, shares[b]});
      top = std::max(top, shares[b]);
    }
    panel.series.push_back(bars);
  }
  const auto constant = in_one_bin(tally, k);
  if (constant) note_constant(panel, issue, *constant), top = 1;
  panel.y = share_axis(first_column ? "share of agreements" : "", 1.05 * top);
  panel.y.ticks = percent_ticks(0, std::min(1.0, 1.05 * top), 3);
  return panel;
}

}  // namespace

Figure terms_figure(const Summary& summary, const Tally& tally) {
  const std::size_t issues = summary.study.issues.size();
  const int columns = issues <= 2 ? static_cast<int>(issues) : issues <= 12 ? 3 : 4;
  Figure figure{.title = "Terms in force at the end",
                .caption = caption(summary,
                                   "Histograms over the runs that end with an agreement in force; positions "
                                   "are shown in the unit of the issue."),
                .columns = std::max(1, columns),
                .legend = Legend::above,
                .panel_height = issues <= 2 ? 180.0 : 80.0};
  if (tally.terms[0][0].total.count + tally.terms[1][0].total.count == 0) {
    figure.panels = {{.instead = "No run ends with an agreement in force."}};
    figure.columns = 1;
    return figure;
  }
  for (std::size_t k = 0; k < issues; ++k)
    figure.panels.push_back(issue_panel(summary, tally, k, k % static_cast<std::size_t>(figure.columns) == 0));
  return figure;
}

// ------------------------------------------------------------------------------------- tension, ladder, escalation

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

// ---------------------------------------------------------------------------------------------------- parameters

namespace {

Panel driver_panel(const Driver& driver) {
  const TercileEffect& effect = driver.terciles;
  const char* of = outcome_names[static_cast<std::size_t>(effect.strongest)];
  Panel panel{.title = fmt::format("{}; {}: {:.1f} points", driver.path, words(of), 100 * effect.effect),
              .x = {.low = 0, .high = 1, .ticks = percent_ticks(0, 1, 2)},
              .y = {.low = 0.4, .high = 3.6}};
  constexpr std::array measures{"days", "per day", "hours", "rungs", "%"};  // other units name a kind of number
  const std::string unit = std::ranges::find(measures, driver.unit) != measures.end() ? " " + driver.unit : "";
  panel.y.ticks = {{1, fmt::format("up to {:.3g}{}", effect.cuts[0], unit)},
                   {2, "middle third"},
                   {3, fmt::format("above {:.3g}{}", effect.cuts[1], unit)}};
  std::array<double, 3> reached{};
  for (std::size_t c = 0; c < outcomes; ++c) {
    Boxes part{.label = words(outcome_names[c]), .style = outcome_style(c)};
    for (std::size_t t = 0; t < 3; ++t) {
      const double share = effect.shares[t][c].share, y = static_cast<double>(t + 1);
      part.boxes.push_back({reached[t], reached[t] + share, y - 0.4, y + 0.4});
      reached[t] += share;
    }
    panel.series.push_back(part);
  }
  return panel;
}

}  // namespace

Figure parameters_figure(const Summary& summary, const DriverTable& drivers, std::size_t most) {
  Figure figure{.title = "Outcomes across thirds of the uncertain parameters",
                .columns = 2,
                .legend = Legend::above,
                .panel_height = 48};
  const std::size_t shown = std::min(most, drivers.drivers.size());
  for (std::size_t i = 0; i < shown; ++i) {
    figure.panels.push_back(driver_panel(drivers.drivers[i]));
    if (i + 2 >= shown) figure.panels.back().x.title = "share of runs";
  }
  figure.caption = caption(
      summary,
      fmt::format(
          "The {} uncertain parameters, of {}, whose thirds differ most in the share of an outcome; behind the name "
          "that outcome and the difference. A parameter that does nothing exceeds {:.1f} points once in twenty ({} "
          "draws of the "
          "priors). Lowest third below.",
          shown, drivers.drivers.size(), 100 * drivers.floor, grouped(drivers.draws)));
  return figure;
}

}  // namespace backchannel::figures
