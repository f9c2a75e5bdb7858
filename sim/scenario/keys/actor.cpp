#include "sim/scenario/keys/actor.hpp"

#include "sim/scenario/visitor.hpp"

namespace backchannel {

// A table, a key a line however long: broken lines would hide which keys a group has.
// clang-format off

void describe(KeyVisitor& v, Actor& x) {
  v.text("name", x.name, "", "name in stories and figures");
  v.choice("role", x.role, ActorRole::party, "party: negotiates (exactly two); third_party: everybody else");
  v.flag("enabled", x.enabled, true, "false takes the actor out of the crisis");
  v.number("curvature", x.curvature, {0.2, 5, 1, "exponent", "curvature of the loss in distance from the ideal", "spatial model, Davis, Hinich and Ordeshook 1970", "V2"});
  v.number("loss_aversion", x.loss_aversion, {0.2, 10, 1, "factor", "weight of losses against gains", "Kahneman and Tversky 1979", "V18"});
  v.number("gain_exponent", x.gain_exponent, {0.2, 1.5, 1, "exponent", "curvature a of gains and losses", "Tversky and Kahneman 1992", "V18"});
  v.for_each_issue("preferences", x.preferences, "ideal point, salience and red line by issue; a missing issue has salience 0",
                   [&](KeyVisitor& p, Preference& preference) {
                     describe(p, preference);
                     p.when(p.all() || x.role == ActorRole::party, "only for a party",
                            [&] { p.flag("negotiable", preference.negotiable, true, "false keeps the issue at its status quo in every text"); });
                   });
  v.numbers("linkages", x.linkages, To::issue_pair, {-32, 32, 0, "value", "worth of both issues standing high together", "Klein et al. 2003", "Klein 2003"});
  v.number("capability", x.capability, {0, 1e6, 1, "strength", "military capability", "Tullock 1980; Hirshleifer 1989", "V5"});
  v.number("mobilised", x.mobilised, {0, 10, 0.1, "share per rung", "growth of the usable capability with mobilisation", "sim/MODEL.md 7.2"});
  v.numbers("support", x.support, To::actor, {0, 1, 0, "share", "share of the own capability lent to that actor in a war", "sim/MODEL.md 7.2"});
  v.group("war", x.war, "what war is worth");
  v.group("strain", x.strain, "economic and social strain");
  v.group("preventive", x.preventive, "shifting power");
  v.numbers("trust", x.trust, To::actor, {0, 1, 0.5, "probability", "initial belief that the actor honours what it signs", "Kydd 2005", "V9"});
  v.number("tempo", x.tempo, {0, infinite, 0.12, "per day", "rate at which moves are considered", "median reaction of five days in crises"});
  v.map("moves", x.moves, To::own, "menu of moves");
  v.group("posture", x.posture, "mobilisation");
  v.when(v.all() || x.role == ActorRole::party, "only for a party", [&] {
    v.group("tactic", x.tactic, "bargaining tactic");
    v.number("firmness", x.firmness, {0, 1, 0.5, "share", "how much of the aspiration stands against a mediator's text", "sim/MODEL.md 7.5"});
    v.number("logroll", x.logroll, {0, 3, 0.5, "exponent", "how far offers give way first where it costs least; 0 is the straight line", "sim/MODEL.md 7.5"});
    v.number("patience", x.patience, {1, 1e6, 180, "days", "how long the party keeps the door open after the first session", "sim/MODEL.md 7.7", "V4"});
    v.group("ripeness", x.ripeness, "readiness to concede");
    v.group("audience", x.audience, "audience costs of public commitments");
    v.map("factions", x.factions, To::own, "who ratifies",
          [&](KeyVisitor& f, Faction& faction) { describe(f, faction, x.preferences); });
    v.group("ratification", x.ratification, "how the capital ratifies");
    v.group("compliance", x.compliance, "what keeps the party to its word");
  });
  v.when(v.all() || x.role == ActorRole::third_party, "only for a third party", [&] {
    v.reference("backs", x.backs, To::party, Need::optional, "the party whose offers it speaks into");
    v.number("voice", x.voice, {0, 1, 0, "weight", "weight of its proposal in the backed side's offer or the mediator's text", "sim/MODEL.md 7.5"});
    v.map("promises", x.promises, To::own, "conditional offers to a party");
    v.reference("patron", x.patron, To::actor, Need::optional, "who can hold it back");
    v.number("autonomy", x.autonomy, {0, 1, 1, "share", "how little the patron's leash counts", "sim/MODEL.md 7.12"});
    v.number("imputed", x.imputed, {0, 1, 0, "share", "how far the patron's adversary lays this actor's acts to the patron's charge, which could have held it back", "Kydd and Walter 2002"});
    v.number("leash", x.leash, {0, 10, 0, "value", "cost of striking against the patron's wish while talks are alive", "sim/MODEL.md 7.12"});
  });
  v.number("join", x.join, {0, 10, 0, "per day", "rate of joining an exchange of a supported actor, times the support", "sim/MODEL.md 7.12"});
  v.texts("hosts", x.hosts, "hosts of the actor's bases, which may be struck in an exchange");
}
// clang-format on

}  // namespace backchannel
