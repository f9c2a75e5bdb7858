#include "analysis/findings/summary.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/findings/term_bins.hpp"

namespace backchannel {

namespace {

ClassShare class_share(const std::string& name, const PairCounts& counts, bool judged) {
  ClassShare result;
  result.name = name, result.count = counts.yes(), result.estimate = estimate_share(counts);
  if (!judged || counts.pairs() < 3) return result;
  const VarianceShare judgement = judgement_share(counts);
  if (std::isnan(judgement.share)) return result;
  result.judgement = judgement;
  result.spread = probability_spread(counts.share(), judgement.share);
  result.prior_range = fitted_prior_range(counts);
  return result;
}

template <class Names>
std::vector<ClassShare> class_shares(const PairTable& table, const Names& names, bool judged) {
  std::vector<ClassShare> shares;
  std::vector<PairCounts> counts;
  for (std::size_t c = 0; c < names.size(); ++c) {
    counts.push_back(pair_counts(table, c));
    shares.push_back(class_share(names[c], counts.back(), judged));
  }
  const auto together = estimate_shares_together(counts);
  for (std::size_t c = 0; c < names.size(); ++c) shares[c].together = together[c].interval;
  return shares;
}

/// Draws of which fewer than two runs finished are left out.
void add_nested(Summary& summary, const NestedCounts& nested) {
  summary.nested = nested.design;
  for (std::size_t c = 0; c < summary.outcomes.size(); ++c) {
    std::vector<NestedDraw> draws;
    for (std::size_t d = 0; d < nested.outcome.size(); ++d)
      if (nested.finished(d) >= 2) draws.push_back({nested.finished(d), nested.outcome[d][c]});
    if (draws.size() < 3) continue;
    ClassShare& share = summary.outcomes[c];
    if (!summary.study.judged) continue;  // without uncertain numbers all draws are one
    share.nested = probability_range(draws);
    share.prior_range = share.nested->spread > 0 ? std::optional(share.nested->range) : std::nullopt;
    share.spread = share.nested->spread;
    if (!std::isnan(share.nested->judgement.share)) share.judgement = share.nested->judgement;
  }
}

/// Runs by the day of the event; the last entry: never.
std::vector<std::uint64_t> by_day(const PassageTable& table) {
  std::vector<std::uint64_t> runs(table.alone.size());
  for (std::size_t d = 0; d < runs.size(); ++d) runs[d] = table.alone[d] + table.earlier[d] + table.later[d];
  return runs;
}

/// The first day by which so large a part of the events has come; none without events.
std::optional<int> quantile_day(const std::vector<std::uint64_t>& runs_by_day, double probability) {
  const auto events = std::accumulate(runs_by_day.begin(), runs_by_day.end() - 1, std::uint64_t{0});
  if (events == 0) return std::nullopt;
  std::uint64_t passed = 0;
  int day = 0;
  while (static_cast<double>(passed) < probability * static_cast<double>(events)) passed += runs_by_day[++day];
  return day;
}

PassageDay passage_day(const std::vector<ShareEstimate>& by_day, double share) {
  PassageDay result{share, std::nullopt, std::nullopt, std::nullopt};
  for (std::size_t d = by_day.size(); d > 0; --d) {  // the first day is the last that is set
    const ShareEstimate& estimate = by_day[d - 1];
    const int day = static_cast<int>(d);
    if (estimate.share >= share) result.day = day;
    if (estimate.interval.high >= share) result.low = day;
    if (estimate.interval.low >= share) result.high = day;
  }
  return result;
}

PassageSummary passage_summary(const std::string& name, const PassageTable& table, bool judged) {
  PassageSummary result{name, {}, {}, std::nullopt, {}, quantile_day(by_day(table), 0.5)};
  const int horizon = static_cast<int>(table.alone.size()) - 2;
  PairCounts counts = pair_counts(table, 0), before;
  for (int day = 1; day <= horizon; ++day) {
    const std::size_t d = day;
    counts.both += table.later[d];
    counts.one += table.earlier[d] - table.later[d];
    counts.none -= table.earlier[d];
    counts.alone_yes += table.alone[d];
    counts.alone_no -= table.alone[d];
    result.by_day.push_back(estimate_share(counts));
    const bool as_before = day > 1 && counts == before;  // the law costs more than the count
    result.prior_range.push_back(as_before ? result.prior_range.back()
                                 : judged  ? fitted_prior_range(counts)
                                           : std::nullopt);
    before = counts;
    if (!result.median_day && result.by_day.back().share >= 0.5) result.median_day = day;
  }
  constexpr std::array shares{0.1, 0.25, 0.5};
  for (std::size_t q = 0; q < shares.size(); ++q) result.days[q] = passage_day(result.by_day, shares[q]);
  return result;
}

/// The position of the given rank, from 0, in increasing order.
double position_of(const TermTally& term, std::uint64_t rank) {
  std::size_t step = 0;
  for (std::uint64_t passed = term.counts[0]; passed <= rank && step < term.steps(); passed += term.counts[step])
    ++step;
  return term.position(step);
}

/// Type 7 of Hyndman and Fan (1996), as intervals.hpp.
double term_quantile(const TermTally& term, double probability) {
  const double rank = probability * static_cast<double>(term.total.count - 1);
  const auto below = static_cast<std::uint64_t>(rank);
  const double low = position_of(term, below), high = position_of(term, std::min(below + 1, term.total.count - 1));
  return low + (rank - static_cast<double>(below)) * (high - low);
}

DealSummary deal_summary(std::size_t scope, const std::vector<TermTally>& terms, const StudyFacts& study) {
  DealSummary deal{settlement_names[scope + 1], terms.empty() ? 0 : terms[0].total.count, {}};
  if (deal.runs == 0) return deal;
  for (const std::size_t k : in_order(study.issues)) {
    const IssueFacts& issue = study.issues[k];
    if (!issue.in_text[scope]) continue;
    const auto quantile = [&](double probability) { return issue.physical(term_quantile(terms[k], probability)); };
    TermSummary term{k, issue.physical(terms[k].total.mean()), quantile(0.25), quantile(0.5), quantile(0.75), {}};
    if (!issue.levels.empty())
      for (const TermBin& bin : term_bins(terms[k], issue))
        term.levels.push_back(static_cast<double>(bin.texts) / static_cast<double>(deal.runs));
    if (term.lower > term.upper) std::swap(term.lower, term.upper);  // the axis runs downwards
    deal.terms.push_back(term);
  }
  return deal;
}

std::vector<ActorSummary> actor_summaries(const StudyFacts& study, const Tally& tally) {
  std::vector<ActorSummary> actors;
  for (const std::size_t a : in_order(study.actors)) {
    ActorSummary actor{study.actors[a].id, std::nullopt, std::nullopt, tally.trust[a].mean(), tally.top_rung[a].mean()};
    if (study.actors[a].values) {
      actor.value = tally.value[a].mean();
      actor.perceived_risk = tally.perceived_risk[a].mean();
    }
    actors.push_back(actor);
  }
  return actors;
}

void add_durations(Summary& summary, const std::vector<std::uint64_t>& duration) {
  summary.duration_lower = quantile_day(duration, 0.25);
  summary.duration_median = quantile_day(duration, 0.5);
  summary.duration_upper = quantile_day(duration, 0.75);
  summary.duration_open = static_cast<double>(duration.back()) / static_cast<double>(summary.runs);
}

void add_days(Summary& summary, const Daily& daily) {
  for (int day = 1; day <= daily.days(); ++day) {
    for (std::size_t s = 0; s < daily.series().size(); ++s) {
      const std::string& name = daily.series()[s].name;
      if (name != "state" && name != "escalation") continue;
      const auto counts = daily.counts(s, day);
      const double runs = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}));
      if (name == "escalation") {
        summary.escalation_by_day.push_back(static_cast<double>(daily.sum(s, day)) / 1e6 / runs);
        continue;
      }
      std::vector<double> shares;
      for (const auto count : counts) shares.push_back(count / runs);
      summary.state_by_day.push_back(shares);
    }
  }
}

