#include "cli/report/sentences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/story/dates.hpp"
#include "cli/story/words.hpp"
#include "sim/crisis/row.hpp"

namespace backchannel {

namespace {

std::string spaced(std::string name) {
  std::ranges::replace(name, '_', ' ');
  return name;
}

std::string grouped(std::uint64_t number) {
  if (number < 1000) return std::to_string(number);
  return fmt::format("{},{:03}", grouped(number / 1000), number % 1000);
}

std::string percents(const Interval& interval) {
  return fmt::format("{:.1f}–{:.1f} %", 100 * interval.low, 100 * interval.high);
}

/// "28.1 % of runs (simulation 27.5–28.8 %; judgements 6.1–57.8 %)".
std::string with_both(const ClassShare& share) {
  const std::string priors = share.prior_range ? fmt::format("judgements {}", percents(*share.prior_range))
                                               : std::string("no range over the judgements can be told from chance");
  return fmt::format("{:.1f} % of runs (simulation {}; {})", 100 * share.estimate.share,
                     percents(share.estimate.interval), priors);
}

const ClassShare& share_of(const Summary& summary, Outcome outcome) {
  return summary.outcomes[static_cast<std::size_t>(outcome)];
}

double together(const Summary& summary, Outcome a, Outcome b) {
  return 100 * (share_of(summary, a).estimate.share + share_of(summary, b).estimate.share);
}

std::string groups(const Summary& summary, const Dates& dates) {
  return fmt::format(
      "The crisis was played {} times, up to {} days from {}: {:.1f} % of the runs reached an agreement and saw no "
      "force, {:.1f} % ended without agreement or force, and in {:.1f} % force was used.",
      grouped(summary.runs), summary.study.horizon, dates.with_year(1),
      together(summary, Outcome::comprehensive_agreement, Outcome::interim_agreement),
      together(summary, Outcome::talks_continue, Outcome::collapse_without_force),
      together(summary, Outcome::limited_strike, Outcome::regional_war));
}

std::string most_frequent(const Summary& summary) {
  const auto most = std::ranges::max_element(summary.outcomes, {}, [](const ClassShare& s) { return s.count; });
  return fmt::format("The most frequent ending is “{}”, {}; a regional war comes in {}.", spaced(most->name),
                     with_both(*most), with_both(share_of(summary, Outcome::regional_war)));
}

std::string when(const PassageSummary& passage, const char* what, const Dates& dates) {
  if (!passage.median_day_if_ever) return fmt::format("no run sees {}", what);
  const int day = std::max(1, static_cast<int>(std::ceil(*passage.median_day_if_ever)));
  return fmt::format("where {} comes, half of the cases have come by day {} ({})", what, day, dates.with_year(day));
}

std::string times(const Summary& summary, const Dates& dates) {
  const auto& passages = summary.first_passage;
  const bool interim = passages[0].by_day.back().share >= passages[1].by_day.back().share;
  return capitalised(fmt::format("{}; {}.",
                                 interim ? when(passages[0], "an interim agreement", dates)
                                         : when(passages[1], "a comprehensive agreement", dates),
                                 when(passages[2], "a first strike", dates)));
}

/// How far from position 0 the median stands, 0 to 1.
double distance(const TermSummary& term, const IssueFacts& issue) {
  return std::abs(term.median - issue.low) / std::abs(issue.high - issue.low);
}

std::string terms(const Summary& summary) {
  const auto deal = std::ranges::max_element(summary.deals, {}, &DealSummary::runs);
  if (deal->runs == 0) return "No agreement is in force at the end of any run.";
  std::vector<TermSummary> order = deal->terms;
  std::ranges::stable_sort(order, std::greater{},
                           [&](const TermSummary& term) { return distance(term, summary.study.issues[term.issue]); });
  order.resize(std::min<std::size_t>(3, order.size()));
  std::vector<std::string> parts;
  for (const TermSummary& term : order) {
    const double size = std::abs(term.median);
    const IssueFacts& issue = summary.study.issues[term.issue];
    parts.push_back(
        fmt::format("{} at {:.{}f} {}", issue.title, term.median, size >= 10 || size == 0 ? 0 : 1, issue.unit));
  }
  const char* article = deal->scope == "interim" ? "an" : "a";
  return fmt::format("What moves furthest in {} {} agreement (median of {} in force at the end): {}.", article,
                     deal->scope, grouped(deal->runs), listed(parts));
}

std::string judgement_or_luck(const Summary& summary) {
  const ClassShare* least = nullptr;
  const ClassShare* most = nullptr;
  for (const ClassShare& share : summary.outcomes) {
    if (!share.judgement) continue;
    if (least == nullptr || share.judgement->share < least->judgement->share) least = &share;
    if (most == nullptr || share.judgement->share > most->judgement->share) most = &share;
  }
  if (most == nullptr) return "Too few runs to tell judgement from luck.";
  return fmt::format(
      "The uncertain numbers of the scenario decide between {:.0f} % (“{}”) and {:.0f} % (“{}”) of whether a class of "
      "ending comes about; the rest is luck within one set of numbers.",
      100 * least->judgement->share, spaced(least->name), 100 * most->judgement->share, spaced(most->name));
}

}  // namespace

std::vector<std::string> five_sentences(const Summary& summary) {
  const Dates dates(summary.study.start_date);
  return {groups(summary, dates), most_frequent(summary), times(summary, dates), terms(summary),
          judgement_or_luck(summary)};
}

std::string word_of_caution() {
  return "Backchannel supports thought; it does not predict: the shares below say what follows from the judgements "
         "written into the scenario, not what will happen.";
}

}  // namespace backchannel
