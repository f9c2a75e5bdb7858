#include "sim/scenario/keys/force.hpp"

#include "sim/scenario/visitor.hpp"

namespace backchannel {

// A table, a key a line however long: broken lines would hide which keys a group has.
// clang-format off

void describe(KeyVisitor& v, IncidentSpec& x) {
  v.number("base", x.base, {0, 100, 0, "per day", "base rate of incidents", "Hawkes 1971", "V14"});
  v.number("exposure", x.exposure, {1, 100, 3, "factor", "growth of the base rate at full mobilisation, e_max", "sim/MODEL.md 7.10"});
  v.number("branching", x.branching, {0, 0.99, 0.3, "incidents", "incidents that one incident causes, n", "Hawkes 1971", "V14"});
  v.number("decay", x.decay, {0.001, 1, 0.2, "per day", "decay g of the excitation", "Hawkes 1971", "V14"});
  v.number("recent", x.recent, {0, 1000, 0, "incidents", "incidents of the eve that still excite", "Hawkes and Oakes 1974", "V14 clusters"});
  v.number("grave_share", x.grave_share, {0, 1, 0.1, "probability", "chance that an incident is grave", "sim/MODEL.md 7.10"});
  v.number("tension_minor", x.tension_minor, {0, 10, 0.05, "log", "raise of tension by a minor incident", "sim/MODEL.md 7.10"});
  v.number("tension_grave", x.tension_grave, {0, 10, 0.2, "log", "raise of tension by a grave incident", "sim/MODEL.md 7.10"});
}

void describe(KeyVisitor& v, Payoffs& x) {
  v.number("status_quo", x.status_quo, {-1000, 1000, 0, "value", "payoff of going on without force", "Signorino 1999", "V11"});
  v.number("unanswered", x.unanswered, {-1000, 1000, 1, "value", "payoff of a strike that is not answered", "Signorino 1999", "V11"});
  v.number("exchange", x.exchange, {-1000, 1000, -1, "value", "payoff of an exchange", "Signorino 1999", "V11"});
  v.number("absorb", x.absorb, {-1000, 1000, -1, "value", "payoff of absorbing a strike", "Signorino 1999", "V11"});
}

void describe(KeyVisitor& v, StrikeSpec& x) {
  v.flag("may_strike", x.may_strike, false, "whether this side may start an exchange");
  v.number("gain", x.gain, {-10, 10, 0.1, "value", "gain from a strike or a limited exchange", "sim/MODEL.md 7.12", "V7"});
  v.number("loss", x.loss, {-10, 10, 0.1, "value", "loss in a limited exchange", "sim/MODEL.md 7.12"});
  v.number("damage", x.damage, {-10, 10, 0.1, "value", "damage from absorbing a strike", "sim/MODEL.md 7.12"});
  v.number("struck_first", x.struck_first, {-10, 10, 0.1, "value", "additional loss of being struck first", "Schelling 1960"});
  v.number("becomes_war", x.becomes_war, {0, 1, 0.3, "probability", "perceived chance that an exchange becomes war", "sim/MODEL.md 7.12"});
  v.number("readiness", x.readiness, {0, 1, 0, "share", "how far full mobilisation of the own forces raises the gain and lowers the loss", "Schelling 1966; sim/MODEL.md 7.12"});
  v.optional_group("payoffs", x.payoffs, "the payoffs of the game set outright", "Signorino 1999");
}

void describe(KeyVisitor& v, Dyad& x) {
  v.reference("first", x.first, To::actor, Need::required, "one side");
  v.reference("second", x.second, To::actor, Need::required, "the other side");
  v.group("incidents", x.incidents, "incidents between the two");
  v.map("force", x.force, To::actor, "each side as a user of force");
}

void describe(KeyVisitor& v, ForceSpec& x) {
  v.number("rate", x.rate, {0, 1, 0.1, "per day", "chance of an occasion to decide on force", "held fixed, sim/MODEL.md 7.12"});
  v.number("persistence", x.persistence, {-20, 20, 4, "log odds", "log odds of a side going on with an exchange for a day, at stake 0", "about half of exchanges last beyond a week, sim/MODEL.md 7.12"});
  v.number("stake", x.stake, {0, 20, 1, "per value", "growth of that with the worth of war over the status quo", "sim/MODEL.md 7.12"});
  v.number("ceasefire", x.ceasefire, {0, 1, 0, "per day", "hazard of a ceasefire that both sides agree on by themselves, once the parties that fight are hurt", "Zartman 1989", "F1"});
  v.number("host_presses", x.host_presses, {0, 1, 0, "per day", "the same, of each host of bases that has been struck", "sim/MODEL.md 7.12"});
  v.number("learning", x.learning, {0, 10, 1, "factor", "weight of what fighting on or stopping tells of an actor's private cost of war; 1 is Bayes' rule on two types", "Wagner 2000; Slantchev 2003; Powell 2004", "F3"});
  v.number("spoils", x.spoils, {0, 1, 0, "share", "how far a war that is over has moved the status quo towards what its victor would impose", "Powell 2004", "F4"});
  v.number("host_struck", x.host_struck, {0, 1, 0.02, "per day", "chance per day of an exchange that a host of bases is struck", "sim/MODEL.md 7.12"});
  v.number("ally_struck", x.ally_struck, {0, 1, 0.05, "per day", "chance per day of an exchange that an ally who has joined an exchange is struck in its turn", "sim/MODEL.md 7.12"});
  v.number("memory", x.memory, {0, infinite, infinite, "days", "time constant of the shock of a decision: .inf keeps it until a new cause, 0 draws it anew for each occasion", "Signorino 1999; sim/MODEL.md 7.12", "V11"});
  v.number("setback", x.setback, {0, 1, 0.3, "share", "share of the adversary's shift in power that an exchange destroys", "sim/MODEL.md 7.12"});
  v.count("war_days", x.war_days, {1, 3650, 7, "days", "an exchange longer than this is a war", "sim/MODEL.md 7.12"});
  v.flag("quiet_start", x.quiet_start, false,
         "the crisis is known to have come to its first day without a strike: the standing shock of each decision is drawn "
         "given that, so that a worsening leads to force rather than luck");
  v.when(v.all() || x.quiet_start, "only with quiet_start", [&] {
    v.number("quiet_days", x.quiet_days, {0, infinite, 3, "days", "time before the first day in which an occasion would have been seen to pass: .inf takes for certain that one has passed, 0 that none has", "sim/MODEL.md 7.12"});
  });
}

void describe(KeyVisitor& v, ComplianceSpec& x) {
  v.number("detection", x.detection, {0, 1, 0.8, "probability", "chance that a breach of the other side is seen", "sim/MODEL.md 7.12", "V9"});
  v.number("temptation", x.temptation, {0, 1, 0.0008, "per day", "rate of occasions on which the party asks itself whether to honour what it signed", "recurrence after formal texts, .40 in five years (ICB v14)", "V9"});
  v.number("snapback", x.snapback, {0, 1, 0.9, "share", "share of the gains that can be taken back after a breach", "sim/MODEL.md 7.12", "V9"});
}
// clang-format on

}  // namespace backchannel
