#include "sim/scenario/keys/tactic.hpp"

#include "sim/scenario/visitor.hpp"

namespace backchannel {

// A table, a key a line however long: broken lines would hide which keys a group has.
// clang-format off

void describe(KeyVisitor& v, TacticSpec& x) {
  const auto is = [&](TacticKind kind) { return v.all() || x.kind == kind; };
  v.choice("kind", x.kind, TacticKind::time_dependent, "how the party's aspiration moves");
  v.when(is(TacticKind::time_dependent), "only with tactic time_dependent", [&] {
    v.choice("form", x.form, TimeForm::polynomial, "form of the concession curve", "Faratin, Sierra and Jennings 1998", "V4");
    v.number("exponent", x.exponent,
             {0.02, 50, 1, "beta", "concession exponent: below 1 boulware, above 1 conceder", "Faratin, Sierra and Jennings 1998", "V4"});
    v.number("kept", x.kept, {0, 1, 0, "share", "share of the aspiration kept at the deadline, r", "Faratin, Sierra and Jennings 1998", "V4"});
  });
  v.when(is(TacticKind::tit_for_tat), "only with tactic tit_for_tat", [&] {
    v.choice("imitation", x.imitation, TitForTatForm::relative, "what is imitated", "Faratin, Sierra and Jennings 1998");
    v.number("memory", x.memory, {1, 100, 3, "offers", "offers over which concessions are averaged (averaged)", "sim/MODEL.md 7.4"});
    v.number("generosity", x.generosity, {0, 1, 0.02, "share", "share conceded per session beyond the other's (generous)", "sim/MODEL.md 7.4"});
  });
  v.when(is(TacticKind::equilibrium), "only with tactic equilibrium", [&] {
    v.number("discount", x.discount, {0, 100, 0.001, "per day", "discount rate r0 of waiting", "Rubinstein 1982", "V1"});
    v.number("strain_weight", x.strain_weight, {0, 100, 0, "per day and strain", "growth r1 of the rate with strain", "sim/MODEL.md 7.4"});
    v.optional_number("opt_out", x.opt_out, {-100, 1, 0, "value", "outside option taken at will (default: no deal)", "Shaked and Sutton 1984", "V1 opt-out"});
  });
  v.when(is(TacticKind::attrition), "only with tactic attrition", [&] {
    v.number("audience_slope", x.audience_slope, {0, 100, 1, "value per day", "growth a_i of the cost of backing down", "Fearon 1994", "V6"});
  });
  v.when(v.all() || x.kind != TacticKind::risk_return, "not with tactic risk_return, which asks for no more anyway", [&] {
    v.number("risk_cap", x.risk_cap, {0, 1, 0, "share", "how far the demand is held down to the one that trades off return and risk", "Kydd 2003; Fearon 1995", "V5"});
  });
}

void describe(KeyVisitor& v, Ripeness& x) {
  v.number("hurt_threshold", x.hurt_threshold, {-10, 10, -10, "value", "hurt at which the party is half ready, theta", "Zartman 1989", "V12"});
  v.number("way_out_threshold", x.way_out_threshold, {0, 1, 0, "probability", "hope at which the party is half ready, phi", "Zartman 1989", "V12"});
  v.number("slope", x.slope, {0, infinite, infinite, "per value", "steepness k of the readiness; .inf is a hard gate (default: always ready)", "Zartman 1989", "V12"});
  v.number("least_hope", x.least_hope, {0, 1, 0.05, "probability", "perceived chance of a deal before any offer, d_min", "sim/MODEL.md 7.5", "V12"});
}
// clang-format on

}  // namespace backchannel
