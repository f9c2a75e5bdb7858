// Who stands between the parties.
#pragma once

#include <string>

#include "sim/scenario/by_id.hpp"
#include "sim/scenario/keys/choices.hpp"
#include "sim/scenario/param.hpp"

namespace backchannel {

struct Votes {
  ById<Voter> voter;  // by party
  Param temperature;  // value
  Param cooling;      // factor per proposal
};

/// What a mediator can give and take.
struct Leverage {
  Param budget, sweetener, refusal_cost;  // value
  Param fade;                             // days
};

struct Mediator {
  std::string name;
  Style style = Style::facilitation;
  Param skill;           // share, 0 to 1
  Param bias;            // value, positive towards `favours`
  Param cost_of_war;     // value
  Param patience;        // days
  Param noise, framing;  // value
  Param variance;        // position²
  Param message_weight;  // log odds per round
  Param restraint;       // probability per round
  Reference favours;
  Search search = Search::objective;
  Objective objective = Objective::nash;
  ById<Param> weights;  // by party
  int mutations = 24;   // changes tried per exchange
  bool polish = false;
  Votes votes;
  Leverage leverage;
  Param progress;  // relief of tension
  // What it brings beside texts and words, at skill 1.
  Param access, agenda, ideas;                              // probability per round
  Param reopening, ceasefire;                               // per day
  Param extension, incident_channel;                        // probability
  Param holds_at_table, softens_boycott, cover, guarantee;  // share
};

void describe(KeyVisitor& v, Votes& x);
void describe(KeyVisitor& v, Leverage& x);
void describe(KeyVisitor& v, Mediator& x);

}  // namespace backchannel
