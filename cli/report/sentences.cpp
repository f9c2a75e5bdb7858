#include "cli/report/sentences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/story/dates.hpp"
#include "cli/story/words.hpp"
#include "sim/core/text.hpp"
#include "sim/crisis/row.hpp"

namespace backchannel {

namespace {

std::string percents(const Interval& interval) {
  return fmt::format("{}–{} %", per_cent(interval.low), per_cent(interval.high));
}

/// "28.1 % of runs (simulation 27.5–28.8 %; judgements 6.1–57.8 %)".
std::string with_both(const Summary& summary, const ClassShare& share) {
  std::string judgements;
  if (share.prior_range)
    judgements = "; judgements " + percents(*share.prior_range);
  else if (summary.study.judged)
    judgements = "; judgements not told from luck";
  return fmt::format("{} % of runs (simulation {}{})", per_cent(share.estimate.share),
                     percents(share.estimate.interval), judgements);
}

const ClassShare& share_of(const Summary& summary, Outcome outcome) { return summary.outcomes[index_of(outcome)]; }

double together(const Summary& summary, Outcome a, Outcome b) {
  return share_of(summary, a).estimate.share + share_of(summary, b).estimate.share;
}

/// "84.8 % of the runs reached an agreement and saw no force (7.6 % still have one in force at the end, in 77.2 % it
/// was broken)"
std::string agreed(const Summary& summary) {
  double reached = 0, held = 0;
  for (const Outcome outcome : {Outcome::comprehensive_agreement, Outcome::interim_agreement}) {
    const ClassShare& share = share_of(summary, outcome);
    reached += share.estimate.share;
    if (share.in_force) held += share.in_force->share;
  }
  const std::string text = fmt::format("{} % of the runs reached an agreement and saw no force", per_cent(reached));
  if (reached == 0) return text;
  return text + fmt::format(" (in {} % one is in force at the end, in {} % it was broken)", per_cent(held),
                            per_cent(reached - held));
}

std::string groups(const Summary& summary, const Dates& dates) {
  return fmt::format(
      "The crisis was played {} times, up to {} day{} from {}: {}, {} % ended without agreement or force, and in {} % "
      "force was used.",
      grouped(summary.runs), summary.study.horizon, summary.study.horizon == 1 ? "" : "s", dates.with_year(1),
      agreed(summary), per_cent(together(summary, Outcome::talks_continue, Outcome::collapse_without_force)),
      per_cent(together(summary, Outcome::limited_strike, Outcome::regional_war)));
}

std::string most_frequent(const Summary& summary) {
  const auto most = std::ranges::max_element(summary.outcomes, {}, [](const ClassShare& s) { return s.count; });
  const std::string held =
      most->in_force ? fmt::format(", {} % with one in force at the end", per_cent(most->in_force->share)) : "";
  return fmt::format("The most frequent ending is “{}”, {}{}; a regional war comes in {}.", spaced(most->name),
                     with_both(summary, *most), held, with_both(summary, share_of(summary, Outcome::regional_war)));
}

std::string when(const PassageSummary& passage, const char* what, const Dates& dates) {
  if (!passage.median_day_if_ever) return fmt::format("no run sees {}", what);
  const int day = *passage.median_day_if_ever;
  return fmt::format("where {} comes, half of the cases have come by day {} ({})", what, day, dates.with_year(day));
}

const PassageSummary& passage_of(const Summary& summary, std::string_view name) {
  return *std::ranges::find(summary.first_passage, name, &PassageSummary::name);
}

std::string times(const Summary& summary, const Dates& dates) {
  const PassageSummary &interim = passage_of(summary, "interim"), &comprehensive = passage_of(summary, "comprehensive"),
                       &breach = passage_of(summary, "breach");
  const bool is_interim = interim.by_day.back().share >= comprehensive.by_day.back().share;
  std::string text = is_interim ? when(interim, "an interim agreement", dates)
                                : when(comprehensive, "a comprehensive agreement", dates);
  if (breach.median_day_if_ever) text += "; " + when(breach, "a breach", dates);
  return capitalised(text + "; " + when(passage_of(summary, "strike"), "a first strike", dates) + ".");
}

/// How far from position 0 the median stands, 0 to 1.
double distance(const TermSummary& term, const IssueFacts& issue) {
  return std::abs(term.median - issue.low) / std::abs(issue.high - issue.low);
}

/// "enrichment ceiling at 5.0 % U-235", "drought rule “fixed release”"
std::string standing(const TermSummary& term, const IssueFacts& issue) {
  if (!issue.levels.empty())
    return fmt::format("{} “{}”", issue.title,
                       issue.levels[issue.level_at((term.median - issue.low) / (issue.high - issue.low))]);
  const double size = std::abs(term.median);
  const std::string text = issue.title + " at " + fixed(term.median, size >= 10 || size == 0 ? 0 : 1);
  return issue.unit.empty() ? text : text + " " + issue.unit;
}

std::string terms(const Summary& summary) {
  const auto deal = std::ranges::max_element(summary.deals, {}, &DealSummary::runs);
  if (deal->runs == 0) return "No agreement is in force at the end of any run.";
  std::vector<TermSummary> order = deal->terms;
  std::ranges::stable_sort(order, std::greater{},
                           [&](const TermSummary& term) { return distance(term, summary.study.issues[term.issue]); });
  order.resize(std::min<std::size_t>(3, order.size()));
  std::vector<std::string> parts;
  for (const TermSummary& term : order) parts.push_back(standing(term, summary.study.issues[term.issue]));
  const char* article = deal->scope == "interim" ? "an" : "a";
  return fmt::format("What moves furthest in {} {} agreement (median of {} in force at the end): {}.", article,
                     deal->scope, grouped(deal->runs), listed(parts));
}

std::string judgement_or_luck(const Summary& summary) {
  if (!summary.study.judged) return "No number of the scenario is uncertain: what differs between the runs is luck.";
  std::vector<const ClassShare*> told;
  for (const ClassShare& share : summary.outcomes)
    if (is_told(share)) told.push_back(&share);
  if (told.empty()) return "Judgement cannot be told from luck in so few runs.";
  const auto part = [](const ClassShare* share) { return share->judgement->share; };
  const ClassShare &least = **std::ranges::min_element(told, {}, part),
                   &most = **std::ranges::max_element(told, {}, part);
  const std::string range = &least == &most
                                ? fmt::format("{} % (“{}”)", per_cent(part(&most), 0), spaced(most.name))
                                : fmt::format("between {} % (“{}”) and {} % (“{}”)", per_cent(part(&least), 0),
                                              spaced(least.name), per_cent(part(&most), 0), spaced(most.name));
  return fmt::format(
      "The uncertain numbers of the scenario decide {} of whether an ending comes about; the rest is luck within one "
      "set of numbers.",
      range);
}

}  // namespace

std::vector<std::string> five_sentences(const Summary& summary) {
  const Dates dates(summary.study.start_date);
  return {groups(summary, dates), most_frequent(summary), times(summary, dates), terms(summary),
          judgement_or_luck(summary)};
}

std::string word_of_caution() {
  return "It supports thought; it does not predict: the shares say what follows from the numbers of the scenario, not "
         "what will happen.";
}

}  // namespace backchannel
