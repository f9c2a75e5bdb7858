#include "analysis/text/summary_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/statistics/base_rates.hpp"
#include "analysis/text/words.hpp"
#include "sim/scenario/markdown.hpp"

namespace backchannel {

namespace {

std::string per_cent(const Interval& interval) {
  return fmt::format("{:.1f} – {:.1f} %", 100 * interval.low, 100 * interval.high);
}

std::string what_was_run(const Summary& summary) {
  const StudyFacts& study = summary.study;
  std::string text = fmt::format("# {}\n\n", markdown(study.title));
  if (!study.description.empty()) text += markdown(study.description) + "\n\n";
  return text + fmt::format("{}; scenario `{}`.\n\n", provenance(summary), study.scenario_hash);
}

std::string range(const ClassShare& share) {
  if (!share.prior_range)
    return !share.nested ? "not told from luck"
                         : fmt::format("not told from luck (within {:.0f} – {:.0f} %)",
                                       100 * share.nested->low_error.low, 100 * share.nested->high_error.high);
  std::string text = fmt::format("{:.0f} – {:.0f} %", 100 * share.prior_range->low, 100 * share.prior_range->high);
  if (share.nested)
    text += fmt::format(" ({:.0f} – {:.0f}, {:.0f} – {:.0f})", 100 * share.nested->low_error.low,
                        100 * share.nested->low_error.high, 100 * share.nested->high_error.low,
                        100 * share.nested->high_error.high);
  return text;
}

std::string outcomes_of(const Summary& summary) {
  const BaseRate& reference = base_rates_of(summary.study.mediated)[0];
  std::string text =
      "## Outcomes\n\n"
      "| outcome | share of runs | 95 % interval | all six together | over the judgements | judgement | base rate |\n"
      "|---|---:|---:|---:|---:|---:|---:|\n";
  for (std::size_t c = 0; c < summary.outcomes.size(); ++c) {
    const ClassShare& share = summary.outcomes[c];
    text += fmt::format("| {} | {:.1f} % | {} | {} | {} | {} | {:.0f} % |\n", spaced(share.name),
                        100 * share.estimate.share, per_cent(share.estimate.interval), per_cent(share.together),
                        range(share), share.judgement ? fmt::format("{:.0f} %", 100 * share.judgement->share) : "–",
                        100 * reference.share[c]);
  }
  text += fmt::format(
      "\nThe intervals (Wilson, and Goodman for all six at once) are the precision of {} runs; more runs narrow them. "
      "Over the judgements: where the probability lies for nine in ten sets of judgements that the scenario allows, "
      "{}; "
      "more runs do not narrow it. Judgement: its share of the variance, from the pairs of runs; the rest is luck. ",
      grouped(summary.runs),
      summary.nested ? fmt::format("measured with {} sets of {} runs, noise of the runs taken out (beta-binomial, "
                                   "Kleinman 1973), with the 95 % interval of either end",
                                   grouped(summary.nested->draws), summary.nested->runs)
                     : "approximate (from pairs of runs; `--nested` measures it)");
  if (const std::string apart = nested_means_apart(summary); !apart.empty()) text += apart + " ";
  return text + fmt::format(
                    "Base rate: how {} {} (1918–2017) ended ({}; classes matched by judgement; crises in the data "
                    "are over, so hardly any talks continue).\n\n",
                    reference.crises, reference.name, base_rates_source);
}

std::string day_of(const PassageDay& day) {
  const auto text = [](const std::optional<int>& d) { return d ? std::to_string(*d) : std::string("never"); };
  return day.day ? fmt::format("day {} ({} – {})", *day.day, text(day.low), text(day.high)) : "not by the end";
}

std::string when(const Summary& summary) {
  std::string text =
      "## When\n\n| event | by the end | in a tenth of all runs by | in a quarter by | in half by |\n"
      "|---|---:|---:|---:|---:|\n";
  for (const PassageSummary& passage : summary.first_passage) {
    text += fmt::format("| {} | {:.1f} % |", passage_words(passage.name), 100 * passage.by_day.back().share);
    for (const PassageDay& day : passage.days) text += fmt::format(" {} |", day_of(day));
    text += "\n";
  }
  return text + "\nIn brackets the 95 % interval of the day (Brookmeyer and Crowley 1982).\n\n";
}

std::string first(const Summary& summary, const std::vector<FirstEventSummary>& events) {
  if (events.empty()) return "";
  std::string text = "| what comes first | probability | days lost to it, of " + std::to_string(summary.study.horizon) +
                     " |\n|---|---:|---:|\n";
  for (const FirstEventSummary& event : events) {
    const Incidence& incidence = event.by_day.back();
    text += fmt::format("| {} | {:.1f} % ({}) | {:.1f} ({:.1f} – {:.1f}) |\n", event.name, 100 * incidence.probability,
                        incidence.probability > 0 ? per_cent(incidence.band) : "never in these runs", event.lost.days,
                        event.lost.interval.low, event.lost.interval.high);
  }
  return text +
         "\nCompeting events (Aalen and Johansen 1978); days lost: the restricted mean time lost, the mean number of "
         "days "
         "up to the end that lie after the event (Andersen 2013).\n\n";
}

std::string quartile(double value, const QuantileEstimate* estimate) {
  if (estimate == nullptr) return brief(value);
  const auto end = [](double bound) { return std::isfinite(bound) ? brief(bound) : std::string("?"); };
  return fmt::format("{} ({} – {})", brief(value), end(estimate->interval.low), end(estimate->interval.high));
}

std::string terms(const Summary& summary, const std::vector<TermQuartiles>& intervals) {
  std::string text = "## Terms\n\n";
  if (summary.deals.empty() || summary.deals[0].runs + summary.deals[1].runs == 0)
    return text + "No run ends with an agreement in force.\n\n";
  for (std::size_t scope = 0; scope < summary.deals.size(); ++scope) {
    const DealSummary& deal = summary.deals[scope];
    if (deal.runs == 0) continue;
    text += fmt::format(
        "| {} agreements in force at the end ({} runs) | lower quartile | median | upper quartile | unit |\n"
        "|---|---:|---:|---:|---|\n",
        deal.scope, grouped(deal.runs));
    for (const TermSummary& term : deal.terms) {
      const IssueFacts& issue = summary.study.issues[term.issue];
      const auto found = std::ranges::find_if(
          intervals, [&](const TermQuartiles& q) { return q.scope == scope && q.issue == term.issue; });
      const Quartiles* q = found == intervals.end() ? nullptr : &found->quartiles;
      text +=
          fmt::format("| {} | {} | {} | {} | {} |\n", markdown(issue.title),
                      quartile(term.lower, q ? &q->lower : nullptr), quartile(term.median, q ? &q->median : nullptr),
                      quartile(term.upper, q ? &q->upper : nullptr), markdown(issue.unit));
    }
    text += "\n";
  }
  return text + (intervals.empty() ? "" : "In brackets 95 % intervals. ") + which_texts + "\n\n";
}

std::string what_drives_it(const std::optional<DriverTable>& table) {
  std::string text = "## What drives it\n\n";
  if (!table) return text + "Not told: it takes kept rows, uncertain parameters and at least 60 runs.\n\n";
  text +=
      "| uncertain parameter | class that differs most | lowest third | middle third | highest third |\n"
      "|---|---|---:|---:|---:|\n";
  for (const Driver& driver : told_drivers(*table)) {
    const TercileEffect& effect = driver.terciles;
    const auto c = static_cast<std::size_t>(effect.strongest);
    text +=
        fmt::format("| {} | {} | {:.1f} % | {:.1f} % | {:.1f} % |\n", markdown(driver.path), spaced(outcome_names[c]),
                    100 * effect.shares[0][c].share, 100 * effect.shares[1][c].share, 100 * effect.shares[2][c].share);
  }
  if (told_drivers(*table).empty()) text += "| no parameter stands out | | | | |\n";
  return text + fmt::format(
                    "\nShares of the class in the thirds of the draws sorted by the parameter; shown are at most "
                    "eight of {} parameters, and none whose thirds differ by less than {:.1f} points, which a "
                    "parameter that does nothing exceeds once in twenty.\n\n",
                    table->drivers.size(), 100 * table->floor);
}

}  // namespace

std::string page_of(const Summary& summary, const StudyDetails& details, Failures failures,
                    const std::vector<std::string>& sentences) {
  std::string text = what_was_run(summary);
  if (summary.runs == 0) return text + "No run finished.\n";
  if (failures == Failures::withhold_shares && too_many_failed(summary))
    return text + "More than 0.1 % of the runs failed: no share is shown.\n";
  for (std::size_t i = 0; i < sentences.size(); ++i)
    text += markdown(sentences[i]) + (i + 1 < sentences.size() ? " " : "\n\n");
  text += outcomes_of(summary) + when(summary) + first(summary, details.first_events);
  text += terms(summary, details.terms) + what_drives_it(details.drivers);
  return text + caution + "\n";
}

}  // namespace backchannel
