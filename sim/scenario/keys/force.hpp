// Who can provoke and fight whom, how fights go, and what keeps a party to its word.
#pragma once

#include <optional>

#include "sim/scenario/by_id.hpp"
#include "sim/scenario/param.hpp"

namespace backchannel {

struct IncidentSpec {
  Param base;                          // per day
  Param exposure;                      // factor at full mobilisation
  Param branching;                     // incidents that one causes
  Param decay;                         // per day
  Param recent;                        // incidents of the eve
  Param grave_share;                   // probability
  Param tension_minor, tension_grave;  // raises of tension
};

/// What a side gets, by how it goes.
struct Payoffs {
  Param status_quo, unanswered, exchange, absorb;  // value
};

/// One side of a dyad as a user of force; keyed by actor.
struct StrikeSpec {
  bool may_strike = false;
  Param gain, loss, damage, struck_first;  // value
  Param becomes_war;                       // probability
  Param readiness;                         // share
  std::optional<Payoffs> payoffs;
};

struct Dyad {
  Reference first, second;
  IncidentSpec incidents;
  ById<StrikeSpec> force;
};

struct ForceSpec {
  Param rate;          // probability per day
  Param persistence;   // log odds per day
  Param stake;         // log odds per value
  Param ceasefire;     // probability per day
  Param host_presses;  // probability per day
  Param learning;      // factor
  Param spoils;        // share
  Param host_struck;   // probability per day
  Param ally_struck;   // probability per day
  Param setback;       // share of the shift
  int war_days = 7;    // days
  Param memory;        // days
  bool quiet_start = false;
  Param quiet_days;  // days
};

struct ComplianceSpec {
  Param detection;   // probability
  Param temptation;  // per day
  Param snapback;    // share of the gains
};

void describe(KeyVisitor& v, IncidentSpec& x);
void describe(KeyVisitor& v, Payoffs& x);
void describe(KeyVisitor& v, StrikeSpec& x);
void describe(KeyVisitor& v, Dyad& x);
void describe(KeyVisitor& v, ForceSpec& x);
void describe(KeyVisitor& v, ComplianceSpec& x);

}  // namespace backchannel
