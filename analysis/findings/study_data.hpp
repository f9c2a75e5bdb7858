// What a summary says beyond the tallies, gathered row by row: which runs met agreement or force first, the intervals
// of how long fighting lasts, quartiles of the terms in force with their intervals, and the draws of the priors beside
// the outcomes. The same for runs just played and for those read from a study file: both are rows, and what counts is
// defined on rows (sim/results/outcome_list.hpp).
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/findings/fighting.hpp"
#include "analysis/findings/judgements.hpp"
#include "analysis/statistics/competing_risks.hpp"
#include "sim/crisis/row.hpp"
#include "sim/results/counts/tally.hpp"
#include "sim/results/facts.hpp"
#include "sim/results/file/draws.hpp"

namespace backchannel {

/// What came first in a run: causes of competing_risks.hpp. Runs in which neither came are censored at the horizon; an
/// agreement and force on one moment are an agreement.
enum class FirstEvent { agreement, force };
inline constexpr int first_events = 2;

/// Quartiles of an issue over the texts of a scope in force at the end, in the unit of the issue, of positions rounded
/// as in the tally, so that they are those of the summary; with their intervals (intervals.hpp).
struct TermQuartiles {
  std::size_t scope = 0, issue = 0;
  Quartiles quartiles;
};

/// How often, and how early, an event came first.
struct FirstEventSummary {
  std::string name;               // agreement, force
  std::vector<Incidence> by_day;  // [d − 1]: first, and by the end of day d
  TimeLost lost;                  // up to the horizon
};
/// Agreement, then force; none without events.
[[nodiscard]] std::vector<FirstEventSummary> summarise_first_events(std::span<const FirstPassage> events, int horizon);

struct StudyDetails {
  std::vector<FirstEventSummary> first_events;
  std::vector<JudgementSensitivity> drivers;  // of driven_outcomes(); none without uncertain numbers or 40 draws
  std::vector<TermQuartiles> terms;           // without scopes that have no agreement and issues that are not in a text
  LengthIntervals exchange{}, war{};
};

/// Memory grows with the runs: some 25 bytes a run, as many again for an exchange of force and for a war, and 2 bytes a
/// run and issue where a text is in force.
class DetailsCollector {
 public:
  explicit DetailsCollector(const StudyFacts& study);

  /// Finished runs in increasing order.
  void add(const Row& row);
  [[nodiscard]] const std::vector<FirstPassage>& first_events() const { return events_; }
  /// `draws`: those behind the first runs. Empty without rows.
  [[nodiscard]] StudyDetails details(const DrawTable& draws) const;

 private:
  struct Texts {
    std::vector<std::uint64_t> runs;
    std::vector<std::vector<std::uint16_t>> steps;  // of the tally, by issue
  };

  [[nodiscard]] std::vector<TermQuartiles> terms() const;

  StudyFacts study_;
  std::vector<TermScale> scales_;  // by issue
  std::vector<FirstPassage> events_, exchanges_, wars_;
  JudgementCollector judgements_;
  std::array<Texts, scopes.size()> texts_;
};

/// Of a study file, all or a part of it; empty where rows were not kept.
[[nodiscard]] StudyDetails read_details(const Database& database, const StudyFacts& study);
[[nodiscard]] std::vector<FirstEventSummary> read_first_events(const Database& database, const StudyFacts& study);
[[nodiscard]] std::vector<JudgementSensitivity> read_drivers(const Database& database, const StudyFacts& study);

}  // namespace backchannel
