#include "sim/scenario/keys/issue.hpp"

#include "sim/scenario/visitor.hpp"

namespace backchannel {

// A table, a key a line however long: broken lines would hide which keys a group has.
// clang-format off

void describe(KeyVisitor& v, Level& x) {
  v.text("name", x.name, "", "name of the level; without one `level` and its number");
  v.numbers("worth", x.worth, To::actor, {0, 1, 0, "worth", "worth of the level to the actor, 1 best", "sim/MODEL.md 7.1"});
}

void describe(KeyVisitor& v, Issue& x) {
  v.text("title", x.title, "", "what the issue is called in stories and figures");
  v.text("unit", x.unit, "", "physical unit of the axis");
  v.text("at_zero", x.at_zero, "", "what position 0 means");
  v.text("at_one", x.at_one, "", "what position 1 means");
  v.number("low", x.low, {-1e12, 1e12, 0, "unit", "physical value of position 0", "sim/MODEL.md 2"});
  v.number("high", x.high, {-1e12, 1e12, 1, "unit", "physical value of position 1", "sim/MODEL.md 2"});
  v.choice("group", x.group, IssueGroup::other, "what the issue is about, for readers (`odd`)");
  v.choice("role", x.role, IssueRole::none,
           "verification (1 = full), relief (share of sanctions lifted) or cap (of the capability that shifts power)");
  v.number("status_quo", x.status_quo, {0, 1, 0, "position", "position without any agreement", "sim/MODEL.md 2"});
  v.number("min_step", x.min_step,
           {0, 1, 0.05, "position", "smallest move from the status quo that counts as an agreement on this issue", "sim/MODEL.md 7.2; 0 makes every text count"});
  v.flag("interim", x.interim, false, "an interim agreement needs this issue");
  v.flag("comprehensive", x.comprehensive, true, "a comprehensive agreement needs this issue");
  v.list("levels", x.levels, "tabulated issue: named levels at equal distances from 0 to 1, with a worth per actor");
  v.when(v.all() || !x.levels.empty(), "only with levels", [&] {
    v.flag("discrete", x.discrete, false, "only the levels themselves can stand in a text (else worth is interpolated)");
  });
}
// clang-format on

}  // namespace backchannel
