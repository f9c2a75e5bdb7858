// Concession paths and offers (MODEL 7.5): which text a side puts forward at a given aspiration.
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
  Text start, goal, low, high;             // low, high: own absolute lines
  Text now, step, edge;                    // of needed issues: no offer stands closer to `now` than `step`; it waits at
                                           // `edge`, on the side of the start, and goes on beyond
  std::array<Slice, max_issues> exponent;  // η
};

/// The bounds that an offer of the scope keeps: own absolute lines; needed issues at least min_step from the status
/// quo, on the side of `best` until the path has passed it.
void bound(Path& path, const Outlook& outlook, const Text& best);

/// The position of an issue that an offer takes for x: outside the smallest step, inside own lines, on a level.
Slice held(const Path& path, std::size_t issue, const Slice& x);

/// The nearest level of a discrete issue; x itself of any other.
Slice on_level(const Issue& issue, const Slice& x);

/// Moves a text inside a holder's real absolute lines on what the scope needs, where they are known.
void keep_within(Text& text, const Taste& taste, int scope, const SliceMask& known);

/// The text with the highest worth of signing that a holder can think of in a scope: own ideals; needed issues at least
/// min_step from the status quo; verification and relief by a one-dimensional search.
Text best_text(const Outlook& outlook, int scope);

/// The concession path from a side's best text towards a goal.
Path concession_path(const Outlook& outlook, int scope, const Text& best, const Text& goal, const Slice& logroll);

Text text_at(const Path& path, const Slice& c);

/// The search for the end of the stretch [0, c] on which f ≥ 0: a short scan outwards from a guess brackets the
/// crossing; a secant closes in on it (Illinois: Dowell and Jarratt 1971), a bisection where f hardly moved, as at a
/// jump. What is found always has f ≥ 0 if c = 0 has: f ≤ 5e-13 at a crossing, c within 1e-8 of itself (or 1e-12) at a
/// jump; c = 0 where f is at most 1e-9 there.
class Stretch {
 public:
  static constexpr int scans = 5, steps = 40;

  /// at_start: f at c = 0; where it is negative, there is nothing to search.
  Stretch(const Slice& at_start, const Slice& guess);
  [[nodiscard]] bool goes_on() const { return taken_ < scans + steps && any(!SliceMask{now_.done}); }
  [[nodiscard]] const Slice& next() const { return now_.c; }
  /// Takes f at next().
  void take(const Slice& f);
  [[nodiscard]] Slice end() const { return select(open_, now_.low, 0.0); }

 private:
  struct Bracket {
    Slice low, at_low, high, at_high;  // f ≥ 0 at the low end, f < 0 at the high one
    Slice half_low, half_high;         // weights of the ends in the secant
    Slice moved;                       // the end that moved last: 1 low, −1 high
    Slice c;                           // where to look next
    Slice bounded, done;               // masks; bounded: a break was seen
  };

  int taken_ = 0;
  double step_ = 0.02;
  SliceMask open_;
  Bracket now_;
};

/// End of the stretch [0, c] of a path on which f(text) ≥ 0, searched from a guess; 0 where f is negative at c = 0
/// (`at_start`: f there).
template <class F>
Slice first_stretch(const Path& path, const Slice& at_start, const Slice& guess, F f) {
  Stretch stretch(at_start, guess);
  while (stretch.goes_on()) stretch.take(f(text_at(path, stretch.next())));
  return stretch.end();
}

}  // namespace backchannel