/// The endings with one of these fates, of one outcome or of all.
std::vector<std::size_t> endings(std::initializer_list<Fate> of, std::optional<Outcome> outcome = std::nullopt) {
  std::vector<std::size_t> classes;
  for (const Outcome o : all_outcomes)
    for (const Fate fate : of)
      if (!outcome || *outcome == o) classes.push_back(ending_of(index_of(o), index_of(fate)));
  return classes;
}

std::vector<Breaker> breakers_of(const StudyFacts& study, const Tally& tally) {
  std::vector<Breaker> breakers;
  for (const std::size_t a : in_order(study.actors)) {
    Breaker breaker{study.actors[a].id, 0, {}};
    for (std::size_t g = 0; g < grounds; ++g) {
      breaker.ground[g] = static_cast<double>(tally.breaker[a][g]) / static_cast<double>(tally.runs);
      breaker.share += breaker.ground[g];
    }
    if (breaker.share > 0) breakers.push_back(breaker);
  }
  return breakers;
}

void add_agreements(Summary& summary, const PairTable& ending) {
  const auto share = [&](std::initializer_list<Fate> of) { return estimate_share(pair_counts(ending, endings(of))); };
  summary.agreements = {share({Fate::in_force, Fate::broken, Fate::ended_by_force}),
                        share({Fate::in_force}),
                        share({Fate::broken}),
                        share({Fate::ended_by_force}),
                        {}};
  for (const Outcome of : {Outcome::comprehensive_agreement, Outcome::interim_agreement})
    summary.outcomes[index_of(of)].in_force = estimate_share(pair_counts(ending, endings({Fate::in_force}, of)));
}

}  // namespace

