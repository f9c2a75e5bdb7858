// The summary of a study: the six outcome classes with both uncertainties, what became of agreements, when things come,
// terms, and what stands beside them. Made from the tallies of sim/results; the same for a study just run and one read
// from a file.
//
// Two uncertainties stand apart. The Monte Carlo interval (Wilson on n_eff) is about the number of runs and shrinks
// with it. The range over the judgements is about what the scenario leaves uncertain and does not. From pairs of runs
// it is a fit: the 5 and 95 % quantiles of a beta law with the mean p of the share and variance p(1 − p)·rho, rho the
// judgement share of the variance (Kleinman 1973; variance.hpp); none where rho cannot be told from 0. With a nested
// design (run --nested, sim/results/counts/nested.hpp) it is measured (variance.hpp, probability_range).
//
// First passage: every run is watched until its end, and a run ends before the horizon only after a settled agreement,
// by an event that is deal or war, or, if `run_ends_at` is war, by war, which are events themselves. No run is censored
// before the horizon, and so the Aalen–Johansen estimate of the cumulative incidence at day t is the share of runs with
// the event by day t; its interval is Wilson's on n_eff, and its range over the judgements comes from the pairs, day by
// day. A breach, the end of a war and an agreement after force are watched like the others: after what ends a run none
// comes.
//
// Units: shares in [0, 1]; days of the scenario, day 1 is the start date; terms in the unit of the issue.
#pragma once

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "analysis/findings/bars.hpp"
#include "analysis/findings/fighting.hpp"
#include "analysis/findings/study_data.hpp"
#include "analysis/statistics/variance.hpp"
#include "sim/results/counts/daily.hpp"
#include "sim/results/counts/nested.hpp"
#include "sim/results/counts/tally.hpp"
#include "sim/results/facts.hpp"

