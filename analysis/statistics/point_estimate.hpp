// The share or mean of an outcome at a design point, run by run, with its error and two independent halves.
//
//   share             estimate_share of intervals.hpp: Wilson on n_eff; with its range over the judgements
//                     (variance.hpp)
//   mean              ȳ over runs; variance Σ over pairs of (sum of y − ȳ)²/n²·G/(G − 1), but not less than single runs
//                     would give (Liang and Zeger 1986); normal interval, within what the outcome can be
//   halves            means over pairs 0, 2, 4, … and 1, 3, 5, … of runs: draws of the priors and chance differ, so
//                     that products across halves are free of replication noise (sensitivity.hpp)
//
// Runs come in increasing order; failed ones are left out. Without runs all numbers are NaN.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/statistics/intervals.hpp"
#include "sim/results/file/sweep_file.hpp"

namespace backchannel {

class PointEstimator {
 public:
  explicit PointEstimator(OutcomeKind kind) : kind_(kind) {}
  /// Goes on, with an even run, from sums() of before: to the same bits as without the break.
  PointEstimator(OutcomeKind kind, std::span<const double> sums);

  void add(std::uint64_t run, double value);
  /// How many were added.
  [[nodiscard]] std::uint64_t values() const { return static_cast<std::uint64_t>(all_.runs); }
  [[nodiscard]] PointEstimate estimate(double level = 0.95) const;
  /// Everything that was added, as numbers: pairs of runs of which both, one, none held, single runs that held and did
  /// not (shares); runs, Σy, Σy²; runs and Σy of either half; pairs, Σs², Σs·m, Σm² over pairs of m runs with sum s.
  [[nodiscard]] std::vector<double> sums() const;

 private:
  struct Sums {
    double runs = 0, value = 0;
    [[nodiscard]] double mean() const { return value / runs; }
  };
  /// Over pairs: number m of runs and sum s of values.
  struct PairSums {
    double pairs = 0, s_s = 0, s_m = 0, m_m = 0;
    void add(double s, double m) { pairs += 1, s_s += s * s, s_m += s * m, m_m += m * m; }
  };

  /// The one that is being added included.
  [[nodiscard]] PairSums all_pairs() const;
  [[nodiscard]] double error_of_mean(double mean) const;

  OutcomeKind kind_;
  PairCounter pairs_;
  Sums all_;
  double squares_ = 0;
  std::array<Sums, 2> half_;
  PairSums closed_;
  Sums open_;  // the pair that is being added
  std::uint64_t open_pair_ = 0;
};

/// With the interval within what the outcome can be (possible_range).
[[nodiscard]] PointEstimate within_range(PointEstimate estimate, const OutcomeFacts& outcome);

}  // namespace backchannel
