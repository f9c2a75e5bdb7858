// Conditional offers of third parties (MODEL 7.2): a sweetener or a veto threat moves what a text is worth to the party
// addressed, a snapback lowers its no deal while the text is on the table. They attach to texts on one side of a
// position.
#pragma once

#include "sim/crisis/state/runs.hpp"
#include "sim/crisis/worth/preferences.hpp"

namespace backchannel {

/// A promise addressed to a party, gathered for a pack.
struct GatheredPromise {
  PromiseKind kind;
  IssueId issue;  // none: attaches to any text
  LineSide side;
  Slice at, size;
};

/// Fills the promises addressed to a party; allocates only the first time.
void gather(std::vector<GatheredPromise>& promises, const Model& model, const Few& few, ActorId party);

/// Sweeteners less veto threats that attach to a text.
Slice promised(const std::vector<GatheredPromise>& promises, const Text& x);

/// Snapbacks that attach to a text: what no deal loses while it is on the table.
Slice threatened(const std::vector<GatheredPromise>& promises, const Text& x);

}  // namespace backchannel
