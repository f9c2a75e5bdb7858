// Concession paths and offers (MODEL 7.5): which text a side puts forward at a given aspiration.
//
//   x_k(c) = x*_k + (y_k − x*_k)·c^{η_k},  η_k = exp(logroll·(K·salience_k − 1)),  0 ≤ c ≤ 1
//
// x* is the side's best text of the scope, y the other side's last known position: what matters least gives way first
// (logroll 0: the straight line). The offer is the end of the first stretch [0, c] on which E ≥ A.
#pragma once

#include <array>
#include <optional>
#include <span>

#include "sim/crisis/worth/bracketed_root.hpp"
#include "sim/crisis/worth/no_deal.hpp"

namespace backchannel {

/// The way of one issue along a concession path.
struct IssuePath {
  IssueId issue;
  const Issue* levels = nullptr;  // of a discrete issue: it stands on one of its levels
  bool needed = false;            // by the scope
  Slice start, span, exponent;    // x = start + span·c^η
  Slice low, high;                // own absolute lines
  Slice now, step, edge;          // where needed: no offer stands closer to `now` than `step`; it waits at `edge`, on
                                  // the side of the start, and goes on beyond
};

/// The issues that a scope moves; all others stand where the best text has them.
struct ConcessionPath {
  bool straight = true;
  std::size_t moving = 0;  // issues
  std::array<IssuePath, max_issues> issue;
  Text start;

  [[nodiscard]] std::span<const IssuePath> issues() const { return {issue.data(), moving}; }
};

/// The position of an issue that an offer takes for x: outside the smallest step, inside own lines, on a level.
Slice held(const IssuePath& path, const Slice& x);

/// The nearest level of a discrete issue; x itself of any other.
Slice on_level(const Issue& issue, const Slice& x);

/// Moves a text inside a holder's real absolute lines on what the scope needs and moves, where they are known.
void keep_within(Text& text, const Preferences& preferences, Scope scope, const SliceMask& known);

/// The text with the highest worth of signing that a holder can think of in a scope: own ideals; needed issues at least
/// min_step from the status quo; verification and relief by a one-dimensional search.
Text best_text(const Outlook& outlook, Scope scope);

/// From where to where a side gives way: x*, y, and the logrolling exponent's factor; none: a straight line.
struct Concession {
  const Text& best;
  const Text& goal;
  std::optional<Slice> logroll = {};  // exponent of salience; none: a straight line
};

/// The concession path of a side. Offers keep own absolute lines; needed issues stand at least min_step from the status
/// quo, on the side of `best` until the path has passed it.
ConcessionPath concession_path(const Outlook& outlook, Scope scope, const Concession& concession);
/// The same in place: a path is large.
void lay_out(ConcessionPath& path, const Outlook& outlook, Scope scope, const Concession& concession);
/// Turns a path towards another goal.
void head_for(ConcessionPath& path, const Text& goal);

Text text_at(const ConcessionPath& path, const Slice& c);
/// The same in a text that stands on the path already.
void move_along(const ConcessionPath& path, const Slice& c, Text& text);

/// Places along a path where what a text is worth may jump.
class Breaks {
 public:
  /// Where an issue passes a position. No more than `most` are taken, a search finds others by bisection.
  void add(const ConcessionPath& path, IssueId issue, const Slice& position, const SliceMask& real = SliceMask::all());
  void add(const ConcessionPath& path, const Line& line);
  [[nodiscard]] std::span<const Slice> places() const { return {place_.data(), size_}; }

 private:
  static constexpr std::size_t most = 16;
  std::size_t size_ = 0;
  std::size_t taken_ = 0;          // also those that no run of the pack passes, so that none depends on others
  std::array<Slice, most> place_;  // c; −1 where it is not on the path
};

/// Where promises attach to the texts of a path.
Breaks promises_along(const ConcessionPath& path, const Outlook& outlook);

/// End of the stretch [0, c] of a path on which f(text) ≥ 0, searched from a guess; 0 where f is negative at c = 0
/// (`at_start`: f there).
template <class F>
Slice end_of_first_stretch(const ConcessionPath& path, const Slice& at_start, const Slice& guess, F f,
                           const Breaks& breaks = {}) {
  BracketedRoot root(at_start, guess);
  Text text = path.start;
  while (root.goes_on()) {
    move_along(path, root.next(), text);
    root.take(f(text), breaks.places());
  }
  return root.end();
}

}  // namespace backchannel
