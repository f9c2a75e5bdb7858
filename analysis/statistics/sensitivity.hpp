// What drives the outcome: variance-based indices, elementary effects, and a reading of runs already made.
//
// Sobol' indices from a saltelli_design, with y centred at its mean and V its variance over A and B:
//   first order  S_i = mean(y_B·(y_ABi − y_A)) / V            (Saltelli et al. 2010, table 2, b)
//   total        T_i = mean((y_A − y_ABi)²) / (2V)            (Jansen 1999)
// For a probability estimated from runs, the noise of each estimate would be taken for effect: an inert input would get
// T_i = noise/(V + noise). So every design point's runs are split into two halves with independent chance and priors
// (by pairs of runs, never within one), estimates y' and y'', and every square becomes a cross-product in which the
// noise has mean zero:
//   V    = mean(½(y'_A·y''_A + y'_B·y''_B)) − mean(y')·mean(y'')
//   S_i  = mean(½(y'_B·(y''_ABi − y''_A) + y''_B·(y'_ABi − y'_A))) / V
//   T_i  = mean(½(y'_A − y'_ABi)(y''_A − y''_ABi)) / V
// since E[y'y''] = f² for independent unbiased y', y'' (cf. Hart, Alexanderian and Gremaud 2017 on stochastic models).
// It holds with common random numbers across points too. Intervals:
// percentile bootstrap over blocks (Archer, Saltelli and Sobol' 1997). It takes blocks for independent, while those of
// a Sobol' sequence are more even than that, so the intervals are cautious: measured on f = x1 + x2/2 at 64 blocks, all
// of 400 covered. A negative index is sampling error around 0.
// A variance that may be nothing gives no index: V below 10⁻⁹ of the mean square is rounding, and where more than one
// resample in forty has none, neither index nor interval is told (NaN).
//
// Morris (1991): elementary effects (y(x + step·e_i) − y(x))/step along trajectories; mu their mean, mu* their mean
// size (Campolongo, Cariboni and Saltelli 2007), sigma their standard deviation. Replication noise raises mu* and
// sigma alike: read them against a placebo factor.
//
// Given-data first-order index from ordinary runs (Plischke, Borgonovo and Smith 2013): x is sorted into bins of equal
// count, eta² = between-bin sum of squares / total (Pearson's correlation ratio). What an inert input comes to, eta²_0
// on average, is removed: index = (eta² − eta²_0)/(1 − eta²_0), as in Kelley's (1935) epsilon²; `floor` is the 95 %
// point of an inert input on the same scale, and a placebo input, random numbers, shows what nothing looks like. How an
// inert input behaves depends on how the rows were laid out:
//   rows       independent rows, and Latin hypercubes: y permuted; eta²_0 is about (bins − 1)/(n − 1)
//   inert      rows that are even in all inputs at once, as of a Sobol' sequence, so that the other inputs hardly reach
//              the means of bins: further columns of the same sequence, which y does not know. Some of them share bins
//              with an input and would pass its effect for chance, so an input is held against the columns that lie
//              with every other input as evenly as it does itself (chi² of the table of bins), or the 20 nearest to
//              that
//   balance    full grids, where they do not reach them at all: (levels − 1) times the mean square that all inputs
//              together leave, over the total, and the F law (Fisher 1925)
// Error: delete-a-group jackknife, 20 groups. One row is one draw of the priors (a pair of runs), y the mean over its
// runs. With both runs' values the index is of the variance that judgement explains: divided by cov(y', y'')/var(mean),
// so that inputs are compared free of luck; NaN where that covariance cannot be told from 0 (variance.hpp).
//
// Shapes: y has one number per design row, in the design's order. Units: y's own for Morris, shares of variance else.
// Throws std::invalid_argument for wrong sizes, fewer than 4 blocks, 2 trajectories or 40 rows, non-finite numbers.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/statistics/designs.hpp"
#include "analysis/statistics/intervals.hpp"

namespace backchannel {

struct BootstrapOptions {
  int resamples = 1000;
  double level = 0.95;
  std::uint64_t seed = 1;
};

struct Index {
  double value = 0;
  Interval interval;
};

struct SobolIndices {
  std::vector<Index> first;  // one per factor
  std::vector<Index> total;
  double variance = 0;  // of y over the cube, free of replication noise; ≤ 0 means nothing but noise: indices are NaN
  double noise = 0;     // variance of the replication noise of a point's mean over both halves; 0 for one set of y
};

/// Of a deterministic model.
SobolIndices sobol_indices(std::span<const double> y, int factors, const BootstrapOptions& options = {});

/// Of a probability (or mean) estimated twice at each point by independent halves of its runs.
SobolIndices sobol_indices(std::span<const double> half, std::span<const double> other_half, int factors,
                           const BootstrapOptions& options = {});

/// A sentence for a negative or wide index; empty if there is nothing to explain.
std::string remark(const Index& index);

struct MorrisEffect {
  double mu = 0;
  double mu_star = 0;
  double sigma = 0;
  double mu_star_error = 0;  // standard error
  int effects = 0;
};

/// `points` are whole trajectories of points.factors() + 1 rows; a prefix of whole trajectories will do.
std::vector<MorrisEffect> morris_effects(const Points& points, std::span<const double> y);

/// Which inputs that do nothing an input is held against: see above.
enum class Chance { rows, inert, balance };

struct GivenDataOptions {
  int bins = 0;  // 0: the cube root of the rows, between 4 and 32
  int permutations = 200;
  std::uint64_t seed = 1;
  Chance chance = Chance::rows;
  std::vector<std::vector<double>> inert{};  // with Chance::inert: columns over the rows, some 200
};

struct GivenDataIndex {
  double value = 0;
  double standard_error = 0;
  double floor = 0;  // what an inert input exceeds once in twenty
  bool above_floor() const { return value > floor; }
};

/// inputs[i] holds input i over the rows. The last index returned is the placebo's.
std::vector<GivenDataIndex> given_data_indices(std::span<const std::vector<double>> inputs, std::span<const double> y,
                                               const GivenDataOptions& options = {});

/// The same as shares of the variance of judgement; first[k], second[k] are the two runs of draw k.
std::vector<GivenDataIndex> given_data_indices(std::span<const std::vector<double>> inputs,
                                               std::span<const double> first, std::span<const double> second,
                                               const GivenDataOptions& options = {});

}  // namespace backchannel
