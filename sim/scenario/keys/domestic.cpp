#include "sim/scenario/keys/domestic.hpp"

#include "sim/scenario/visitor.hpp"

namespace backchannel {

// A table, a key a line however long: broken lines would hide which keys a group has.
// clang-format off

void describe(KeyVisitor& v, Strain& x) {
  v.number("start", x.start, {0, 1, 0, "strain", "economic and social strain at the start", "sim/MODEL.md 7.9"});
  v.number("pressure", x.pressure, {0, 1, 0, "strain", "level towards which strain moves while sanctions stand", "sim/MODEL.md 7.9"});
  v.number("adjustment", x.adjustment, {0, 1, 0.02, "per day", "speed rho of strain += rho (pressure - relief - strain)", "sim/MODEL.md 7.9"});
  v.number("pain", x.pain, {0, 10, 0, "value per strain", "value lost per unit of strain, in every world", "sim/MODEL.md 7.2"});
  v.number("fighting", x.fighting, {0, 1, 0, "strain per day", "strain that a day of fighting adds", "Slantchev 2003; Zartman 1989"});
}

void describe(KeyVisitor& v, Audience& x) {
  v.number("cost", x.cost, {0, 100, 0, "value", "cost of backing down from a public commitment", "Fearon 1994"});
  v.number("start", x.start, {0, 1, 0, "commitment", "public commitment at the start", "sim/MODEL.md 7.9"});
  v.number("growth", x.growth, {0, 1, 0, "per day", "growth of the commitment while outstanding", "Fearon 1994"});
  v.number("decay", x.decay, {0, 1, 0.02, "per day", "decay of the commitment once carried out", "sim/MODEL.md 7.9"});
}

void describe(KeyVisitor& v, Faction& x, const ById<Preference>& own) {
  v.text("name", x.name, "", "name of the faction");
  v.number("weight", x.weight, {0, 1e6, 1, "weight", "weight in ratification; weights are normalised to sum 1", "Putnam 1988"});
  v.number("hawkishness", x.hawkishness, {-10, 10, 0, "per pressure", "growth of the log weight with hawk pressure", "sim/MODEL.md 7.8"});
  v.differing("preferences", x.preferences, own, "preferences that differ from the party's own, by issue");
}

void describe(KeyVisitor& v, Ratification& x) {
  v.number("threshold", x.threshold, {0, 1, 0.5, "share", "weighted share of factions that ratifies", "Putnam 1988", "V17"});
  v.number("delay", x.delay, {0, 3650, 7, "days", "days from agreement in principle to the vote", "sim/MODEL.md 7.8"});
  v.number("refusal_commitment", x.refusal_commitment,
           {0, 1, 0.1, "commitment", "rise of the party's public commitment after its capital refuses", "sim/MODEL.md 7.8"});
  v.count("tries", x.tries, {1, 1000, 3, "times", "how often a text may be put to this capital", "sim/MODEL.md 7.8"});
}

void describe(KeyVisitor& v, DomesticSpec& x) {
  v.number("hawk_incident", x.hawk_incident, {0, 1, 0.1, "pressure", "hawk pressure added by a grave incident", "sim/MODEL.md 7.9"});
  v.number("hawk_strike", x.hawk_strike, {0, 1, 0.5, "pressure", "hawk pressure added by being struck", "sim/MODEL.md 7.9"});
  v.number("hawk_decay", x.hawk_decay, {0, 1, 0.02, "per day", "decay of hawk pressure", "sim/MODEL.md 7.9"});
  v.number("memory", x.memory, {0, 1, 0.8, "per day", "share of hostile acts still felt a day later, for reciprocity", "sim/MODEL.md 7.10"});
}
// clang-format on

}  // namespace backchannel
