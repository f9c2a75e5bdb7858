#include "analysis/text/summary_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/statistics/base_rates.hpp"
#include "analysis/text/text_table.hpp"
#include "analysis/text/words.hpp"
#include "sim/scenario/pages/markdown.hpp"

namespace backchannel {

namespace {

std::string interval_of(const Interval& interval) {
  return fmt::format("{} – {} %", per_cent(interval.low), per_cent(interval.high));
}
std::string wide_range(const Interval& interval) {
  return fmt::format("{} – {}", per_cent(interval.low, 0), per_cent(interval.high, 0));
}

std::string what_was_run(const Summary& summary) {
  const StudyFacts& study = summary.study;
  std::string text = fmt::format("# {}\n\n", markdown(study.title));
  if (!study.description.empty()) text += markdown(study.description) + "\n\n";
  return text + fmt::format("{}; scenario `{}`.\n\n", markdown(provenance(summary)), study.scenario_hash);
}

std::string range(const ClassShare& share) {
  if (!share.prior_range)
    return !share.nested
               ? "not told from luck"
               : fmt::format("not told from luck (within {} – {} %)", per_cent(share.nested->low_error.low, 0),
                             per_cent(share.nested->high_error.high, 0));
  std::string text = wide_range(*share.prior_range) + " %";
  if (share.nested)
    text += fmt::format(" ({}, {})", wide_range(share.nested->low_error), wide_range(share.nested->high_error));
  return text;
}

std::string luck(const ClassShare& share) {
  const std::string part = luck_words(share);
  return part.empty() ? "–" : part;
}

std::string how_judged(const Summary& summary) {
  if (!summary.study.judged)
    return "No number of the scenario is uncertain, so there is no judgement to tell from luck. ";
  return fmt::format(
      "Over the judgements: where the probability lies for nine in ten sets of judgements that the scenario allows, "
      "{}; "
      "more runs do not narrow it. Luck: its share of the variance, {}; the rest is judgement. ",
      summary.nested
          ? fmt::format("measured with {} sets of {} runs: quantiles of the law of the probability that their shares "
                        "and the noise of the runs tell (Laird 1978), with the 95 % interval of either end",
                        grouped(summary.nested->draws), summary.nested->runs)
          : "a fit: the beta law with the variance between the pairs of runs (`--nested` measures it)",
      summary.nested ? "from the same runs" : "from the pairs of runs");
}

std::string outcomes_of(const Summary& summary) {
  const BaseRate& reference = base_rates_of(summary.study.mediated)[0];
  std::string text =
      "## Outcomes\n\n"
      "| outcome | share of runs | 95 % interval | all six together | over the judgements | luck | base rate |\n"
      "|---|---:|---:|---:|---:|---:|---:|\n";
  for (std::size_t c = 0; c < summary.outcomes.size(); ++c) {
    const ClassShare& share = summary.outcomes[c];
    text += fmt::format("| {} | {} % | {} | {} | {} | {} | {} % |\n", spaced(share.name),
                        per_cent(share.estimate.share), interval_of(share.estimate.interval),
                        interval_of(share.together), summary.study.judged || share.nested ? range(share) : "–",
                        luck(share), per_cent(reference.share(c), 0));
    if (share.in_force && share.count > 0)
      text += fmt::format("| … in force at the end | {} % | {} | | | | |\n", per_cent(share.in_force->share),
                          interval_of(share.in_force->interval));
  }
  text += fmt::format(
      "\nThe intervals (Wilson, and Goodman for all six at once) are the precision of {} runs; more runs narrow them. ",
      grouped(summary.runs));
  text += how_judged(summary);
  for (const std::string& remark : {nested_means_apart(summary), shares_outside_ranges(summary)})
    if (!remark.empty()) text += remark + " ";
  return text + fmt::format(
                    "Base rate: how {} {} (1918–2017) ended ({}; classes matched by judgement; crises in the data "
                    "are over, so hardly any talks continue).\n\n",
                    reference.crises, reference.name, base_rates_source);
}

std::string agreements_table(const Summary& summary) {
  const AgreementSummary& a = summary.agreements;
  std::string text = "| agreements, whatever else happened | share of runs | 95 % interval |\n|---|---:|---:|\n";
  const auto row = [&](const char* what, const ShareEstimate& estimate) {
    text += fmt::format("| {} | {} % | {} |\n", what, per_cent(estimate.share), interval_of(estimate.interval));
  };
  row("reached", a.reached), row("in force at the end", a.in_force);
  row("broken, and none in force at the end", a.broken), row("ended by force", a.ended_by_force);
  const std::string who = breaker_words(summary);
  return text + (who.empty() ? "" : "\n" + markdown(who) + ".\n") + "\n";
}

std::string day_of(const PassageDay& day) {
  const auto text = [](const std::optional<int>& d) { return d ? std::to_string(*d) : std::string("never"); };
  return day.day ? fmt::format("day {} ({} – {})", *day.day, text(day.low), text(day.high)) : "not by the end";
}

std::string when(const Summary& summary) {
  std::string text =
      "## When\n\n| event | by the end | over the judgements (a fit) | in a tenth of all runs by | in a quarter by | "
      "in half "
      "by |\n|---|---:|---:|---:|---:|---:|\n";
  for (const PassageSummary& passage : summary.first_passage) {
    const auto& range = passage.prior_range.back();
    text += fmt::format("| {} | {} % | {} |", passage_words(passage.name), per_cent(passage.by_day.back().share),
                        range ? wide_range(*range) + " %" : "not told");
    for (const PassageDay& day : passage.days) text += fmt::format(" {} |", day_of(day));
    text += "\n";
  }
  return text + "\nIn brackets the 95 % interval of the day (Brookmeyer and Crowley 1982).\n\n";
}

std::string length_row(const char* what, const LengthSummary& length, const LengthIntervals& intervals) {
  const auto days = [](const std::optional<int>& day, const std::optional<Interval>& interval) {
    if (!day) return std::string("beyond what was watched");
    if (!interval) return std::to_string(*day);
    const std::string high = std::isfinite(interval->high) ? fixed(interval->high, 0) : "?";
    return fmt::format("{} ({} – {})", *day, fixed(interval->low, 0), high);
  };
  std::string beyond = length.beyond_week ? per_cent(*length.beyond_week) + " %" : "not watched so long";
  if (intervals.beyond_week) beyond += fmt::format(" ({})", interval_of(*intervals.beyond_week));
  return fmt::format("| {} | {} | {} % | {} | {} | {} | {} |\n", what, grouped(length.number), per_cent(length.open),
                     beyond, days(length.lower, intervals.lower), days(length.median, intervals.median),
                     days(length.upper, intervals.upper));
}

std::string fighting(const FightingSummary& fighting, const StudyDetails& details) {
  if (fighting.exchange.number == 0) return "";
  std::string text =
      "| fighting | runs with one | goes on at the end | lasts beyond a week | lower quartile, days | median | upper "
      "quartile |\n|---|---:|---:|---:|---:|---:|---:|\n";
  text += length_row("first exchange of force", fighting.exchange, details.exchange);
  if (fighting.war.number > 0) text += length_row("first war", fighting.war, details.war);
  text +=
      "\nThe end of a run cuts fighting short: product-limit estimates (Kaplan and Meier 1958); a war is as long as "
      "the "
      "exchange that became one.";
  if (fighting.aftermath) {
    const AftermathSummary& after = *fighting.aftermath;
    const auto part = [](const ShareEstimate& share) {
      return fmt::format("{} % ({})", per_cent(share.share), interval_of(share.interval));
    };
    text += fmt::format(
        " Of the {} runs with a war a text follows in {}, it goes on at the end in {}, and it is over "
        "without one in {}.",
        grouped(after.wars), part(after.text), part(after.goes_on), part(after.no_text));
  }
  return text + "\n\n";
}

std::string first(const Summary& summary, const std::vector<FirstEventSummary>& events) {
  if (events.empty()) return "";
  std::string text = "| what comes first | probability | days lost to it, of " + std::to_string(summary.study.horizon) +
                     " |\n|---|---:|---:|\n";
  for (const FirstEventSummary& event : events) {
    const Incidence& incidence = event.by_day.back();
    text +=
        fmt::format("| {} | {} % ({}) | {} ({} – {}) |\n", event.name, per_cent(incidence.probability),
                    incidence.probability > 0 ? interval_of(incidence.band) : "never in these runs",
                    fixed(event.lost.days, 1), fixed(event.lost.interval.low, 1), fixed(event.lost.interval.high, 1));
  }
  return text +
         "\nCompeting events (Aalen and Johansen 1978); days lost: the restricted mean time lost, the mean number of "
         "days up to the end that lie after the event (Andersen 2013).\n\n";
}

std::string quartile(double value, const IssueFacts& issue, const QuantileEstimate* estimate) {
  if (estimate == nullptr) return term_text(value, issue);
  const auto end = [&](double bound) { return std::isfinite(bound) ? term_text(bound, issue) : std::string("?"); };
  return fmt::format("{} ({} – {})", term_text(value, issue), end(estimate->interval.low),
                     end(estimate->interval.high));
}

std::string terms(const Summary& summary, const std::vector<TermQuartiles>& intervals) {
  std::string text = "## Terms\n\n";
  if (summary.deals.empty() || summary.deals[0].runs + summary.deals[1].runs == 0)
    return text + "No run ends with an agreement in force.\n\n";
  for (std::size_t scope = 0; scope < summary.deals.size(); ++scope) {
    const DealSummary& deal = summary.deals[scope];
    if (deal.runs == 0) continue;
    text += fmt::format(
        "| {} agreements in force at the end ({}) | lower quartile | median | upper quartile | unit |\n"
        "|---|---:|---:|---:|---|\n",
        deal.scope, runs_text(deal.runs));
    for (const TermSummary& term : deal.terms) {
      const IssueFacts& issue = summary.study.issues[term.issue];
      const auto found = std::ranges::find_if(
          intervals, [&](const TermQuartiles& q) { return q.scope == scope && q.issue == term.issue; });
      if (!issue.levels.empty()) {
        text += fmt::format("| {} | {} | | | |\n", markdown(issue.title), markdown(level_words(term, issue)));
        continue;
      }
      const Quartiles* q = found == intervals.end() ? nullptr : &found->quartiles;
      text += fmt::format("| {} | {} | {} | {} | {} |\n", markdown(issue.title),
                          quartile(term.lower, issue, q ? &q->lower : nullptr),
                          quartile(term.median, issue, q ? &q->median : nullptr),
                          quartile(term.upper, issue, q ? &q->upper : nullptr), markdown(issue.unit));
    }
    text += "\n";
  }
  return text + (intervals.empty() ? "" : "In brackets 95 % intervals. ") + which_texts + "\n\n";
}

std::string driver_rows(const JudgementSensitivity& result) {
  const bool share = result.outcome.kind == OutcomeKind::share;
  std::string text = fmt::format(
      "| what drives {} | first order | lowest third | middle third | highest third | with it |\n"
      "|---|---:|---:|---:|---:|---|\n",
      markdown(result.outcome.title));
  for (const Judgement* p : told_judgements(result)) {
    text += fmt::format("| {} (`{}`) | {} |", markdown(p->title), p->path, fixed(p->index.value, 2));
    for (const double mean : p->thirds.mean) text += " " + brief_number(mean, share) + (share ? " % |" : " |");
    text += fmt::format(" {} |\n", direction_name(direction_of(p->thirds.mean)));
  }
  if (told_judgements(result).empty()) text += "| nothing can be told from luck in the pairs of runs | | | | | |\n";
  return text + "\n";
}

std::string what_drives_it(const std::vector<JudgementSensitivity>& drivers) {
  std::string text = "## What drives it\n\n";
  if (drivers.empty()) return text + "Not told: it takes kept rows, uncertain numbers and at least 80 runs.\n\n";
  for (const JudgementSensitivity& result : drivers) text += driver_rows(result);
  return text +
         fmt::format(
             "First order: the share of judgement's part of the variance that goes when the number is known; at "
             "most eight of {} are listed, and none below what a number that does nothing exceeds once in twenty. "
             "The thirds are those of the draws sorted by the number.\n\n",
             drivers.front().parameters.size());
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
  text += outcomes_of(summary) + agreements_table(summary) + when(summary) + first(summary, details.first_events);
  text += fighting(summary.fighting, details);
  text += terms(summary, details.terms) + what_drives_it(details.drivers);
  return text + caution + "\n";
}

}  // namespace backchannel
