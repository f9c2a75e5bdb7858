// Conditional offers of third parties (MODEL 7.2): a sweetener or a veto threat moves what a text is worth to the party
// addressed, a snapback lowers its no deal while the text is on the table. They attach to texts on one side of a
// position.
#pragma once

#include <vector>

#include "sim/crisis/worth/preferences.hpp"

namespace backchannel {

class Few;
class Model;

/// A promise addressed to a party, gathered for a pack.
struct GatheredPromise {
  PromiseKind kind;
  IssueId issue;  // none: attaches to any text
  LineSide side;
  Slice at, size;  // position; value
};

/// Fills the promises addressed to a party; allocates only the first time.
void gather(std::vector<GatheredPromise>& promises, const Model& model, const Few& few, ActorId party);

/// The size of a promise where it attaches to a text, else 0.
[[gnu::always_inline]] inline Slice attached(const GatheredPromise& promise, const Text& x) {
  if (!promise.issue.given()) return promise.size;
  const Slice& position = x[promise.issue];
  const SliceMask here =
      promise.side == LineSide::at_most ? at_most(position, promise.at) : at_least(position, promise.at);
  return select(here, promise.size, 0.0);
}

/// Sweeteners less veto threats that attach to a text.
[[gnu::always_inline]] inline Slice promised(const std::vector<GatheredPromise>& promises, const Text& x) {
  Slice sum = filled<slice_width>(0);
  for (const GatheredPromise& promise : promises) {
    if (promise.kind == PromiseKind::snapback) continue;
    if (promise.kind == PromiseKind::sweetener)
      sum += attached(promise, x);
    else
      sum -= attached(promise, x);
  }
  return sum;
}

/// Snapbacks that attach to a text: what no deal loses while it is on the table.
inline Slice threatened(const std::vector<GatheredPromise>& promises, const Text& x) {
  Slice sum = filled<slice_width>(0);
  for (const GatheredPromise& promise : promises)
    if (promise.kind == PromiseKind::snapback) sum += attached(promise, x);
  return sum;
}

}  // namespace backchannel
