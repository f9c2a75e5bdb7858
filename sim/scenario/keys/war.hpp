// What war is worth to an actor, and what waiting costs it.
#pragma once

#include "sim/scenario/by_id.hpp"
#include "sim/scenario/param.hpp"

namespace backchannel {

struct War {
  Param cost;                      // value
  Param perceived_risk;            // probability over the horizon
  Param tension_sensitivity;       // log hazard per unit of tension
  Param mobilisation_sensitivity;  // log hazard per rung
  Param risk_decay;                // per day
  ById<Param> win, lose;           // positions by issue; missing issues: own ideal / the adversary's ideal
};

struct Preventive {
  Param discount;  // factor, 0 to 1
  Param shift;     // share of the own capability
};

void describe(KeyVisitor& v, War& x);
void describe(KeyVisitor& v, Preventive& x);

}  // namespace backchannel
