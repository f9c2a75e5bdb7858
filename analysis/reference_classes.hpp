// Naive baselines: how crises of a reference class ended, to be read beside the model. They know nothing of the
// scenario but its class.
//
// Source: shares computed from Brecher, Wilkenfeld, Beardsley, James and Quinn, International Crisis Behavior Data,
// version 14 (486 crises, 1918–2017). The project's classes are matched to ours as follows: formal agreement:
// comprehensive; semi-formal or tacit understanding: interim; faded or open: talks continue; unilateral, imposed or
// other end with at most minor clashes: collapse without force; serious clashes: limited strike; war: regional war. The
// match is a judgement. Crises of the data are over, so open ones are almost absent: compare talks_continue with care.
//
// Shares of 1, in the order of the outcome classes.
#pragma once

#include <array>

#include "sim/crisis/outcome.hpp"

namespace backchannel {

struct ReferenceClass {
  const char* name;
  int crises;
  std::array<double, outcomes> share;
};

inline constexpr ReferenceClass mediated_crises{
    "mediated, not begun by violence, no war going on", 72, {0.181, 0.208, 0.014, 0.222, 0.194, 0.181}};
inline constexpr ReferenceClass unmediated_crises{
    "without a mediator, not begun by violence, no war going on", 171, {0.088, 0.152, 0.064, 0.480, 0.135, 0.082}};

}  // namespace backchannel
