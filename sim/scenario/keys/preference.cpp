#include "sim/scenario/keys/preference.hpp"

#include "sim/scenario/visitor.hpp"

namespace backchannel {

// A table, a key a line however long: broken lines would hide which keys a group has.
// clang-format off

void describe(KeyVisitor& v, RedLine& x) {
  v.choice("kind", x.kind, LineKind::none, "absolute: never offered, never signed; soft: a penalty beyond the line");
  v.when(v.all() || x.kind != LineKind::none, "only with kind soft or absolute", [&] {
    v.choice("side", x.side, LineSide::at_most, "acceptable positions are at_most or at_least `at`");
    v.number("at", x.at, {0, 1, 0, "position", "where the line stands", "sim/MODEL.md 7.1"});
    v.number("probability", x.probability, {0, 1, 1, "probability", "chance that the line is real, drawn per run", "sim/MODEL.md 7.1"});
  });
  v.when(v.all() || x.kind == LineKind::soft, "only with kind soft", [&] {
    v.number("penalty", x.penalty,
             {0, 100, 0.5, "value per position", "value lost per unit of distance beyond the line in comprehensive texts", "sim/MODEL.md 7.1"});
  });
}

void describe(KeyVisitor& v, Preference& x) {
  v.number("ideal", x.ideal, {0, 1, 0.5, "position", "ideal point", "spatial model, Davis, Hinich and Ordeshook 1970"});
  v.number("salience", x.salience, {0, 1e6, v.is_unlisted() ? 0.0 : 1.0, "weight", "weight of the issue; saliences are normalised to sum 1", "spatial model, Davis, Hinich and Ordeshook 1970"});
  v.group("red_line", x.red_line, "a line the actor will not cross (absolute) or pays for crossing (soft)");
}
// clang-format on

}  // namespace backchannel
