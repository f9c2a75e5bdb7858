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

/// End of the first stretch [0, c] on which f(text) ≥ 0; 0 where f is negative from the start. A fixed scan, then a
/// safeguarded secant (Illinois) towards the crossing; f is never negative at the result beyond rounding, if f(0) ≥ 0.
template <class F>
Slice first_stretch(const Path& path, F f) {
  constexpr int scan = 8, steps = 9;
  Slice low = filled<slice_width>(0), high = low;
  Slice at_low = f(text_at(path, low)), at_high = at_low;
  SliceMask open = at_least(at_low, 0.0);
  SliceMask bracketed = SliceMask::none();
  for (int g = 1; g <= scan; ++g) {
    const Slice c = filled<slice_width>(static_cast<double>(g) / scan);
    const Slice here = f(text_at(path, c));
    const SliceMask holds = at_least(here, 0.0);
    const SliceMask breaks = open & !holds;
    high = select(breaks, c, high);
    at_high = select(breaks, here, at_high);
    bracketed |= breaks;
    open &= holds;
    low = select(open, c, low);
    at_low = select(open, here, at_low);
  }
  if (!any(bracketed)) return low;
  for (int n = 0; n < steps; ++n) {
    const Slice span = select(bracketed, at_low - at_high, 1.0);
    const Slice guess = low + (high - low) * (at_low / span).max(0.001).min(0.999);
    const Slice c = select(bracketed, guess, low);
    const Slice here = f(text_at(path, c));
    const SliceMask holds = at_least(here, 0.0);
    // Illinois: halve the value kept at the end that stays.
    low = select(bracketed & holds, c, low);
    at_low = select(bracketed, select(holds, here, 0.5 * at_low), at_low);
    high = select(bracketed & !holds, c, high);
    at_high = select(bracketed, select(holds, 0.5 * at_high, here), at_high);
  }
  return low;
}

}  // namespace backchannel
