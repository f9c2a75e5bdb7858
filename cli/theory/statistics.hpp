// What is read off a column of results, with its standard error. Runs 2k and 2k + 1 share the uncertain parameters
// (analysis/statistics/intervals.hpp), so errors come from sums over pairs, but are never less than single runs would
// give.
#pragma once

#include <functional>
#include <vector>

namespace backchannel::theory {

struct Sample {
  double value = 0, standard_error = 0;
};

/// One value per run, in order of run.
using Statistic = std::function<Sample(const std::vector<double>&)>;

Sample mean_of(const std::vector<double>& x);
/// Variance over mean; the error from the fourth moment (delta method, the mean taken as known).
Sample dispersion_of(const std::vector<double>& x);
Sample largest_of(const std::vector<double>& x);

}  // namespace backchannel::theory
