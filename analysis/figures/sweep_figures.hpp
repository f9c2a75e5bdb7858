// The figures of sweeps and comparisons, an outcome each. Each says in its caption what is drawn, of which study, and
// that it does not predict.
//
//   lines         the outcome over the first factor with numbers (else the first), a line for each level of the second,
//                 a panel for each of the third; with 95 % intervals and, of a single line, the range over the
//                 judgements
//   heat          the outcome over two factors, a cell a point with its interval; a panel for each level of the third
//   tornado       one factor at a time: from the lowest to the highest outcome, the placebo's range as noise floor
//   indices       first-order and total indices with intervals, the placebo last, its range as noise floor
//   morris        mu* against sigma, the placebo's mu* as noise floor
//   transitions   of a comparison: runs by class before and after
#pragma once

#include <string>

#include "analysis/figures/draw/figure.hpp"
#include "analysis/findings/sweep_sensitivity.hpp"
#include "sim/results/file/sweep_file.hpp"

namespace backchannel::figures {

/// Figure `what` of an outcome of the sweep (transitions needs none). Throws BadInput, with what is needed, if the
/// design does not give it or the outcome is not there.
[[nodiscard]] Figure sweep_figure(const std::string& what, const StoredSweep& sweep, const std::string& outcome,
                                  const std::string& file);

}  // namespace backchannel::figures
