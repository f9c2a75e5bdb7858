#include "sim/crisis/worth/bracketed_root.hpp"

#include <cmath>

namespace backchannel {

BracketedRoot::BracketedRoot(const Slice& at_start, const Slice& guess) : open_(at_least(at_start, 0.0)) {
  constexpr double as_good = 1e-9;      // who asks for all but this of its best text asks for that
  constexpr double first_guess = 0.05;  // where there is none
  const Slice none = filled<slice_width>(0), one = filled<slice_width>(1);
  const Slice first = select(above(guess, 0.0), guess.min(1.0), first_guess);
  now_ = {none, at_start, one, -one, none, at_start, first, none, at_most(at_start, as_good).on};
}

void BracketedRoot::take(const Slice& f, std::span<const Slice> breaks) {
  // f at the crossing; the search aims at half of it, the side that holds. Below the 1e-12 of sharp indifference, so
  // that an offer that leaves the other side just what it asks for is taken.
  constexpr double close = 5e-13, aim = 0.5 * close;
  constexpr double narrow = 1e-8, tiny = 1e-12, steep = 1e3;  // a jump: f hardly moves in so narrow a bracket
  constexpr double overshoot = 1.1;                           // of the crossing that the slope promises
  ++taken_;
  const double longest = longest_;
  const Bracket was = now_;
  const Slice value = f;
  Bracket is;
  Slice jumps;
  for (int n = 0; n < slice_width; ++n) {  // on copies and free of branches, so that it is vectorised
    const double here = value[n], c = was.c[n];
    const bool live = was.done[n] == 0.0;
    const bool holds = live & (here >= 0.0), fails = live & (here < 0.0);
    const double low = holds ? c : was.low[n], at_low = holds ? here : was.at_low[n];
    const double high = fails ? c : was.high[n], at_high = fails ? here : was.at_high[n];
    const bool replaced = holds | (fails & (was.bounded[n] != 0.0));  // an end at which f was known
    const double third = replaced ? (holds ? was.low[n] : was.high[n]) : was.third[n];
    const double at_third = replaced ? (holds ? was.at_low[n] : was.at_high[n]) : was.at_third[n];
    const double bounded = fails ? 1.0 : was.bounded[n];
    const double width = high - low;
    // Where f hardly moved, it jumps: bisected in c, or in ln c while the bracket spans orders of magnitude.
    const double before = holds ? was.at_low[n] : was.at_high[n];
    const bool sluggish = here * here > 0.25 * before * before, stuck = here * here > 0.5 * before * before;
    const double narrowest = narrow * high > tiny ? narrow * high : tiny;
    const double fall = bounded != 0.0 ? (at_low - at_high) * (width > tiny ? high : 1.0) : 0.0;
    const bool jump = (width <= narrowest) & stuck & (fall > steep * width);
    const bool found = (holds & (here <= close)) | (holds & (c >= 1.0)) | jump | (width <= 1e-15);
    const double lowest = low > tiny ? low : tiny;
    const double geometric = std::sqrt(lowest * high), middle = high > 16.0 * lowest ? geometric : low + 0.5 * width;
    // x(f) through both ends and the third look, at f = aim.
    const double over = at_low - aim, under = at_high - aim;
    const double secant_slope = width / (under - over), other_slope = (third - low) / (at_third - at_low);
    const double bend = (other_slope - secant_slope) / (at_third - at_high);
    const double secant = low - over * secant_slope, curved = secant + over * under * bend;
    const double root = (curved > low) & (curved < high) ? curved : secant;
    const double gap = 1e-9 * width > 4e-16 * high ? 1e-9 * width : 4e-16 * high;  // looks at no end twice
    const double least = low + gap, most = high - gap;
    const double raised = root > least ? root : least, inside = raised < most ? raised : most;
    const double within = sluggish ? middle : inside;
    // As long as f has not been below 0, step outwards.
    const double promised = overshoot * at_low * -other_slope + tiny;
    const double step = (at_third > at_low) & (promised < longest) ? promised : longest;
    const double outwards = low + step < 1.0 ? low + step : 1.0;
    is.c[n] = bounded == 0.0 ? outwards : within;
    is.low[n] = low, is.at_low[n] = at_low, is.high[n] = high, is.at_high[n] = at_high;
    is.third[n] = third, is.at_third[n] = at_third;
    is.bounded[n] = bounded;
    is.done[n] = found ? 1.0 : was.done[n];
    jumps[n] = sluggish ? bounded : 0.0;
  }
  for (const Slice& place : breaks)
    for (int n = 0; n < slice_width; ++n) {
      const double low = is.low[n], high = is.high[n];
      const double aside = 0.3 * (narrow * place[n] > tiny ? narrow * place[n] : tiny);
      const double before = place[n] - aside, after = place[n] + aside;
      const bool at_before = (before > low) & (before < high), at_after = (after > low) & (after < high);
      const double look = at_before ? before : after;
      is.c[n] = (jumps[n] != 0.0) & (at_before | at_after) ? look : is.c[n];
    }
  now_ = is;
  longest_ *= 4.0;
}

}  // namespace backchannel
