// How long fighting lasts, and what becomes of wars. Only the first exchange of force and the first war of a run count.
//
// A length counts the days of an exchange from the first strike that was answered; that of a war is the length of the
// exchange that became one. The end of a run cuts some short: with e_l that ended after l days, and o_l that still went
// on with l days behind them, there are at risk of ending after l days
//   Y_l = Σ_{m ≥ l} e_m + Σ_{m > l} o_m,   and   S(l) = Π_{m ≤ l} (1 − e_m/Y_m)
// is the share that lasts longer than l days (Kaplan and Meier 1958). Quartiles: the first l with S(l) at most ¾, ½, ¼.
// Intervals take pairs of runs together (analysis/statistics/competing_risks.hpp; Brookmeyer and Crowley 1982).
//
// Units: days; shares in [0, 1].
#pragma once

#include <optional>
#include <span>

#include "analysis/statistics/competing_risks.hpp"
#include "sim/results/counts/tally.hpp"

namespace backchannel {

struct LengthSummary {
  std::uint64_t number = 0;                 // runs with an exchange, with a war
  double open = 0;                          // share of them in which it goes on at the end of the run
  std::optional<int> lower, median, upper;  // quartiles; none: beyond what was watched
  std::optional<double> beyond_week;        // share that lasts longer than seven days; none: not watched so long
};

/// The intervals of these, of 95 %; none where there is nothing to bound.
struct LengthIntervals {
  std::optional<Interval> lower, median, upper, beyond_week;
};

/// What became of the wars: the three shares add up to 1.
struct AftermathSummary {
  std::uint64_t wars = 0;
  ShareEstimate text, goes_on, no_text;  // as `Aftermath` of the tally
};

struct FightingSummary {
  LengthSummary exchange, war;
  std::optional<AftermathSummary> aftermath;  // none without wars
};
[[nodiscard]] FightingSummary summarise_fighting(const Tally& tally);

/// The length of a row's first exchange, or first war, as a passage; none without one. Who went on is cut half a day
/// before the day that it did not end.
[[nodiscard]] std::optional<FirstPassage> exchange_length(const Row& row);
[[nodiscard]] std::optional<FirstPassage> war_length(const Row& row);
[[nodiscard]] LengthIntervals length_intervals(std::span<const FirstPassage> lengths);

}  // namespace backchannel
