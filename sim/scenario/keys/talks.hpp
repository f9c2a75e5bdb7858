// How and when the parties talk.
#pragma once

#include <optional>

#include "sim/scenario/by_id.hpp"
#include "sim/scenario/keys/choices.hpp"
#include "sim/scenario/param.hpp"

namespace backchannel {

struct Breakdown {
  Param probability;  // per refusal
  BreakdownOutcome outcome = BreakdownOutcome::status_quo;
};

struct TalksSpec {
  Protocol protocol = Protocol::simultaneous;
  Reference first_proposer;
  int max_rounds = 100000, exchanges = 3;  // rounds; per session day
  Knowledge knowledge = Knowledge::complete;
  Param belief_error;  // position
  Breakdown breakdown;
  Param calm_interim, calm_comprehensive;  // share of the war risk
  Param calm_stirred;                      // share of that, of what third parties have stirred up
  Param verification_power;                // share, 0 to 1
  Param framework_gap, text_gap;           // position, mean over issues
  Param direct_contact, interim_track;     // probability per round, without a mediator
  Param reopening;                         // per day, without a mediator
  Param misreading;                        // position
};

struct CalendarSpec {
  Param first_session;            // day
  Param recess_median;            // days
  Param recess_spread;            // of the log recess
  std::optional<Param> deadline;  // day
  Reference deadline_by;
  Param deadline_pull;   // factor
  Param deadline_width;  // days
  Param boycott;         // days
  Param extension;       // probability, without a mediator
  Param extension_days;  // days
  int session_days = 1;  // days of a round
};

void describe(KeyVisitor& v, Breakdown& x);
void describe(KeyVisitor& v, TalksSpec& x);
void describe(KeyVisitor& v, CalendarSpec& x);

}  // namespace backchannel
