// What a change does: two studies that played the same run numbers with common random numbers, compared run by run.
//
// For a class, d_i = 1{after in class} − 1{before in class} is −1, 0 or 1; the difference of shares is their mean.
//   variance            over pairs of runs g = {2k, 2k+1}, which share parameters: Σ_g (Σ_{i in g} (d_i − d̄))² / n² ·
//                       G/(G − 1), but not less than single runs would give (Liang and Zeger 1986); with independent
//                       runs this is McNemar's (1947) variance
//   interval            Bonett and Price (2012), adjusted Wald on the two kinds of flips: with n_eff = n·(single-run
//                       variance)/(variance), shares of flips p_to = (to·n_eff/n + 1)/(n_eff + 2), p_from alike,
//                       p_to − p_from ± z·sqrt((p_to + p_from − (p_to − p_from)²)/(n_eff + 2)); never of width zero,
//                       cautious for a handful of flips
//   variance reduction  (variance of before + variance of after, as if independent) / variance of the difference: how
//                       many times fewer runs the pairing needed; infinite if no run flipped
//   transition matrix   runs by class before (row) and class after (column)
// For a mean d_i = after − before, the same variance, and a normal interval.
//
// Units: runs, shares. Throws std::invalid_argument for spans of unequal length, no runs, runs out of order, a class
// out of range.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/statistics/intervals.hpp"

namespace backchannel {

/// Outcome classes of the same runs before and after the change; index i of all spans is one run.
struct PairedRuns {
  std::span<const std::uint64_t> runs;  // increasing
  std::span<const int> before;
  std::span<const int> after;
};

struct PairedDifference {
  double before = 0;      // share
  double after = 0;       // share
  double difference = 0;  // after − before
  double standard_error = 0;
  Interval interval;
  std::uint64_t into = 0;    // runs that flipped into the class
  std::uint64_t out_of = 0;  // runs that flipped out of it
  double variance_reduction = 0;
};

PairedDifference paired_difference(const PairedRuns& study, int outcome, double level = 0.95);

struct PairedMeans {
  double before = 0, after = 0;
  double difference = 0;  // after − before
  double standard_error = 0;
  Interval interval;
  double variance_reduction = 0;
};

PairedMeans paired_means(std::span<const std::uint64_t> runs, std::span<const double> before,
                         std::span<const double> after, double level = 0.95);

class TransitionMatrix {
 public:
  TransitionMatrix(const PairedRuns& study, std::size_t classes);
  std::uint64_t count(std::size_t before, std::size_t after) const { return counts_[before * classes_ + after]; }
  std::uint64_t flipped() const;

 private:
  std::size_t classes_;
  std::vector<std::uint64_t> counts_;
};

}  // namespace backchannel
