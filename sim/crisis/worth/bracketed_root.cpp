#include "sim/crisis/worth/bracketed_root.hpp"

namespace backchannel {

namespace {

constexpr double narrow = 1e-8, tiny = 1e-12;  // widths of a bracket, as a share of its place and at least

}  // namespace

BracketedRoot::BracketedRoot(const Slice& at_start, const Slice& guess) : open_(at_least(at_start, 0.0)) {
  constexpr double as_good = 1e-9;      // who asks for all but this of its best text asks for that
  constexpr double first_guess = 0.05;  // where there is none
  const Slice first = select(above(guess, 0.0), guess.min(1.0), first_guess);
  now_ = {0.0, at_start, 1.0, -1.0, 0.0, at_start, first, SliceMask::none(), at_most(at_start, as_good)};
}

void BracketedRoot::take(const Slice& here, std::span<const Slice> breaks) {
  // f at the crossing; the search aims at half of it, the side that holds. Below the 1e-12 of sharp indifference, so
  // that an offer that leaves the other side just what it asks for is taken.
  constexpr double close = 5e-13, aim = 0.5 * close;
  constexpr double steep = 1e3;      // a jump: f hardly moves in so narrow a bracket
  constexpr double overshoot = 1.1;  // of the crossing that the slope promises
  ++taken_;
  const Bracket& was = now_;
  const Slice c = was.c;
  const SliceMask holds = !was.done & at_least(here, 0.0), fails = !was.done & below(here, 0.0);
  const Slice low = select(holds, c, was.low), at_low = select(holds, here, was.at_low);
  const Slice high = select(fails, c, was.high), at_high = select(fails, here, was.at_high);
  const SliceMask replaced = holds | (fails & was.bounded);  // an end at which f was known
  const Slice third = select(replaced, select(holds, was.low, was.high), was.third);
  const Slice at_third = select(replaced, select(holds, was.at_low, was.at_high), was.at_third);
  const SliceMask bounded = was.bounded | fails;
  const Slice width = high - low;
  // Where f hardly moved, it jumps: bisected in c, or in ln c while the bracket spans orders of magnitude.
  const Slice before = select(holds, was.at_low, was.at_high);
  const SliceMask sluggish = above(here * here, 0.25 * before * before);
  SliceMask found = (holds & at_most(here, close)) | (holds & at_least(c, 1.0)) | at_most(width, 1e-15);
  // x(f) through both ends and the third look, at f = aim.
  const Slice over = at_low - aim, under = at_high - aim;
  const Slice secant_slope = width / (under - over), other_slope = (third - low) / (at_third - at_low);
  const Slice bend = (other_slope - secant_slope) / (at_third - at_high);
  const Slice secant = low - over * secant_slope, curved = secant + over * under * bend;
  const Slice crossing = select(above(curved, low) & below(curved, high), curved, secant);
  const Slice gap = maximum(1e-9 * width, 4e-16 * high);  // looks at no end twice
  Slice within = minimum(maximum(crossing, low + gap), high - gap);
  if (any(sluggish)) {
    const SliceMask stuck = above(here * here, 0.5 * before * before);
    const Slice fall = select(bounded, (at_low - at_high) * select(above(width, tiny), high, 1.0), 0.0);
    found |= at_most(width, maximum(narrow * high, tiny)) & stuck & above(fall, steep * width);
    const Slice lowest = maximum(low, tiny);
    const Slice middle = select(above(high, 16.0 * lowest), root(lowest * high), low + 0.5 * width);
    within = select(sluggish, middle, within);
  }
  // As long as f has not been below 0, step outwards.
  const Slice promised = overshoot * at_low * -other_slope + tiny;
  const Slice step = select(above(at_third, at_low) & below(promised, longest_), promised, longest_);
  const Slice next = select(bounded, within, minimum(low + step, 1.0));
  now_ = {low, at_low, high, at_high, third, at_third, next, bounded, was.done | found};
  if (!breaks.empty()) look_at_breaks(breaks, sluggish & bounded);
  longest_ *= 4.0;
}

void BracketedRoot::look_at_breaks(std::span<const Slice> breaks, const SliceMask& jumps) {
  for (const Slice& place : breaks) {
    const Slice aside = 0.3 * maximum(narrow * place, tiny);
    const Slice before = place - aside, after = place + aside;
    const SliceMask at_before = above(before, now_.low) & below(before, now_.high);
    const SliceMask at_after = above(after, now_.low) & below(after, now_.high);
    now_.c = select(jumps & (at_before | at_after), select(at_before, before, after), now_.c);
  }
}

}  // namespace backchannel
