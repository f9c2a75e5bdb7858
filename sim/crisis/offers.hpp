// Concession paths and offers (model §6): which text a side puts forward at a given aspiration.
//
//   x_k(c) = x*_k + (y_k − x*_k)·c^{η_k},  η_k = exp(logroll·(K·salience_k − 1)),  0 ≤ c ≤ 1
//
// x* is the side's best text of the scope, y the other side's last known position: what matters least gives way first
// (logroll 0: the straight line). The offer is the end of the first stretch [0, c] on which E ≥ A.
#pragma once

#include "sim/crisis/no_deal.hpp"

namespace backchannel {

struct Path {
  const Model* model = nullptr;
  int scope = comprehensive;
  bool straight = true;
  Text start, goal, low, high;             // low, high: own absolute lines and the scope's smallest moves
  std::array<Slice, max_issues> exponent;  // η
};

/// The bounds that an offer of the scope keeps: own absolute lines; needed issues at least min_step from the status
/// quo, on the side of `best`.
void bound(Path& path, const Outlook& outlook, const Text& best);

/// The text with the highest worth of signing that a holder can think of in a scope: own ideals; needed issues at least
/// min_step from the status quo; verification and relief by a one-dimensional search.
Text best_text(const Outlook& outlook, int scope);

/// The concession path from a side's best text towards a goal.
Path concession_path(const Outlook& outlook, int scope, const Text& best, const Text& goal, const Slice& logroll);

Text text_at(const Path& path, const Slice& c);

/// End of the stretch [0, c] on which f(text) ≥ 0, searched from a guess; 0 where f is negative at c = 0 (`at_start`: f
/// there). A short scan outwards from the guess brackets the crossing, a safeguarded secant (Illinois) closes in on it;
/// the result itself always has f ≥ 0 if c = 0 has.
template <class F>
Slice first_stretch(const Path& path, const Slice& at_start, const Slice& guess, F f) {
  constexpr int scans = 5, steps = 12;
  // f at the crossing; the secant aims at half of it, the side that holds. Below the 1e-12 of sharp indifference, so
  // that an offer that leaves the other side just what it asks for is taken.
  constexpr double close = 5e-13;
  const SliceMask open = at_least(at_start, 0.0);
  Slice low = filled<slice_width>(0), at_low = at_start;
  Slice high = filled<slice_width>(1), at_high = filled<slice_width>(-1);
  SliceMask bounded = SliceMask::none();  // a break was seen
  SliceMask done = !open;
  Slice c = guess.max(0.0).min(1.0), step = filled<slice_width>(0.02);
  for (int n = 0; n < scans + steps && any(!done); ++n) {
    const Slice here = f(text_at(path, c));
    const SliceMask holds = !done & at_least(here, 0.0), breaks = !done & below(here, 0.0);
    // Illinois: the end that stays weighs half in the next secant, once both ends are known.
    const SliceMask halve = bounded & above(low, 0.0);
    at_high = select(breaks, here, select(holds & halve, 0.5 * at_high, at_high));
    at_low = select(holds, here, select(breaks & halve, 0.5 * at_low, at_low));
    low = select(holds, c, low);
    high = select(breaks, c, high);
    bounded |= breaks;
    done |= (holds & at_most(here, close)) | (holds & at_least(c, 1.0)) | (!done & at_most(high, low + 1e-15));
    const Slice share = (at_low - 0.5 * close) / (at_low - at_high).max(1e-300);
    const Slice secant = low + (high - low) * share.max(1e-9).min(1.0 - 1e-9);
    const bool scanning = n + 1 < scans;
    const Slice outwards = select(bounded, (high - step).max(0.0), (low + step).min(1.0));
    // While only one end is known, step outwards; c = 0 is known to hold, so a step that reaches it becomes a secant.
    const SliceMask one_end = scanning ? !bounded | at_most(low, 0.0) : !bounded;
    c = select(one_end & above(outwards, 0.0), outwards, secant);
    step *= 4.0;
  }
  return select(open, low, 0.0);
}

}  // namespace backchannel
