// The compiled scenario: what every run of a block shares. Ids are resolved to typed indices in order of id,
// switched-off mechanisms have got their neutral values. Constant after construction.
#pragma once

#include "sim/core/philox.hpp"
#include "sim/crisis/model/compiled.hpp"
#include "sim/scenario/by_id.hpp"
#include "sim/scenario/reader.hpp"

namespace backchannel {

struct Condition;
struct Preference;

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
  [[nodiscard]] bool formulates() const;
  /// Whether it puts texts of its own, if only in some rounds.
  [[nodiscard]] bool drafts() const;
  /// Whether texts wait for a stage of the talks.
  [[nodiscard]] bool has_stages() const;
  /// Whether a mediator brings something that it may bring (state/go_between.hpp).
  [[nodiscard]] bool brings(Param Mediator::*power) const;
  /// Whether third parties stir up fears that a text between the parties does not bind.
  [[nodiscard]] bool stirred() const { return stirred_; }
  /// Whether what a mediator adds to a text holds the sides to it for a while.
  [[nodiscard]] bool sweeteners_fade() const;
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
  /// Whether an act is a third party's that makes for fear.
  bool stirs(ActorId by, const Effects& effects);
  void compile_dyads();
  void add_strikes(DyadId dyad);
  void set(Param p, double value);
  ChannelId channel(ActorId actor, ActKind kind);
  [[nodiscard]] CompiledCondition condition(const Condition& c) const;

  bool stirred_ = false;
  std::vector<double> constants_;  // by parameter, once all is compiled; NaN: uncertain
};

}  // namespace backchannel
