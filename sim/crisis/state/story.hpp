// What one traced run tells: events in the order in which they happened. The same kernel writes it that runs batches.
#pragma once

#include <concepts>
#include <variant>
#include <vector>

#include "sim/core/packing.hpp"
#include "sim/crisis/model/ids.hpp"

namespace backchannel {

/// Positions of a text.
using Positions = Table<IssueId, double>;

/// The events, each as it is told. Whoever acts is `by`; `terms` are the numbers of a decision's equation by name,
/// worths in units of value.
namespace told {

struct Happened {  // an event of the scenario
  EventId event;
  ActorId by, against;
};
struct Made {  // a move
  MoveId move;
  ActorId by, against;
};
struct Clashed {  // incidents of a day
  DyadId dyad;
  ActorId one, two;
  int number;
  bool grave;
};
struct Offered {  // a party's text, as the mediator relays it
  ActorId by, to;
  Scope scope;
  Stage stage;
  bool least_ratifiable;  // the least that the own capital would ratify
  Positions text;
  bool operator==(const Offered&) const = default;
};
struct SpokeUp {  // a third party proposes, into the offer of `to` or into the mediator's text (to: nobody)
  ActorId by, to;
  Scope scope;
  Positions text;
  bool operator==(const SpokeUp&) const = default;
};
struct Proposed {  // the mediator's text
  Scope scope;
  Positions text;
  bool operator==(const Proposed&) const = default;
};
enum class Verdict { yes, no, crosses_line, not_of_scope, none_ratifiable, none_beats_no_deal };
/// Yes with chance σ(precision·margin), iff the shock of the round lies below it; margin = worth + sweetener − audience
/// − threshold (talks.hpp).
struct AnswerTerms {
  double worth = 0, sweetener = 0, audience = 0, threshold = 0;  // value
  double precision = 0, chance = 0, shock = 0;                   // per value; probability; uniform on [0, 1)
  bool operator==(const AnswerTerms&) const = default;
};
struct Answered {
  ActorId by, to;  // to whose text (nobody: the mediator's)
  Scope scope;
  Verdict verdict;
  double margin;  // value: of the text above what was asked for
  AnswerTerms terms{};
  bool operator==(const Answered&) const = default;
};
struct Agreed {  // in principle
  Scope scope;
  Positions text;
};
struct StageReached {
  Stage stage;
};
struct Misread {  // a text that would have been taken, had it been understood
  ActorId by, to;
  Scope scope;
};
struct BrokenDown {};       // the talks
struct BroughtTogether {};  // a round to which the sides would not have come by themselves
struct StayedAway {};       // nobody came to a round that was due
/// What comes about by the mediator, or by itself.
struct TrackOpened {  // for an interim text
  bool by_mediator;
};
struct Reopened {  // talks that were over
  bool by_mediator;
};
struct Extended {  // a date
  int date;
  bool by_mediator;
};
struct Explained {  // the day's grave incident, by the mediator
  DyadId dyad;
};
struct Counselled {
  ActorId to, about;
  bool resolved;  // what it is told: that the other is resolved
  bool believed;
};
/// A faction's chance of a yes is σ(precision·(worth − refusing)), 0 with a veto (win_set.hpp).
struct Ballot {
  FactionId of;
  double weight, worth, refusing, chance;  // share; value; value; probability
  bool vetoes;
};
/// share = Σ weight·chance, passed iff it reaches the threshold. No ballots: no factions.
struct VoteTerms {
  double threshold = 0, precision = 0;  // share; per value
  std::vector<Ballot> ballots{};
};
struct Voted {  // a capital
  ActorId by;
  Scope scope;
  bool passed;
  double share;  // in favour
  VoteTerms terms{};
};
struct Ratified {
  Scope scope;
};
/// Honours with chance σ(precision·(confidence − ratio)), ratio L/(d·G) (compliance.hpp).
struct HonourTerms {
  double confidence = 0, ratio = 0, precision = 0, chance = 0;  // probability; 1; per probability; probability
};
struct Honoured {
  ActorId by;
  HonourTerms terms{};
};
struct Breached {
  ActorId by;
  HonourTerms terms{};
};
/// attack = answer·exchange + (1 − answer)·unanswered + preventive,
/// carry_on = hope·deal + (1 − hope)·waiting − audience + leash + restraint (crisis_game.hpp),
/// chance = σ(precision·(attack − carry_on)), strikes iff the shock is below it (force.hpp).
struct ForceTerms {
  double exchange = 0, unanswered = 0, answer = 0, preventive = 0, attack = 0;  // value; of the answer: probability
  double hope = 0, deal = 0, waiting = 0, audience = 0;                         // probability, then value
  double leash = 0, restraint = 0, carry_on = 0;                                // value
  double precision = 0, shock = 0;                                              // per value; probability
};
struct ForceConsidered {
  StrikeId option;
  ActorId by, against;
  bool strikes;
  double chance;  // of a strike
  ForceTerms terms{};
};
struct Struck {
  ActorId by, against;
  bool was_decided = true;  // else an ally who has come in is hit in its turn
};
/// Strikes back with chance σ(precision·(exchange − absorb)).
struct CounterTerms {
  double exchange = 0, absorb = 0, precision = 0, chance = 0;  // value; value; per value; probability
};
struct StruckBack {  // or absorbed the blow
  ActorId by, against;
  bool strikes_back;
  CounterTerms terms{};
};
struct Joined {  // an exchange of force
  ActorId by;
};
struct HostHit {  // a base in a country that hosts it
  ActorId of;
};
/// Goes on for another day with chance σ(persistence + stake·(war − status_quo)) (exchange.hpp).
struct FightTerms {
  double persistence = 0, stake = 0, war = 0, status_quo = 0, chance = 0;  // log odds; per value; values; probability
};
struct FoughtOn {  // or stopped
  ActorId by, against;
  bool goes_on;
  FightTerms terms{};
};
/// Both cease iff the shock is below the chance, ready_one·ready_two·either(either(alone, brought), 1 − (1 −
/// pressed)^hosts) (ceasefire.hpp).
struct TruceTerms {
  double ready_one = 0, ready_two = 0, alone = 0, brought = 0, pressed = 0, hosts = 0;  // probabilities; count
  double chance = 0, shock = 0;  // probability; uniform on [0, 1)
};
struct TruceWeighed {  // by both sides, on a day on which neither has stopped
  ActorId one, two;
  bool cease;
  TruceTerms terms{};
};
/// How an exchange of force ends: a side stops, both agree to, through the mediator, or pressed by hosts that were hit.
enum class Truce : std::uint8_t { one_side, agreed, mediator, host };
struct Ceased {
  Truce by;
  ActorId stopped;  // who, of one side
};
struct Established {         // a regional war
  int days = 0, struck = 0;  // of the exchange; actors and hosts struck in it
};

}  // namespace told

using StoryEvent =
    std::variant<told::Happened, told::Made, told::Clashed, told::Offered, told::SpokeUp, told::Proposed,
                 told::Answered, told::Agreed, told::StageReached, told::Misread, told::BrokenDown,
                 told::BroughtTogether, told::StayedAway, told::TrackOpened, told::Reopened, told::Extended,
                 told::Explained, told::Counselled, told::Voted, told::Ratified, told::Honoured, told::Breached,
                 told::ForceConsidered, told::Struck, told::StruckBack, told::Joined, told::HostHit, told::FoughtOn,
                 told::TruceWeighed, told::Ceased, told::Established>;

struct StoryEntry {
  int day = 0;
  StoryEvent event;
};

struct Story {
  int lane = 0;
  std::vector<StoryEntry> entries;

  /// Enters an event, or what an event maker says of the traced run's place.
  template <class E>
  void enter(double day, int place, E& event) {
    if constexpr (std::invocable<E&, int>)
      entries.push_back({static_cast<int>(day), event(place)});
    else
      entries.push_back({static_cast<int>(day), event});
  }
};

}  // namespace backchannel
