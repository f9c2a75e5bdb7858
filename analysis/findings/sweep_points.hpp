// The points of a study: its design on the unit cube, mapped to values of the factors, in the order in which they are
// played (every prefix is an even sample of the design, see designs.hpp).
//
//   values, policies     level min(L − 1, ⌊u·L⌋)
//   range, prior         number_at(u) of sim/study/study.hpp
//   own priors           pinned in the draws (sim/crisis/model/values.hpp); all else is a change of the scenario as by
//                        --set
//   placebo              sets nothing but the seed: common random numbers within equal positions of the placebo
//
// Seeds: common random numbers give every point the study's seed, or with a placebo a seed by its position; independent
// ones a seed by the point's number.
#pragma once

#include <vector>

#include "analysis/statistics/designs.hpp"
#include "sim/crisis/model/values.hpp"
#include "sim/results/file/sweep_file.hpp"
#include "sim/study/study.hpp"

namespace backchannel {

struct SweepPoint {
  PointFacts facts;
  std::vector<Override> changes;
  Pins pins;
};

struct SweepPlan {
  std::vector<FactorFacts> factors;  // the placebo last
  std::vector<SweepPoint> points;
};

[[nodiscard]] SweepPlan plan_of(const Study& study);

}  // namespace backchannel
