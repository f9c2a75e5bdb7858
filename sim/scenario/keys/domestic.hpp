// What happens at home: strain, publics, factions and capitals.
#pragma once

#include <string>

#include "sim/scenario/keys/preference.hpp"

namespace backchannel {

struct Strain {
  Param start, pressure;  // strain, 0 to 1
  Param adjustment;       // per day
  Param pain;             // value per unit of strain
  Param fighting;         // strain per day
};

struct Audience {
  Param cost;           // value
  Param start;          // commitment, 0 to 1
  Param growth, decay;  // per day
};

struct Faction {
  std::string name;
  Param weight;                  // normalised to sum 1
  Param hawkishness;             // log weight per unit of hawk pressure
  ById<Preference> preferences;  // overrides of the party's own, by issue
};

struct Ratification {
  Param threshold;           // weighted share of factions
  Param delay;               // days
  Param refusal_commitment;  // commitment, 0 to 1
  int tries = 3;             // times a text may be put to this capital
};

/// Hawk pressure, of all actors.
struct DomesticSpec {
  Param hawk_incident, hawk_strike;  // pressure, 0 to 1
  Param hawk_decay;                  // per day
  Param memory;                      // share still felt a day later
};

void describe(KeyVisitor& v, Strain& x);
void describe(KeyVisitor& v, Audience& x);
void describe(KeyVisitor& v, Faction& x, const ById<Preference>& own);
void describe(KeyVisitor& v, Ratification& x);
void describe(KeyVisitor& v, DomesticSpec& x);

}  // namespace backchannel
