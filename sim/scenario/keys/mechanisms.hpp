// Switches: each flag switches one mechanism off by its neutral values.
#pragma once

#include "sim/scenario/by_id.hpp"

namespace backchannel {

// A list, a switch a line: its key and what it switches off.
// clang-format off
#define BACKCHANNEL_SWITCHES(SWITCH) \
  SWITCH(prospect, "loss aversion and curvature of gains (sections of sim/MODEL.md: 7.1)") \
  SWITCH(linkage, "linkages between issues (7.1)") \
  SWITCH(red_lines, "absolute and soft red lines (7.1)") \
  SWITCH(war_risk, "perceived war risk in the value of no deal (7.2)") \
  SWITCH(strain, "strain hurts (7.2, 7.9)") \
  SWITCH(trust, "gains discounted by trust (7.2, 7.3)") \
  SWITCH(trust_learning, "trust learns from acts (7.3)") \
  SWITCH(resolve, "beliefs about the other's cost of war learn from acts (7.3)") \
  SWITCH(logrolling, "offers give way first where it costs least (7.5)") \
  SWITCH(third_party_voice, "third parties speak into the texts (7.5)") \
  SWITCH(promises, "conditional offers of third parties (7.2)") \
  SWITCH(mediation, "the mediator (7.6); without it the parties meet directly") \
  SWITCH(ripeness, "readiness slows concessions (7.7)") \
  SWITCH(deadline, "deadlines (7.7)") \
  SWITCH(audience, "audience costs (7.9)") \
  SWITCH(factions, "ratification by factions (7.8)") \
  SWITCH(hawks, "hawk pressure on factions and moves (7.9)") \
  SWITCH(posture, "mobilisation and reaction (7.10)") \
  SWITCH(moves, "moves (7.10)") \
  SWITCH(tension, "tension changes (7.10)") \
  SWITCH(incidents, "incidents (7.10)") \
  SWITCH(contagion, "incidents cause incidents (7.10)") \
  SWITCH(force, "the option of force (7.12)") \
  SWITCH(preventive, "the preventive motive (7.12)") \
  SWITCH(patron, "patrons hold back (7.12)") \
  SWITCH(exchange, "exchanges of force widen and last (7.12); without it every strike is a single day") \
  SWITCH(ceasefire, "fighting wears down, teaches and is brought to an end (7.12)") \
  SWITCH(compliance, "agreements can be breached (7.12)") \
  SWITCH(events, "events (7.11)") \
  SWITCH(access, "rounds need somebody who brings them about (7.6)") \
  SWITCH(reopening, "patience, boycotts and closed doors yield to a mediator (7.6)") \
  SWITCH(cover, "what comes through the mediator costs less at home (7.6)") \
  SWITCH(agenda, "the track for an interim text has to be opened (7.6)") \
  SWITCH(ideas, "a facilitator may put a text of its own (7.6)") \
  SWITCH(risk_cap, "demands are held down by the risk they run (7.6)") \
  SWITCH(misreading, "texts are misread, less through a mediator (7.6)") \
  SWITCH(extension, "dates are moved when hope has risen (7.6)") \
  SWITCH(guarantee, "the mediator guarantees and watches (7.6)") \
  SWITCH(fading_leverage, "sweeteners hold a side for a while (7.6)") \
  SWITCH(incident_channel, "grave incidents are explained (7.6)")
// clang-format on

struct Mechanisms {
#define BACKCHANNEL_SWITCH(name, meaning) bool name = true;
  BACKCHANNEL_SWITCHES(BACKCHANNEL_SWITCH)
#undef BACKCHANNEL_SWITCH
};

void describe(KeyVisitor& v, Mechanisms& x);

}  // namespace backchannel
