// What third parties promise and threaten.
#pragma once

#include "sim/scenario/keys/choices.hpp"
#include "sim/scenario/keys/preference.hpp"

namespace backchannel {

/// A third party's conditional offer: applies to a text if `issue` stands on the `side` of `at` (always without issue).
struct Promise {
  PromiseKind kind = PromiseKind::sweetener;
  Reference to, issue;
  LineSide side = LineSide::at_most;
  Param at;    // position, 0 to 1
  Param size;  // value
};

void describe(KeyVisitor& v, Promise& x);

}  // namespace backchannel
