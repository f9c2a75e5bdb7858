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
  constexpr int scans = 5, steps = 7;
  const SliceMask open = at_least(at_start, 0.0);
  Slice low = filled<slice_width>(0), at_low = at_start;
  Slice high = filled<slice_width>(1), at_high = filled<slice_width>(-1);
  SliceMask bounded = SliceMask::none(), reached = SliceMask::none();  // a break was seen; c = 1 holds
  Slice c = guess.max(0.0).min(1.0), step = filled<slice_width>(0.02);
  for (int n = 0; n < scans; ++n) {
    const Slice here = f(text_at(path, c));
    const SliceMask holds = at_least(here, 0.0), better = holds & at_least(c, low), worse = !holds & at_most(c, high);
    low = select(better, c, low);
    at_low = select(better, here, at_low);
    high = select(worse, c, high);
    at_high = select(worse, here, at_high);
    bounded |= !holds;
    reached |= holds & at_least(c, 1.0);
    const Slice outwards = select(holds, (low + step).min(1.0), (high - step).max(0.0));
    const Slice secant = low + (high - low) * (at_low / (at_low - at_high).max(1e-300)).max(0.05).min(0.95);
    c = select(bounded & above(low, 0.0), secant, outwards);
    step *= 4.0;
  }
  const SliceMask solve = open & !reached;
  for (int n = 0; n < steps; ++n) {
    const Slice guessed = low + (high - low) * (at_low / (at_low - at_high).max(1e-300)).max(0.0).min(1.0);
    // Never exactly at an end, so that both ends move.
    const Slice inside = guessed.max(low + 1e-3 * (high - low)).min(high - 1e-3 * (high - low));
    const Slice here = f(text_at(path, inside));
    const SliceMask holds = at_least(here, 0.0);
    at_high = select(holds, 0.5 * at_high, here);
    at_low = select(holds, here, 0.5 * at_low);
    low = select(holds, inside, low);
    high = select(holds, high, inside);
  }
  return select(open, select(reached, 1.0, select(solve, low, 0.0)), 0.0);
}

}  // namespace backchannel
