// The compiled scenario: what every run of a block shares. Ids are resolved to typed indices in order of id,
// switched-off mechanisms have got their neutral values. Constant after construction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/core/philox.hpp"
#include "sim/crisis/model/ids.hpp"
#include "sim/scenario/reader.hpp"

namespace backchannel {

inline constexpr std::size_t act_kinds = 9;

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
  ChannelId channel;  // none: no trust learns from it
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
  PerIssue<std::size_t> first_level{};             // of tabulated issues: place of their levels among all levels
  Table<ActorId, std::vector<Param>> level_worth;  // 0 to 1, by level; one that the actor does not name: not given

  [[nodiscard]] Ids<IssueId> ids() const { return issue.ids(); }
  [[nodiscard]] std::size_t size() const { return issue.size(); }
};

class Model {
 public:
  /// Compiles what was loaded; the reader has checked that its parts fit together.
  explicit Model(LoadedScenario loaded);
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  LoadedScenario loaded;
  const Scenario& scenario;
  Agenda agenda;
  Table<ActorId, CompiledActor> actors;
  PerSide<ActorId> party;
  Table<HolderId, Holder> holders;  // the actors first
  Table<MoveId, CompiledMove> moves;
  Table<EventId, CompiledEvent> events;
  Table<ChannelId, ActChannel> channels;
  Table<DyadId, CompiledDyad> dyads;
  Table<StrikeId, StrikeOption> strikes;
  const Mediator* mediator = nullptr;  // nullptr: none
  // As the mediator weighs a side, and how the side votes.
  PerSide<Param> weight_of_side;  // of any scale
  PerSide<Voter> voter_of_side;

  [[nodiscard]] const CompiledActor& at(Side side) const { return actors[party[side]]; }
  [[nodiscard]] const CompiledActor& actor_of(HolderId holder) const { return actors[holders[holder].actor]; }
  [[nodiscard]] bool scope_exists(Scope scope) const { return !agenda.needs[scope].empty(); }
  /// The scope on which positions are exchanged from the start.
  [[nodiscard]] Scope lead_scope() const {
    return scope_exists(Scope::comprehensive) ? Scope::comprehensive : Scope::interim;
  }
  [[nodiscard]] bool formulates() const { return mediator != nullptr && mediator->style != Style::facilitation; }
  /// Whether texts wait for a stage of the talks.
  [[nodiscard]] bool has_stages() const {
    return !constant(scenario.talks.framework_gap, 1) || !constant(scenario.talks.text_gap, 1);
  }
  /// Whether a mediator brings something that it may bring (state/go_between.hpp).
  [[nodiscard]] bool brings(Param Mediator::*power) const {
    return mediator != nullptr && !constant(mediator->*power, 0);
  }
  /// Whether what a mediator adds to a text holds the sides to it for a while.
  [[nodiscard]] bool sweeteners_fade() const {
    return mediator != nullptr && mediator->style == Style::manipulation && !constant(mediator->leverage.fade, 0);
  }
  [[nodiscard]] ActorId actor(const std::string& id) const;  // none: nobody of that id
  [[nodiscard]] IssueId issue(const std::string& id) const;
  [[nodiscard]] bool constant(Param p, double value) const;
  [[nodiscard]] double mean(Param p) const;

 private:
  void neutralise();
  void neutralise_go_between();
  void compile_agenda();
  void compile_levels();
  void compile_actors();
  [[nodiscard]] ActorId adversary_of(const CompiledActor& actor) const;
  /// Whom an actor opposes, backs, supports, answers and makes promises to.
  void relate(ActorId actor);
  void compile_mediator();
  void compile_holders();
  HolderId add_holder(ActorId actor, const ById<Preference>& preferences, const std::string& name);
  void compile_moves();
  void compile_events();
  void compile_dyads();
  void add_strikes(DyadId dyad);
  void set(Param p, double value);
  ChannelId channel(ActorId actor, ActKind kind);
  [[nodiscard]] CompiledCondition condition(const Condition& c) const;

  std::vector<double> constants_;  // by parameter, once all is compiled; NaN: uncertain
};

}  // namespace backchannel
