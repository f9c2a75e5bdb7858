// Switches: each flag switches one mechanism off by its neutral values.
#pragma once

#include "sim/scenario/by_id.hpp"

namespace backchannel {

struct Mechanisms {
  bool prospect = true, linkage = true, red_lines = true, war_risk = true, strain = true, trust = true,
       trust_learning = true, resolve = true, logrolling = true, third_party_voice = true, promises = true,
       mediation = true, ripeness = true, deadline = true, audience = true, factions = true, hawks = true,
       posture = true, moves = true, tension = true, incidents = true, contagion = true, force = true,
       preventive = true, patron = true, exchange = true, compliance = true, events = true, access = true,
       reopening = true, cover = true, agenda = true, risk_cap = true, extension = true, guarantee = true,
       fading_leverage = true, incident_channel = true;
};

void describe(KeyVisitor& v, Mechanisms& x);

}  // namespace backchannel
