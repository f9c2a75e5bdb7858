#include "sim/scenario/keys/world.hpp"

#include "sim/scenario/visitor.hpp"

namespace backchannel {

// A table, a key a line however long: broken lines would hide which keys a group has.
// clang-format off

void describe(KeyVisitor& v, TrustLearning& x) {
  v.number("forget", x.forget, {0, 1, 0.004, "per day", "return of trust to its start; 0 is Bayes", "sim/MODEL.md 7.3", "V9 Bayes"});
  v.number("repeat", x.repeat, {0, 1, 0.7, "factor", "weight of each further act of a kind within 30 days; 1 is Bayes", "sim/MODEL.md 7.3", "V9 Bayes"});
  v.number("resolve_factor", x.resolve_factor, {-10, 10, -0.5, "factor", "log odds of resolve moved per trust log-likelihood ratio", "sim/MODEL.md 7.3"});
  v.number("reassurance", x.reassurance, {-4, 4, 0.25, "log odds", "evidence in a reassuring act", "sim/MODEL.md 7.3", "V9 Bayes"});
  v.number("hostile_words", x.hostile_words, {-4, 4, -0.05, "log odds", "evidence in hostile words", "sim/MODEL.md 7.3"});
  v.number("provocation", x.provocation, {-4, 4, -0.15, "log odds", "evidence in a military provocation", "sim/MODEL.md 7.3"});
  v.number("sanction", x.sanction, {-4, 4, -0.15, "log odds", "evidence in a sanction", "sim/MODEL.md 7.3"});
  v.number("incident", x.incident, {-4, 4, -0.05, "log odds", "evidence in a minor incident", "sim/MODEL.md 7.3"});
  v.number("grave_incident", x.grave_incident, {-4, 4, -0.3, "log odds", "evidence in a grave incident", "sim/MODEL.md 7.3"});
  v.number("strike", x.strike, {-4, 4, -1, "log odds", "evidence in a strike", "sim/MODEL.md 7.3"});
  v.number("breach", x.breach, {-4, 4, -1.5, "log odds", "evidence in a breach of what was signed", "sim/MODEL.md 7.3"});
  v.number("honoured", x.honoured, {-4, 4, 0.1, "log odds", "evidence in a month of honouring what was signed", "sim/MODEL.md 7.3"});
}

void describe(KeyVisitor& v, PostureSpec& x) {
  v.number("start", x.start, {-20, 20, 0, "rungs", "mobilisation at the start", "Richardson 1960", "V15"});
  v.number("fatigue", x.fatigue, {0, 10, 0.02, "per day", "decay of mobilisation", "Richardson 1960", "V15"});
  v.number("grievance", x.grievance, {-10, 10, 0, "rungs per day", "constant drift of mobilisation", "Richardson 1960", "V15"});
  v.numbers("reaction", x.reaction, To::actor, {-10, 10, 0, "per day", "response to that actor's mobilisation", "Richardson 1960", "V15"});
}

void describe(KeyVisitor& v, TensionSpec& x) {
  v.number("start", x.start, {0, 1, 0.3, "tension", "tension at the start", "sim/MODEL.md 7.10"});
  v.number("decay", x.decay, {0, 1, 0.05, "per day", "return to the floor that postures set", "sim/MODEL.md 7.10"});
  v.number("floor", x.floor, {0, 1, 0.6, "tension", "highest floor, f_max", "sim/MODEL.md 7.10"});
  v.number("posture_scale", x.posture_scale, {0.01, 1000, 8, "rungs", "mobilisation m_0 at which floor and exposure near their maximum", "sim/MODEL.md 7.10"});
  v.number("strike", x.strike, {0, 10, 0.5, "raise", "raise of tension by a strike, T ← 1 − (1 − T)e^(−raise)", "sim/MODEL.md 7.10"});
  v.number("fighting", x.fighting, {0, 10, 0.2, "raise", "raise of tension by a day of fighting, as by a grave incident", "sim/MODEL.md 7.10"});
  v.number("breach", x.breach, {0, 10, 0.3, "raise", "raise of tension by the breach of an agreement", "sim/MODEL.md 7.10"});
}

void describe(KeyVisitor& v, Precision& x) {
  v.number("text", x.text, {0, infinite, 20, "per value", "precision of answers to texts; .inf is sharp", "sim/MODEL.md 7.5"});
  v.number("move", x.move, {0, infinite, 2, "per utility", "precision of the choice of moves", "sim/MODEL.md 7.10"});
  v.number("force", x.force, {0, infinite, 8, "per value", "precision of decisions on force", "Signorino 1999", "V11"});
  v.number("ratification", x.ratification, {0, infinite, 20, "per value", "precision of factions", "sim/MODEL.md 7.8", "V17"});
  v.number("compliance", x.compliance, {0, infinite, 10, "per probability", "precision of the decision to honour", "sim/MODEL.md 7.12", "V9"});
}
// clang-format on

}  // namespace backchannel
