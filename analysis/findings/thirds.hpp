// In which direction an input drives an outcome: the rows sorted by the input and cut into thirds of equal count, the
// outcome averaged in each. The coarsest form of the binned conditional means of Plischke, Borgonovo and Smith (2013):
// it shows a direction, and a hump, but no interaction. Ties keep the order of the rows.
//
// Units: cuts in the unit of the input, means in that of the outcome.
// Throws std::invalid_argument for spans of unlike length or fewer than 3 rows.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

namespace backchannel {

enum class Trend { rises, falls, peaks, dips };

/// The rows of each third, from the lowest values of the input on.
using ThirdRows = std::array<std::vector<std::size_t>, 3>;
[[nodiscard]] ThirdRows thirds_of(std::span<const double> input);

struct Thirds {
  std::array<double, 2> cuts{};  // the largest value of the input in the lowest and in the middle third
  std::array<double, 3> mean{};  // of the outcome
};
[[nodiscard]] Thirds thirds(std::span<const double> input, const ThirdRows& rows, std::span<const double> outcome);

/// Rises or falls from the lowest to the highest third, unless the middle third stands out by more than that.
[[nodiscard]] Trend direction_of(const std::array<double, 3>& mean);
/// "rises", "falls", "highest in the middle", "lowest in the middle".
[[nodiscard]] const char* direction_name(Trend direction);

}  // namespace backchannel
