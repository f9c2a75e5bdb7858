// Judgement versus luck: how much of an outcome's variance comes from the uncertain parameters, how much from chance.
//
// Each draw of the priors is played twice with independent chance (a one-way random-effects design, two per group), so
//   judgement share = within-pair covariance / total variance = (MSB − MSW) / (MSB + MSW),
//   MSB = 2·Σ(mean_k − mean)²/(m − 1), MSW = Σ(x_k − y_k)²/(2m)                (Fisher 1925; Shrout and Fleiss 1979)
// and luck is the rest. The interval is a jackknife over pairs on Fisher's z = artanh (Efron and Stein 1981; Fisher
// 1921), which needs no normal outcome; for an indicator its standard error counts one more pair of two yes and of two
// no, since with few of them it would be understated. An indicator without a single discordant pair gets its lower
// limit from the Wilson upper limit of the discordant share instead. `share` and `interval` are clamped to [0, 1] for
// display, and the upper limit is that of 0 at least, so that no interval is without width; `raw` and `raw_interval`
// are not: a slightly negative raw share means that judgement cannot be told from 0.
// Without any variance the share is NaN and the interval [0, 1].
//
// The probability of an outcome itself varies over the judgements, with standard deviation sqrt(share·p(1 − p)). Its
// 5–95 % range is measured by a nested design, DRAWS of the priors × RUNS each. The spread of the observed shares
// exceeds that of the probabilities by replication noise, so the law of the probability behind them is estimated: on
// 100 cells of [0, 1], from the beta law with the mean p and variance V of the probabilities (analysis of variance;
// Kleinman 1973) by 50 steps of the EM algorithm towards the counts of the draws (Laird 1978). It is no fit of a beta
// law: where the draws say otherwise, it follows them; stopped early it stays smooth (Silverman, Jones, Wilson and
// Nychka 1990). Interval of each end: percentile bootstrap over draws (Efron 1979), seeded. If the outcome always or
// never happened: Wilson on the draws. Where the draws do not differ beyond chance at 5 % (Pearson 1900), no spread is
// told, only what it lies within. The judgement share of the variance is V/(mean(1 − mean)); its interval reaches at
// least as far as it is estimated by chance where there is none: z·√((2 + 1/(n p (1 − p)))/(k − 1))/n, from the
// variance of Pearson's statistic (Haldane 1937), k draws of n runs.
//
// Throws std::invalid_argument for fewer than 3 pairs or draws, spans of unequal length, non-finite values, draws with
// fewer than 2 runs or more successes than runs.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "analysis/statistics/intervals.hpp"

namespace backchannel {

struct VarianceShare {
  double share = 0;
  Interval interval;
  double raw = 0;
  Interval raw_interval;
};

/// first[k] and second[k] are the numbers of runs 2k and 2k+1.
VarianceShare judgement_share(std::span<const double> first, std::span<const double> second, double level = 0.95);

/// Of an indicator; runs without their partner are left out.
VarianceShare judgement_share(const PairCounts& counts, double level = 0.95);

/// Standard deviation over the judgements of the outcome's probability; 0 for a negative judgement share.
double probability_spread(double share, double judgement);

/// The 5–95 % range over the judgements of the outcome's probability, from pairs alone: a fit, the beta law with the
/// mean p of the share and variance p(1 − p)·share (Kleinman 1973). None where judgement cannot be told from 0.
std::optional<Interval> fitted_prior_range(const PairCounts& counts);

/// Of `runs` runs with one draw of the priors, the outcome happened in `successes`.
struct NestedDraw {
  std::uint64_t runs = 0;
  std::uint64_t successes = 0;
};

struct ProbabilityRange {
  double mean = 0;
  double spread = 0;   // standard deviation over the judgements, free of replication noise; 0: not told from that noise
  Interval range;      // 5–95 % by default, free of replication noise; without width where the spread is 0
  Interval low_error;  // interval of range.low
  Interval high_error;      // interval of range.high
  VarianceShare judgement;  // spread²/(mean(1 − mean)); interval: the same bootstrap; NaN if the outcome never varies
};

struct NestedOptions {
  double low = 0.05;
  double high = 0.95;
  double level = 0.95;
  int resamples = 200;
  std::uint64_t seed = 1;
};

ProbabilityRange probability_range(std::span<const NestedDraw> draws, const NestedOptions& options = {});

}  // namespace backchannel
