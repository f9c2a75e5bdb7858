// One colour an outcome, in figures and on the page. Each stands out from white and from black paper with a contrast of
// 3:1 (Web Content Accessibility Guidelines 2.2, 1.4.11), and the best and the worst differ in grey: relative
// luminances .26, .19, .29, .16, .28, .14.
#pragma once

#include <array>

#include "sim/crisis/row.hpp"

namespace backchannel {

/// By Outcome, as #rrggbb.
inline constexpr std::array<const char*, outcomes> outcome_tones{"#1a9ba1", "#2c7fa6", "#8a949c",
                                                                 "#66717b", "#c8801f", "#b5452c"};
/// What comes beside outcomes: the breach of an agreement, the end of a war, an agreement after force.
inline constexpr const char* breach_tone = "#b0679a";
inline constexpr const char* war_end_tone = "#8f8a2b";
inline constexpr const char* after_force_tone = "#3a9a76";

}  // namespace backchannel
