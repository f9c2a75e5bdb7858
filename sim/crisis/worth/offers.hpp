// Concession paths and offers (MODEL 7.5): which text a side puts forward at a given aspiration.
//
//   x_k(c) = x*_k + (y_k − x*_k)·c^{η_k},  η_k = exp(logroll·(K·salience_k − 1)),  0 ≤ c ≤ 1
//
// x* is the side's best text of the scope, y the other side's last known position: what matters least gives way first
// (logroll 0: the straight line). The offer is the end of the first stretch [0, c] on which E ≥ A.
#pragma once

#include <array>
#include <span>

#include "sim/crisis/worth/no_deal.hpp"

namespace backchannel {

/// The way of one issue along a path.
struct Leg {
  std::size_t issue = 0;
  const Issue* levels = nullptr;  // of a discrete issue: it stands on one of its levels
  bool needed = false;            // by the scope
  Slice start, span, exponent;    // x = start + span·c^η
  Slice low, high;                // own absolute lines
  Slice now, step, edge;          // where needed: no offer stands closer to `now` than `step`; it waits at `edge`, on
                                  // the side of the start, and goes on beyond
};

/// A concession path: the issues that the scope moves; all others stand where the best text has them.
struct Path {
  const Model* model = nullptr;
  bool straight = true;
  std::size_t legs = 0;
  std::array<Leg, max_issues> leg;
  Text start;
};

/// The position of an issue that an offer takes for x: outside the smallest step, inside own lines, on a level.
Slice held(const Leg& leg, const Slice& x);

/// The nearest level of a discrete issue; x itself of any other.
Slice on_level(const Issue& issue, const Slice& x);

/// Moves a text inside a holder's real absolute lines on what the scope needs and moves, where they are known.
void keep_within(Text& text, const Taste& taste, int scope, const SliceMask& known);

/// The text with the highest worth of signing that a holder can think of in a scope: own ideals; needed issues at least
/// min_step from the status quo; verification and relief by a one-dimensional search.
Text best_text(const Outlook& outlook, int scope);

/// The concession path from a side's best text towards a goal. Offers keep own absolute lines; needed issues stand at
/// least min_step from the status quo, on the side of `best` until the path has passed it.
Path concession_path(const Outlook& outlook, int scope, const Text& best, const Text& goal, const Slice& logroll);
/// The same in place: a path is large.
void lay_out(Path& path, const Outlook& outlook, int scope, const Text& best, const Text& goal, const Slice& logroll);
/// Turns a path towards another goal.
void head_for(Path& path, const Text& goal);

Text text_at(const Path& path, const Slice& c);
/// The same in a text that stands on the path already.
void move_along(const Path& path, const Slice& c, Text& text);

/// Places along a path where what a text is worth may jump.
class Breaks {
 public:
  /// Where an issue passes a position. No more than `most` are taken, a search finds others by bisection.
  void add(const Path& path, int issue, const Slice& position, const SliceMask& real = SliceMask::all());
  void add(const Path& path, const Line& line);
  [[nodiscard]] std::span<const Slice> places() const { return {place_.data(), size_}; }

 private:
  static constexpr std::size_t most = 16;
  std::size_t size_ = 0;
  std::size_t taken_ = 0;          // also those that no run of the pack passes, so that none depends on others
  std::array<Slice, most> place_;  // c; −1 where it is not on the path
};

/// Where promises attach to the texts of a path.
Breaks promises_along(const Path& path, const Outlook& outlook);

/// The search for the end of the stretch [0, c] on which f ≥ 0. From a guess it steps outwards until f < 0, by the
/// slope seen so far; the root of the parabola c(f) through both ends of the bracket and the one last given up closes in
/// on the crossing (inverse quadratic interpolation: Brent 1973), the secant where that leaves the bracket. Where f hardly
/// moved, as at a jump, it looks just before and after a known break, or bisects. What is found always has f ≥ 0 if c = 0
/// has: f ≤ 5e-13 at a crossing (unless it is too flat for 45 looks, too steep for the next number, or below c = 1e-12,
/// where it may be taken for a jump), c within 1e-8 of itself (or 1e-12) at a jump; c = 0 where f is at most 1e-9 there.
class Stretch {
 public:
  static constexpr int most_looks = 45;

  /// at_start: f at c = 0; where it is negative, there is nothing to search.
  Stretch(const Slice& at_start, const Slice& guess);
  [[nodiscard]] bool goes_on() const { return taken_ < most_looks && any(!SliceMask{now_.done}); }
  [[nodiscard]] const Slice& next() const { return now_.c; }
  /// Takes f at next().
  void take(const Slice& f, std::span<const Slice> breaks = {});
  [[nodiscard]] Slice end() const { return select(open_, now_.low, 0.0); }

 private:
  struct Bracket {
    Slice low, at_low, high, at_high;  // f ≥ 0 at the low end, f < 0 at the high one
    Slice third, at_third;             // the end that was last given up
    Slice c;                           // where to look next
    Slice bounded, done;               // masks; bounded: f < 0 was seen
  };

  int taken_ = 0;
  double longest_ = 0.02;  // step outwards
  SliceMask open_;
  Bracket now_;
};

/// End of the stretch [0, c] of a path on which f(text) ≥ 0, searched from a guess; 0 where f is negative at c = 0
/// (`at_start`: f there).
template <class F>
Slice first_stretch(const Path& path, const Slice& at_start, const Slice& guess, F f, const Breaks& breaks = {}) {
  Stretch stretch(at_start, guess);
  Text text = path.start;
  while (stretch.goes_on()) {
    move_along(path, stretch.next(), text);
    stretch.take(f(text), breaks.places());
  }
  return stretch.end();
}

}  // namespace backchannel