namespace backchannel {

struct ClassShare {
  std::string name;
  std::uint64_t count = 0;
  ShareEstimate estimate;
  std::optional<VarianceShare>
      judgement;                        // none without uncertain numbers, with fewer than 3 pairs or without variance;
                                        // measured where a nested design does, else from the pairs
  std::optional<double> spread;         // standard deviation over the judgements of the probability
  std::optional<Interval> prior_range;  // 5–95 %; none where judgement cannot be told from nothing
  std::optional<ProbabilityRange> nested;  // measured by a nested design; then prior_range is its range, if wide
  Interval together;                       // Goodman: covers all classes of the axis at once (95 %)
  std::optional<ShareEstimate> in_force;  // of a class of agreement: the runs of the class with one in force at the end
};

/// An actor that broke an agreement before anybody else did, as shares of all runs.
struct Breaker {
  std::string actor;  // id
  double share = 0;
  std::array<double, grounds> ground{};  // adds up to the share
};

/// What became of the agreements, over all runs whatever their class. The last three add up to the first.
struct AgreementSummary {
  ShareEstimate reached;          // of any scope, at any time
  ShareEstimate in_force;         // at the end
  ShareEstimate broken;           // none is in force at the end, after a breach
  ShareEstimate ended_by_force;   // none is, for a strike or war ended it
  std::vector<Breaker> breakers;  // in the order in which actors are shown; those that broke none are left out
};

/// The first day by which an event came in a share of all runs, and where the band of that share crosses it; none: not
/// by the horizon (Brookmeyer and Crowley 1982).
struct PassageDay {
  double share = 0;
  std::optional<int> day, low, high;
};

struct PassageSummary {
  std::string name;
  std::vector<ShareEstimate> by_day;                 // [d − 1]: happened by the end of day d
  std::vector<std::optional<Interval>> prior_range;  // [d − 1]: 5–95 % of its probability over the judgements
  std::optional<int> median_day;                     // the first day by which it came in half of all runs
  std::array<PassageDay, 3> days;                    // of a tenth, a quarter and half of all runs
  std::optional<int> median_day_if_ever;  // the first day by which it came in half of the runs in which it came
};

struct TermSummary {
  std::size_t issue = 0;                              // index in StudyFacts::issues
  double mean = 0, lower = 0, median = 0, upper = 0;  // quartiles (type 7) of positions in steps of the tally
  std::vector<double> levels{};                       // of an issue with levels: share of the texts nearest to each
};

struct DealSummary {
  std::string scope;
  std::uint64_t runs = 0;
  std::vector<TermSummary> terms;  // of the issues that a text of the scope can move, in the order of the scenario
};

struct ActorSummary {
  std::string actor;                     // id
  std::optional<double> value;           // mean worth of the end
  std::optional<double> perceived_risk;  // mean over days and runs of its probability of war
  double trust = 0, top_rung = 0;        // means, at the end and at the highest
};

struct SessionFacts {
  double elapsed_seconds = 0;
  int threads = 0;
  std::uint64_t runs = 0;  // played in this session
};

struct Summary {
  StudyFacts study;
  std::uint64_t runs = 0, failed = 0;
  std::optional<std::uint64_t> planned;  // if not all planned runs are there
  std::optional<NestedDesign> nested;
  std::vector<ClassShare> outcomes, violence, settlement;
  AgreementSummary agreements;
  std::vector<PassageSummary> first_passage;
  std::vector<std::pair<std::string, double>> first_striker;  // share of runs by id, as actors are shown; last: nobody
  std::vector<std::pair<std::string, double>> paths;
  std::vector<DealSummary> deals;
  std::vector<ActorSummary> actors;                                    // in the order in which they are shown
  std::optional<int> duration_lower, duration_median, duration_upper;  // days, of crises that ended
  double duration_open = 0;                                            // share still open at the end
  FightingSummary fighting;
  // Means over runs; of escalation and tension: of a run's mean over its own days, so that a short war counts in full.
  double escalation = 0, tension = 0, rounds = 0, incidents = 0;
  std::vector<double> escalation_by_day;          // mean over the runs still running on that day
  std::vector<std::vector<double>> state_by_day;  // [d − 1][index of day_state_names]
};

/// Share of failed runs above which no share is shown unless asked for.
inline constexpr double most_failures = 0.001;
[[nodiscard]] bool too_many_failed(const Summary& summary);

/// Whether the nested design's mean differs from the share of runs by more than two standard errors of the difference,
///   se² = se²(share) + (s² + (p(1 − p) − s²)/n)/m,  s spread of the probability, m draws of n runs (beta-binomial).
[[nodiscard]] bool nested_mean_is_apart(const ClassShare& share, const NestedDesign& design);

/// Whether judgement can be told from luck: its share of the variance has an interval that leaves out 0, and the draws
/// of a nested design differ beyond chance.
[[nodiscard]] bool is_told(const ClassShare& share);

/// How often a class held in pairs, for intervals.hpp; and any of several classes.
[[nodiscard]] PairCounts pair_counts(const PairTable& table, std::size_t of);
[[nodiscard]] PairCounts pair_counts(const PairTable& table, const std::vector<std::size_t>& any_of);
/// The same for "the event has happened by the end of the day".
[[nodiscard]] PairCounts pair_counts(const PassageTable& table, int day);

[[nodiscard]] Summary summarise(const StudyFacts& study, const Tally& tally, const Daily& daily,
                                const std::optional<NestedCounts>& nested = std::nullopt);

/// Whether shares are given although more runs failed than `most_failures`.
enum class Failures { withhold_shares, allow };

/// With `details`: also what comes first, what drives it and the intervals of the quartiles of terms.
[[nodiscard]] nlohmann::ordered_json json_of(const Summary& summary, const std::optional<SessionFacts>& session,
                                             Failures failures = Failures::withhold_shares,
                                             const std::optional<StudyDetails>& details = std::nullopt);
/// For people: histogram, times, terms, and how to read them; `more` stands before the caution.
[[nodiscard]] std::string text_of(const Summary& summary, const BarStyle& style = {}, const std::string& more = "");

}  // namespace backchannel
