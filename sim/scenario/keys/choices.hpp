// What keys of a scenario can be chosen from. Apart from the structs that hold them, so that a new key does not reach
// those who only ask what was chosen.
#pragma once

#include "sim/core/choice.hpp"

namespace backchannel {

// issue.hpp
BACKCHANNEL_CHOICE(IssueGroup, nuclear, regional, economic, security, other)
BACKCHANNEL_CHOICE(IssueRole, none, verification, relief, cap)

// preference.hpp
BACKCHANNEL_CHOICE(LineKind, none, soft, absolute)
BACKCHANNEL_CHOICE(LineSide, at_most, at_least)

// promise.hpp
BACKCHANNEL_CHOICE(PromiseKind, sweetener, snapback, veto_threat)

// actor.hpp
BACKCHANNEL_CHOICE(ActorRole, party, third_party)

// tactic.hpp
BACKCHANNEL_CHOICE(TacticKind, time_dependent, tit_for_tat, hardliner, equilibrium, risk_return, attrition)
BACKCHANNEL_CHOICE(TimeForm, polynomial, exponential)
BACKCHANNEL_CHOICE(TitForTatForm, relative, averaged, generous)

// acts.hpp
BACKCHANNEL_CHOICE(MoveKind, signal, threat, deployment, exercise, sanction, relief, covert, statement)
BACKCHANNEL_CHOICE(ActKind, none, reassurance, hostile_words, provocation, sanction, breach, incident, grave_incident,
                   strike)
BACKCHANNEL_CHOICE(Category, de_escalation, neutral, posturing, non_violent, violent, nuclear)
BACKCHANNEL_CHOICE(Comparison, above, below)
/// In which part of a crisis an act makes sense: always, in a dispute (no comprehensive text in force), or during talks
/// (a dispute with the table open or a text before the capitals).
BACKCHANNEL_CHOICE(During, always, dispute, talks)
BACKCHANNEL_CHOICE(EventOutcome, none, deal, war)

// talks.hpp
BACKCHANNEL_CHOICE(Protocol, simultaneous, alternating, single_text, take_it_or_leave_it)
BACKCHANNEL_CHOICE(Knowledge, complete, estimated)
BACKCHANNEL_CHOICE(BreakdownOutcome, war, status_quo)

// mediator.hpp
BACKCHANNEL_CHOICE(Style, facilitation, formulation, manipulation)
BACKCHANNEL_CHOICE(Search, objective, votes)
BACKCHANNEL_CHOICE(Objective, nash, kalai_smorodinsky, egalitarian)
BACKCHANNEL_CHOICE(Voter, hill_climber, annealer)

}  // namespace backchannel
