// Shares and quantiles over runs, with intervals that know that runs come in pairs.
//
// Runs 2k and 2k+1 share one draw of the uncertain parameters, so they are correlated. For an indicator with share p,
// m complete pairs of which d disagree, and s runs without their partner (n = 2m + s):
//   correlation        rho   = 1 − (d/m) / (2·p_m·(1 − p_m)),  p_m the share within complete pairs   (Fisher 1925, §38)
//   effective size     n_eff = n / (1 + max(0, rho)·2m/n);  n / (1 + max(0, rho)) with all runs paired
//                      (Kish 1965, §5.4)
//   standard error     sqrt(p(1 − p) / n_eff)
//   interval           Wilson (1927) with n_eff in place of n:
//                      (p + z²/2n ± z·sqrt(p(1 − p)/n + z²/4n²)) / (1 + z²/n)
//   k classes together Wilson with z at level 1 − (1 − level)/k (Goodman 1965)
// n_eff takes rho with one pair of two yes and one of two no added: where few pairs tell of it, it stays near 1, the
// cautious end, and the interval of no hit is not wider than that of one. within_pair_correlation is NaN if every
// paired run agrees (p_m is 0 or 1).
//
// Quantiles of values: linear between order statistics (Hyndman and Fan 1996, type 7). Their interval is distribution-
// free (David and Nagaraja 2003, §7.1): order statistics whose ranks come from the binomial distribution; with
// n_eff < n the ranks are taken for floor(n_eff) and stretched to n (after Woodruff 1952).
//
// Units: shares and levels in [0, 1]; quantiles in the unit of the values. Values may be +infinity (never happened).
// Throws std::invalid_argument for a level outside (0, 1), a share outside [0, 1], no runs, runs out of order, NaN.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace backchannel {

struct Interval {
  double low = 0;
  double high = 0;
  double half_width() const { return (high - low) / 2; }
  bool contains(double value) const { return low <= value && value <= high; }
};

/// The two-sided normal quantile: P(|Z| ≤ z) = level.
double normal_quantile(double level);

/// How often an indicator held in pairs of runs (2k, 2k+1), and in runs whose partner is missing.
struct PairCounts {
  std::uint64_t both = 0;
  std::uint64_t one = 0;
  std::uint64_t none = 0;
  std::uint64_t alone_yes = 0;
  std::uint64_t alone_no = 0;

  std::uint64_t pairs() const { return both + one + none; }
  std::uint64_t runs() const { return 2 * pairs() + alone_yes + alone_no; }
  std::uint64_t yes() const { return 2 * both + one + alone_yes; }
  double share() const { return static_cast<double>(yes()) / static_cast<double>(runs()); }
  PairCounts& operator+=(const PairCounts& other);
  bool operator==(const PairCounts&) const = default;
};

/// Collects PairCounts from runs in increasing order; failed runs are left out by the caller.
class PairCounter {
 public:
  PairCounter() = default;
  /// Goes on, with an even run, from counts made before.
  explicit PairCounter(const PairCounts& counts) : counts_(counts) {}
  void add(std::uint64_t run, bool yes);
  PairCounts counts() const;

 private:
  struct Waiting {
    std::uint64_t run;
    bool yes;
  };
  PairCounts counts_;
  std::optional<Waiting> waiting_;
  std::optional<std::uint64_t> last_;
};

double within_pair_correlation(const PairCounts& counts);
double effective_size(const PairCounts& counts);
double share_standard_error(double share, double effective);
Interval wilson_interval(double share, double effective, double level = 0.95);

struct ShareEstimate {
  double share = 0;
  double standard_error = 0;
  double effective = 0;  // runs
  Interval interval;
};

ShareEstimate estimate_share(const PairCounts& counts, double level = 0.95);

/// Goodman intervals: all classes are covered together with probability about `level`.
std::vector<ShareEstimate> estimate_shares_together(std::span<const PairCounts> classes, double level = 0.95);

struct QuantileEstimate {
  double value = 0;
  Interval interval;  // ±infinity where too few runs bound that side
};

/// Of independent values, or of values with a known effective size (0 < effective ≤ values.size()).
/// Type 7 of values in increasing order, at least one.
double sorted_quantile(const std::vector<double>& sorted, double probability);

QuantileEstimate estimate_quantile(std::vector<double> values, double probability, double level = 0.95);
QuantileEstimate estimate_quantile(std::vector<double> values, double probability, double level, double effective);

/// Of one value per run: the effective size is that of the indicator "value ≤ estimated quantile".
QuantileEstimate estimate_run_quantile(std::span<const std::uint64_t> runs, std::span<const double> values,
                                       double probability, double level = 0.95);

struct Quartiles {
  QuantileEstimate lower, median, upper;
};

Quartiles estimate_run_quartiles(std::span<const std::uint64_t> runs, std::span<const double> values,
                                 double level = 0.95);

}  // namespace backchannel
