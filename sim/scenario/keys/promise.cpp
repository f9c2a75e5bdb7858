#include "sim/scenario/keys/promise.hpp"

#include "sim/scenario/visitor.hpp"

namespace backchannel {

// A table, a key a line however long: broken lines would hide which keys a group has.
// clang-format off

void describe(KeyVisitor& v, Promise& x) {
  v.choice("kind", x.kind, PromiseKind::sweetener, "sweetener adds to the deal, snapback lowers no deal, veto_threat lowers the deal");
  v.reference("to", x.to, To::party, Need::required, "the party addressed");
  v.reference("issue", x.issue, To::issue, Need::optional, "the issue it is tied to (none: any text)");
  v.when(v.all() || x.issue.given(), "only with an issue", [&] {
    v.choice("side", x.side, LineSide::at_most, "applies to texts at_most or at_least `at`");
    v.number("at", x.at, {0, 1, 0, "position", "position from which it applies", "sim/MODEL.md 7.2"});
  });
  v.number("size", x.size, {0, 10, 0, "value", "how much it is worth to the party addressed", "sim/MODEL.md 7.2"});
}
// clang-format on

}  // namespace backchannel
