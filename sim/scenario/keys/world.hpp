// What surrounds the talks: how trust is learned, postures, tension, and how precisely all decide.
#pragma once

#include "sim/scenario/by_id.hpp"
#include "sim/scenario/param.hpp"

namespace backchannel {

struct TrustLearning {
  Param forget;          // per day
  Param repeat;          // factor of each further act of a kind within 30 days
  Param resolve_factor;  // log odds of resolve per log odds of trust
  /// By kind of act.
  Param reassurance, hostile_words, provocation, sanction, breach, incident, grave_incident, strike,
      honoured;  // log odds
};

struct PostureSpec {
  Param start;           // rungs
  Param fatigue;         // per day
  Param grievance;       // rungs per day
  ById<Param> reaction;  // per day, to actor
};

struct TensionSpec {
  Param start, floor;              // tension, 0 to 1
  Param decay;                     // per day
  Param posture_scale;             // rungs
  Param strike, fighting, breach;  // raises, T ← 1 − (1 − T)e^(−raise); of a day of fighting
};

/// How precisely each kind of decision follows its margin; infinite is sharp.
struct Precision {
  Param text, move, force, ratification, compliance;  // per value, move per utility, compliance per probability
};

void describe(KeyVisitor& v, TrustLearning& x);
void describe(KeyVisitor& v, PostureSpec& x);
void describe(KeyVisitor& v, TensionSpec& x);
void describe(KeyVisitor& v, Precision& x);

}  // namespace backchannel
