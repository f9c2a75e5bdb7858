// Conditional offers of third parties (model §7): a sweetener or a veto threat moves what a text is worth to the party
// addressed, a snapback lowers its no deal while the text is on the table. They attach to texts on one side of a
// position.
#pragma once

#include "sim/crisis/preferences.hpp"

namespace backchannel {

/// Sweeteners less veto threats that attach to a text, for the party addressed.
Slice promised(const Model& model, const Values& values, int party, const Text& x, const Pack& pack);

/// Snapbacks that attach to a text: what no deal loses while it is on the table.
Slice threatened(const Model& model, const Values& values, int party, const Text& x, const Pack& pack);

}  // namespace backchannel
