// What drives the outcomes, read from runs already made (given-data sensitivity): the draws of the priors are sorted by
// one parameter and cut into thirds of equal count; the shares of the outcome classes are compared between the thirds.
//
//   effect  the largest difference of a class's share between any two thirds
//   floor   what the effect of a parameter that does nothing exceeds once in twenty: the 95 % point of the effect over
//           permutations of the draws (Fisher 1935, §21); a parameter below it is not told from nothing
//
// The shares of thirds are the coarsest form of the binned conditional means of Plischke, Borgonovo and Smith (2013);
// they show a direction, and a hump, but no interaction. Parameters are drawn independently, so no other parameter
// stands behind a difference. Intervals: Wilson on n_eff (intervals.hpp), pairs of runs with one draw kept together.
//
// Shapes: one value per draw and parameter; the classes of the runs of draw k are first[k] and second[k], −1: not
// there. Ties keep the order of the draws. Deterministic: permutations are seeded.
// Throws std::invalid_argument for spans of unlike length or fewer than 30 draws.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/statistics/intervals.hpp"

namespace backchannel {

struct TercileEffect {
  std::size_t input = 0;
  std::array<double, 2> cuts{};                      // the largest value of the lowest and of the middle third
  std::array<std::vector<ShareEstimate>, 3> shares;  // by third and class
  double effect = 0;
  int strongest = 0;  // the class whose share differs most
};

struct Terciles {
  std::vector<TercileEffect> effects;  // the largest first
  double floor = 0;
};

struct TercileOptions {
  int permutations = 200;
  std::uint64_t seed = 1;
};

[[nodiscard]] Terciles terciles(std::span<const std::vector<double>> inputs, std::span<const int> first,
                                std::span<const int> second, int classes, const TercileOptions& options = {});

}  // namespace backchannel
