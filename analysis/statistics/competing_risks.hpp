// When things happen: cumulative incidence of competing events, such as the first deal or the first strike.
//
// Every run contributes the day and cause of its first event, or a day of censoring (the horizon, or where it failed).
// With Y(s) runs at risk just before s, d_j(s) events of cause j at s, and S the Kaplan–Meier survival from any event,
//   F_j(t) = Σ_{s ≤ t} S(s−)·d_j(s)/Y(s)                         (Aalen and Johansen 1978)
// so Σ_j F_j + S = 1, unlike one minus Kaplan–Meier per cause. Runs censored on a day count as at risk on that day.
//
//   variance       infinitesimal jackknife: Σ over pairs of (sum of the influences of runs 2k and 2k+1)², but never
//                  less than the sum over single runs (Efron 1982; Andersen, Borgan, Gill and Keiding 1993, IV.4);
//                  without censoring and correlation exactly F(1 − F)/n
//   pointwise band Wilson (1927) with n_eff = F(1 − F)/variance, at most the number of runs; at F = 0 and
//                  F = 1 n_eff is half the number of runs not censored before, the cautious end for pairs
//   time lost      ∫_0^τ F_j(t) dt: mean days lost to cause j up to τ (Andersen 2013), normal interval in [0, τ]
//   passage        the first day with F_j ≥ q (q = 1/2: the median), none if F_j stays below; its interval is where
//                  the band crosses q (Brookmeyer and Crowley 1982); high is infinite if the band never does
//
// Units: days for time, as given (continuous or whole). Cost: O(n log n) to build, O(n) per day asked for.
// Throws std::invalid_argument for no runs, runs out of order, a day that is negative or not finite, a cause out of
// range, q or level outside (0, 1).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/statistics/intervals.hpp"

namespace backchannel {

inline constexpr int censored = -1;

struct FirstPassage {
  std::uint64_t run = 0;  // in increasing order; runs 2k and 2k+1 are a pair
  double day = 0;
  int cause = censored;  // 0 … causes − 1, or censored
};

struct Incidence {
  double probability = 0;
  double standard_error = 0;
  Interval band;
};

struct TimeLost {
  double days = 0;
  double standard_error = 0;
  Interval interval;
};

struct PassageTime {
  double day = 0;
  Interval interval;
};

class CompetingRisks {
 public:
  CompetingRisks(std::span<const FirstPassage> events, int causes);

  double survival(double day) const;
  double probability(int cause, double day) const;
  Incidence incidence(int cause, double day, double level = 0.95) const;
  std::vector<Incidence> incidence(int cause, std::span<const double> days, double level = 0.95) const;
  TimeLost time_lost(int cause, double horizon, double level = 0.95) const;
  std::optional<PassageTime> passage(int cause, double probability = 0.5, double level = 0.95) const;

  /// The distinct days on which something happened, in order.
  const std::vector<double>& days() const { return days_; }

 private:
  /// One cause's curve and running sums, by index of the distinct days, each holding from that day to the next.
  struct Curve {
    std::vector<double> incidence;           // F
    std::vector<double> drift;               // influence so far of a run that is still at risk
    std::vector<double> incidence_integral;  // ∫ F up to the day
    std::vector<double> drift_integral;      // ∫ drift up to the day
  };
  /// What a run brings to the sums: its day, and its shares in survival and in a cause from that day on.
  struct Position {
    std::size_t day;
    int cause;
  };

  void build_survival(std::span<const FirstPassage> events);
  Curve build_curve(int cause) const;
  double survival_jump(const Position& run) const;
  double influence(const Curve& curve, const Position& run, int cause, std::size_t steps) const;
  double integrated_influence(const Curve& curve, const Position& run, int cause, double horizon) const;
  double integral(const std::vector<double>& values, const std::vector<double>& integrals, double until) const;
  std::size_t steps_until(double day) const;
  double known(std::size_t steps) const;  // runs not censored before
  const Curve& curve(int cause) const;
  template <class Influence>
  double clustered_variance(const Influence& influence_of) const;

  std::vector<std::uint64_t> runs_;
  std::vector<Position> positions_;          // one per run
  std::vector<double> days_;                 // distinct
  std::vector<double> at_risk_;              // Y, by day
  std::vector<std::vector<double>> events_;  // d_j, by cause and day
  std::vector<double> survival_;             // S after the day
  std::vector<double> survival_drift_;       // Σ dΛ / (Y(1 − dΛ)) up to and with the day
  std::vector<Curve> curves_;
};

}  // namespace backchannel
