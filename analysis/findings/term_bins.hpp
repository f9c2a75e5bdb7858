// The terms of texts in force as a histogram: of an issue with levels a bin a level, else 20 bins over the axis.
#pragma once

#include <string>
#include <vector>

#include "sim/results/counts/tally.hpp"
#include "sim/results/facts.hpp"

namespace backchannel {

struct TermBin {
  double from = 0, to = 0;  // in the unit of the issue, from < to; a level stands in the middle of its bin
  std::uint64_t texts = 0;
  std::string level;  // its name; empty: a plain axis
};

[[nodiscard]] std::vector<TermBin> term_bins(const TermTally& tally, const IssueFacts& issue);

}  // namespace backchannel
