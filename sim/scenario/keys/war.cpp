#include "sim/scenario/keys/war.hpp"

#include "sim/scenario/visitor.hpp"

namespace backchannel {

// A table, a key a line however long: broken lines would hide which keys a group has.
// clang-format off

void describe(KeyVisitor& v, War& x) {
  v.number("cost", x.cost, {-10, 100, 0.3, "value", "cost of war c_i", "Fearon 1995", "V5"});
  v.number("perceived_risk", x.perceived_risk,
           {0, 1, 0.2, "probability", "chance of war over the horizon as the actor sees it at the start", "sim/MODEL.md 7.2"});
  v.number("tension_sensitivity", x.tension_sensitivity,
           {0, 20, 2, "per unit tension", "growth of the perceived hazard with tension, kappa_T", "sim/MODEL.md 7.2"});
  v.number("mobilisation_sensitivity", x.mobilisation_sensitivity,
           {0, 5, 0.1, "per rung", "growth of the perceived hazard with the adversary's mobilisation, kappa_M", "sim/MODEL.md 7.2"});
  v.number("risk_decay", x.risk_decay,
           {0, 1, 0.033, "per day", "decay of what acts have added to the perceived hazard, about e^(-t/30)", "sim/MODEL.md 7.10"});
  v.numbers("win", x.win, To::issue, {0, 1, 0.5, "position", "text imposed after victory (default: own ideal)", "sim/MODEL.md 7.2"});
  v.numbers("lose", x.lose, To::issue, {0, 1, 0.5, "position", "text suffered after defeat (default: adversary's ideal)", "sim/MODEL.md 7.2"});
}

void describe(KeyVisitor& v, Preventive& x) {
  v.number("discount", x.discount,
           {0, 1, 0.9, "factor", "weight of the future over the period of the adversary's shift", "Fearon 1995", "V7"});
  v.number("shift", x.shift,
           {-0.9, 10, 0, "share", "growth of this actor's own capability to come, unless capped and verified", "Fearon 1995; Powell 2006", "V7"});
}
// clang-format on

}  // namespace backchannel