bool is_told(const ClassShare& share) {
  if (share.nested && !(share.nested->spread > 0)) return false;
  return share.judgement && share.judgement->raw_interval.low > 0;
}

bool too_many_failed(const Summary& summary) {
  return static_cast<double>(summary.failed) > most_failures * static_cast<double>(summary.runs + summary.failed);
}

bool nested_mean_is_apart(const ClassShare& share, const NestedDesign& design) {
  if (!share.nested) return false;
  const double p = share.estimate.share, between = share.nested->spread * share.nested->spread;
  const double within = std::max(0.0, p * (1 - p) - between) / static_cast<double>(design.runs);
  const double nested_error = std::sqrt((between + within) / static_cast<double>(design.draws));
  return std::abs(share.nested->mean - p) > 2 * std::hypot(share.estimate.standard_error, nested_error);
}

PairCounts pair_counts(const PairTable& table, const std::vector<std::size_t>& any_of) {
  const auto is_in = [&](std::size_t c) { return std::ranges::find(any_of, c) != any_of.end(); };
  PairCounts counts;
  for (std::size_t first = 0; first < table.classes; ++first) {
    const bool yes = is_in(first);
    (yes ? counts.alone_yes : counts.alone_no) += table.alone[first];
    for (std::size_t second = 0; second < table.classes; ++second) {
      const bool also = is_in(second);
      (yes && also ? counts.both : yes || also ? counts.one : counts.none) += table.count(first, second);
    }
  }
  return counts;
}

PairCounts pair_counts(const PairTable& table, std::size_t of) {
  return pair_counts(table, std::vector<std::size_t>{of});
}

PairCounts pair_counts(const PassageTable& table, int day) {
  const auto by = [&](const std::vector<std::uint64_t>& days) {
    return std::accumulate(days.begin(), days.begin() + day + 1, std::uint64_t{0});
  };
  const auto all = [](const std::vector<std::uint64_t>& days) {
    return std::accumulate(days.begin(), days.end(), std::uint64_t{0});
  };
  PairCounts counts;
  counts.both = by(table.later);
  counts.one = by(table.earlier) - counts.both;
  counts.none = all(table.earlier) - by(table.earlier);
  counts.alone_yes = by(table.alone);
  counts.alone_no = all(table.alone) - counts.alone_yes;
  return counts;
}

Summary summarise(const StudyFacts& study, const Tally& open, const Daily& daily,
                  const std::optional<NestedCounts>& nested) {
  const Tally tally = open.closed();
  Summary summary;
  summary.study = study;
  summary.runs = tally.runs;
  summary.failed = tally.failed;
  if (tally.runs == 0) return summary;
  summary.outcomes = class_shares(tally.outcome, outcome_names, study.judged);
  summary.violence = class_shares(tally.violence, violence_names, study.judged);
  if (nested) add_nested(summary, *nested);
  summary.settlement = class_shares(tally.settlement, settlement_names, study.judged);
  add_agreements(summary, tally.ending);
  summary.agreements.breakers = breakers_of(study, tally);
  for (std::size_t e = 0; e < passages; ++e)
    summary.first_passage.push_back(passage_summary(passage_names[e], tally.passage[e], study.judged));
  const auto share = [&](std::uint64_t count) { return static_cast<double>(count) / static_cast<double>(tally.runs); };
  for (const std::size_t a : in_order(study.actors))
    summary.first_striker.emplace_back(study.actors[a].id, share(tally.first_striker[a]));
  summary.first_striker.emplace_back("nobody", share(tally.first_striker.back()));
  for (std::size_t p = 0; p < path_names.size(); ++p) summary.paths.emplace_back(path_names[p], share(tally.path[p]));
  for (std::size_t s = 0; s < scopes.size(); ++s) summary.deals.push_back(deal_summary(s, tally.terms[s], study));
  summary.actors = actor_summaries(study, tally);
  add_durations(summary, tally.duration);
  summary.fighting = summarise_fighting(tally);
  summary.escalation = tally.escalation.mean();
  summary.tension = tally.tension.mean();
  summary.rounds = tally.rounds.mean();
  summary.incidents = tally.incidents.mean();
  add_days(summary, daily);
  return summary;
}

}  // namespace backchannel
