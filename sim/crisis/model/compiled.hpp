// The parts of a compiled scenario (model.hpp): who counts, what is negotiated, what can be done. Constants alone: no
// run's numbers, which are named by parameters.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/crisis/model/ids.hpp"
#include "sim/scenario/keys/choices.hpp"
#include "sim/scenario/param.hpp"

namespace backchannel {

// Of sim/scenario/keys: who asks for a key includes its header.
struct Actor;
struct Dyad;
struct Effects;
struct Event;
struct Issue;
struct Mediator;
struct Move;
struct RedLine;
struct Scenario;
struct StrikeSpec;
struct TrustLearning;

inline constexpr std::size_t act_kinds = names(ActKind{}).size();

template <class T>
using PerIssue = Places<IssueId, T, max_issues>;

enum class Curve { linear, three_halves, square, general };

/// Somebody whose values count: an actor or a faction of it.
struct Holder {
  ActorId actor;
  PerIssue<Param> ideal, salience;  // position, 0 to 1; weight, normalised to sum 1
  PerIssue<const RedLine*> line{};
  std::vector<IssueId> soft, absolute;  // issues with such a line
  Curve curve = Curve::linear;
  bool linear_gains = true;
  std::string name;
};

struct Linkage {
  IssueId first, second;
  Param weight;  // value
};

struct CompiledPromise {
  PromiseKind kind;
  ActorId to;
  IssueId issue;  // none: any text
  LineSide side;
  Param at, size;  // position, 0 to 1; value
};

struct CompiledCondition {
  enum class Quantity { tension, day, rounds, settlement, hope, posture, strain, commitment, pressure } quantity;
  ActorId actor;
  Comparison is;
  Param value;  // in the unit of the quantity
};

/// What is done by somebody, perhaps to somebody, and what follows from it.
struct Act {
  const Effects* effects;
  Category category;
  ActorId by, against;
  ChannelId channel;   // none: no trust learns from it
  bool stirs = false;  // a third party's, which no text between the parties binds
};

struct CompiledMove {
  const Move* spec;
  std::string id;
  Act act;
  std::optional<CompiledCondition> when;
};

struct CompiledEvent {
  const Event* spec;
  std::string id;
  Act act;
  std::optional<CompiledCondition> when;
};

/// Acts of one kind by one actor, as the trust of the others learns from them.
struct ActChannel {
  ActorId actor;
  ActKind kind;
  Param evidence;  // log odds
};

/// The log likelihood ratio of an act of a kind; none: of honouring what was signed.
Param evidence_of(const TrustLearning& trust, ActKind kind);

/// The two ends of a dyad, in order of id.
enum class End { one, two };
inline constexpr std::array<End, 2> ends{End::one, End::two};
constexpr End opposite(End end) { return end == End::one ? End::two : End::one; }
template <class T>
using PerEnd = Each<End, T, 2>;

struct CompiledDyad {
  std::string id;
  const Dyad* spec;
  PerEnd<ActorId> actor;
  PerEnd<ChannelId> minor, grave;  // incidents
  bool stirs = false;              // with a third party
};

/// One direction in which force can be used.
struct StrikeOption {
  ActorId attacker, target;
  DyadId dyad;
  const StrikeSpec *own, *other;
  std::string name;  // of the direction, for streams
};

/// What is known to all about a private cost of war: the prior's quantiles and the means of its two halves.
struct CostBelief {
  std::vector<double> quantile;  // value; at 0, 1/64, …, 1 (the ends moved in by 1e-6 where the support is unbounded)
  double mean_low = 0, mean_high = 0;  // value
};

/// A faction of a party and how it counts when the capital votes.
struct CompiledFaction {
  HolderId holder;
  Param weight, hawkishness;  // of any scale; log weight per unit of hawk pressure
};

struct CompiledActor {
  std::string id, name;
  const Actor* spec;
  std::optional<Side> side;  // negotiates; none: a third party
  ActorId adversary;         // the other party, or whom a third party may fight
  ActorId patron, backs;
  bool values = false;  // has preferences
  Table<FactionId, CompiledFaction> factions;
  std::vector<Linkage> linkages;
  std::vector<CompiledPromise> promises;
  std::vector<MoveId> moves;
  std::vector<std::pair<ActorId, Param>> supporters;          // who lends this actor a share of its capability
  std::vector<std::pair<ActorId, Param>> supports;            // whom it lends a share of its own
  std::vector<std::pair<ActorId, Param>> reaction;            // to whose mobilisation, per day
  PerIssue<Param> imposed_by_victory{}, imposed_by_defeat{};  // written positions, 0 to 1, of War::win and lose
  Param trust;                                                // initial, in the adversary; probability
  CostBelief cost;                                            // of war, as all know it
  ChannelId strike, breach, honour;                           // its acts of these kinds
};

/// Issues, their roles and what each scope needs.
struct Agenda {
  Table<IssueId, const Issue*> issue;
  Table<IssueId, std::string> id;
  std::vector<IssueId> all;
  IssueId verification, relief, cap;
  PerScope<std::vector<IssueId>> needs;    // that must move
  PerScope<std::vector<IssueId>> movable;  // that may move
  PerScope<PerIssue<bool>> moves{}, needed{};
  PerIssue<bool> tabulated{};
  bool any_tabulated = false;
  bool logrolls = true;                            // what matters least gives way first (concession_path.hpp)
  PerIssue<std::size_t> first_level{};             // of tabulated issues: place of their levels among all levels
  Table<ActorId, std::vector<Param>> level_worth;  // 0 to 1, by level; one that the actor does not name: not given

  [[nodiscard]] Ids<IssueId> ids() const { return issue.ids(); }
  [[nodiscard]] std::size_t size() const { return issue.size(); }
};

}  // namespace backchannel
