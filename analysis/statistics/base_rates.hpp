// Naive baselines: how often crises of the past ended in each of the six classes. A model that says no more than its
// reference class is not worth its numbers; one that differs should be able to say why.
//
// Source: International Crisis Behavior Project, dataset version 14 (Brecher, Wilkenfeld, Beardsley, James and Quinn
// 2021), 486 international crises 1918–2017; counted in its crisis-level file. The classes are put beside the
// model's so, and do not mean quite the same:
//   comprehensive agreement   formal agreement                     talks continue      crisis faded, no known end
//   interim agreement         semi-formal or tacit understanding   limited strike      serious clashes
//   collapse without force    unilateral, imposed or other end, at most minor clashes  regional war  full-scale war
// As in the model violence comes first. Intervals are Wilson's on the number of crises (intervals.hpp).
//
// Reference class forecasting: Kahneman and Tversky 1979; Flyvbjerg 2008.
#pragma once

#include <array>
#include <cstddef>

namespace backchannel {

struct BaseRate {
  const char* name;
  int crises;
  std::array<int, 6> ended;  // by Outcome

  [[nodiscard]] constexpr double share(std::size_t outcome) const {
    return static_cast<double>(ended[outcome]) / static_cast<double>(crises);
  }
};

/// From the narrowest to the widest class.
inline constexpr std::array<BaseRate, 2> rates_of_mediated_crises{{
    {"mediated crises with a non-violent trigger, no war going on", 72, {13, 15, 1, 16, 14, 13}},
    {"all international crises 1918–2017", 486, {48, 64, 19, 136, 116, 103}},
}};
inline constexpr std::array<BaseRate, 2> rates_of_other_crises{{
    {"unmediated crises with a non-violent trigger, no war going on", 171, {15, 26, 11, 82, 23, 14}},
    rates_of_mediated_crises[1],
}};

[[nodiscard]] constexpr const std::array<BaseRate, 2>& base_rates_of(bool mediated) {
  return mediated ? rates_of_mediated_crises : rates_of_other_crises;
}

inline constexpr const char* base_rates_source =
    "International Crisis Behavior Project, version 14 (Brecher, Wilkenfeld, Beardsley, James and Quinn 2021)";

}  // namespace backchannel
