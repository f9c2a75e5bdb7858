// The most typical run of a group of runs: the one nearest to the group's medians.
//
//   distance(run) = mean over columns c of |x_c − median_c| / s_c
//
// s_c is the interquartile range of the column within the group, or its mean absolute deviation from the median where
// that is 0; a column that does not vary says nothing and is left out. This is the sample's point nearest to its
// coordinate-wise median (Bickel 1964) in an L1 norm with robust scales (Huber 1981, §5.1). Of equally near runs the
// one with the lowest number is taken, so the choice depends on the rows alone.
//
// Shapes: columns[c][i] is column c of run i. Values are finite; what never happened is entered by the caller as a day
// after the horizon. Throws std::invalid_argument for columns of unequal length or values that are not finite.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace backchannel {

/// Index of the most typical run; none without runs.
[[nodiscard]] std::optional<std::size_t> most_typical(std::span<const std::vector<double>> columns);

}  // namespace backchannel
