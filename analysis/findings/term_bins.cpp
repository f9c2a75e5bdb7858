#include "analysis/findings/term_bins.hpp"

#include <algorithm>

namespace backchannel {

std::vector<TermBin> term_bins(const TermTally& tally, const IssueFacts& issue) {
  constexpr std::size_t plain = 20;
  const std::size_t levels = issue.levels.size(), number = levels > 0 ? levels : plain;
  const double width = 1 / static_cast<double>(levels > 0 ? std::max<std::size_t>(1, levels - 1) : plain);
  const double first = levels > 0 ? -width / 2 : 0;
  std::vector<TermBin> bins(number);
  for (std::size_t b = 0; b < number; ++b) {
    const double start = first + width * static_cast<double>(b);
    const auto [from, to] = std::minmax({issue.physical(start), issue.physical(start + width)});
    bins[b] = {from, to, 0, levels > 0 ? issue.levels[b] : ""};
  }
  for (std::size_t step = 0; step < tally.counts.size(); ++step) {
    const std::size_t bin = levels > 0 ? issue.level_at(tally.position(step)) : step * plain / tally.steps();
    bins[std::min(bin, number - 1)].texts += tally.counts[step];
  }
  return bins;
}

}  // namespace backchannel
