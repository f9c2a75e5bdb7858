#include "sim/scenario/keys/mechanisms.hpp"

#include "sim/scenario/visitor.hpp"

namespace backchannel {

// A table, a key a line however long: broken lines would hide which keys a group has.
// clang-format off

void describe(KeyVisitor& v, Mechanisms& x) {
  v.flag("prospect", x.prospect, true, "loss aversion and curvature of gains (sections of sim/MODEL.md: 7.1)");
  v.flag("linkage", x.linkage, true, "linkages between issues (7.1)");
  v.flag("red_lines", x.red_lines, true, "absolute and soft red lines (7.1)");
  v.flag("war_risk", x.war_risk, true, "perceived war risk in the value of no deal (7.2)");
  v.flag("strain", x.strain, true, "strain hurts (7.2, 7.9)");
  v.flag("trust", x.trust, true, "gains discounted by trust (7.2, 7.3)");
  v.flag("trust_learning", x.trust_learning, true, "trust learns from acts (7.3)");
  v.flag("resolve", x.resolve, true, "beliefs about the other's cost of war learn from acts (7.3)");
  v.flag("logrolling", x.logrolling, true, "offers give way first where it costs least (7.5)");
  v.flag("third_party_voice", x.third_party_voice, true, "third parties speak into the texts (7.5)");
  v.flag("promises", x.promises, true, "conditional offers of third parties (7.2)");
  v.flag("mediation", x.mediation, true, "the mediator (7.6); without it the parties meet directly");
  v.flag("ripeness", x.ripeness, true, "readiness slows concessions (7.7)");
  v.flag("deadline", x.deadline, true, "deadlines (7.7)");
  v.flag("audience", x.audience, true, "audience costs (7.9)");
  v.flag("factions", x.factions, true, "ratification by factions (7.8)");
  v.flag("hawks", x.hawks, true, "hawk pressure on factions and moves (7.9)");
  v.flag("posture", x.posture, true, "mobilisation and reaction (7.10)");
  v.flag("moves", x.moves, true, "moves (7.10)");
  v.flag("tension", x.tension, true, "tension changes (7.10)");
  v.flag("incidents", x.incidents, true, "incidents (7.10)");
  v.flag("contagion", x.contagion, true, "incidents cause incidents (7.10)");
  v.flag("force", x.force, true, "the option of force (7.12)");
  v.flag("preventive", x.preventive, true, "the preventive motive (7.12)");
  v.flag("patron", x.patron, true, "patrons hold back (7.12)");
  v.flag("exchange", x.exchange, true, "exchanges widen and last (7.12); without it every strike is a single day");
  v.flag("compliance", x.compliance, true, "agreements can be breached (7.12)");
  v.flag("events", x.events, true, "events (7.11)");
  v.flag("access", x.access, true, "rounds need somebody who brings them about (7.6)");
  v.flag("reopening", x.reopening, true, "patience, boycotts and closed doors yield to a mediator (7.6)");
  v.flag("cover", x.cover, true, "what comes through the mediator costs less at home (7.6)");
  v.flag("agenda", x.agenda, true, "the track for an interim text has to be opened (7.6)");
  v.flag("risk_cap", x.risk_cap, true, "demands are held down by the risk they run (7.6)");
  v.flag("extension", x.extension, true, "dates are moved when hope has risen (7.6)");
  v.flag("guarantee", x.guarantee, true, "the mediator guarantees and watches (7.6)");
  v.flag("fading_leverage", x.fading_leverage, true, "sweeteners hold a side for a while (7.6)");
  v.flag("incident_channel", x.incident_channel, true, "grave incidents are explained (7.6)");
}
// clang-format on

}  // namespace backchannel
