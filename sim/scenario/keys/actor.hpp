// Who takes part.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/keys/acts.hpp"
#include "sim/scenario/keys/choices.hpp"
#include "sim/scenario/keys/domestic.hpp"
#include "sim/scenario/keys/force.hpp"
#include "sim/scenario/keys/preference.hpp"
#include "sim/scenario/keys/promise.hpp"
#include "sim/scenario/keys/tactic.hpp"
#include "sim/scenario/keys/war.hpp"
#include "sim/scenario/keys/world.hpp"

namespace backchannel {

struct Actor {
  std::string name;
  ActorRole role = ActorRole::party;
  bool enabled = true;
  Param curvature;      // exponent of the loss in distance
  Param loss_aversion;  // factor
  Param gain_exponent;  // of gains and losses
  ById<Preference> preferences;
  ById<Param> linkages;  // value, by "issue*issue"
  Param capability;      // strength, of any scale
  Param mobilised;       // share of the capability per rung
  ById<Param> support;   // share of the own capability, for actor
  War war;
  Strain strain;
  Preventive preventive;
  ById<Param> trust;  // probability at the start that the actor honours what it signs
  TacticSpec tactic;
  Param firmness;  // share of the aspiration, 0 to 1
  Param logroll;   // exponent
  Param patience;  // days
  Ripeness ripeness;
  Audience audience;
  ById<Faction> factions;
  Ratification ratification;
  PostureSpec posture;
  Param tempo;  // considered moves per day
  ById<Move> moves;
  ComplianceSpec compliance;
  // third parties
  Reference backs, patron;
  Param voice;     // weight, 0 to 1
  Param autonomy;  // share, 0 to 1
  Param leash;     // value
  Param imputed;   // share
  Param join;      // per day and unit of support
  ById<Promise> promises;
  std::vector<std::string> hosts;
};

void describe(KeyVisitor& v, Actor& x);

}  // namespace backchannel
