// How a party bargains.
#pragma once

#include <optional>

#include "sim/scenario/by_id.hpp"
#include "sim/scenario/keys/choices.hpp"
#include "sim/scenario/param.hpp"

namespace backchannel {

struct TacticSpec {
  TacticKind kind = TacticKind::time_dependent;
  TimeForm form = TimeForm::polynomial;
  TitForTatForm imitation = TitForTatForm::relative;
  Param exponent, kept;          // time_dependent: beta; r, share of the aspiration
  Param generosity, memory;      // tit_for_tat: share a session; offers
  Param discount;                // equilibrium: r0, per day
  Param strain_weight;           // equilibrium: r1, per day and strain
  std::optional<Param> opt_out;  // equilibrium: value
  Param audience_slope;          // attrition: value per day
  Param risk_cap;                // share
};

struct Ripeness {
  Param hurt_threshold;     // value
  Param way_out_threshold;  // probability
  Param slope;              // per value; infinite: a hard gate
  Param least_hope;         // probability
};

void describe(KeyVisitor& v, TacticSpec& x);
void describe(KeyVisitor& v, Ripeness& x);

}  // namespace backchannel
