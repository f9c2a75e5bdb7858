// The compiled scenario: what every run of a block shares. Ids are resolved to indices in order of id, streams of
// random numbers are hashed from names, switched-off mechanisms have got their neutral values. Constant after
// construction.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/philox.hpp"
#include "sim/scenario/reader.hpp"

namespace backchannel {

inline constexpr int max_issues = 32, max_actors = 8;
inline constexpr int scopes = 2;  // 0 interim, 1 comprehensive
inline constexpr int interim = 0, comprehensive = 1;
inline constexpr int act_kinds = 9;

enum class Curve { linear, three_halves, square, general };

/// Somebody whose values count: an actor or a faction of it.
struct Holder {
  int actor = 0;
  std::array<Param, max_issues> ideal, salience;
  std::array<const RedLine*, max_issues> line{};
  std::array<Stream, max_issues> line_stream{};
  std::vector<int> soft, absolute;  // issues with such a line
  Curve curve = Curve::linear;
  bool linear_gains = true;
  std::string name;
};

struct Linkage {
  int first, second;
  Param weight;
};

struct CompiledPromise {
  PromiseKind kind;
  int to, issue;  // issue −1: any text
  LineSide side;
  Param at, size;
};

struct CompiledCondition {
  enum class State { tension, day, rounds, settlement, hope, posture, strain, commitment, pressure } state;
  int actor = -1;
  Comparison is;
  Param value;
};

struct CompiledMove {
  const Move* spec;
  std::string id;
  int actor, against;
  int channel = -1;  // act channel, −1: none
  std::optional<CompiledCondition> when;
};

struct CompiledEvent {
  const Event* spec;
  std::string id;
  int by = -1, against = -1, channel = -1;
  std::optional<CompiledCondition> when;
};

/// Acts of one kind by one actor, as the trust of the others learns from them.
struct ActChannel {
  int actor;
  ActKind kind;
  Param evidence;
};

struct CompiledDyad {
  std::string id;
  const Dyad* spec;
  std::array<int, 2> actor;
  std::array<int, 2> minor, grave;  // act channels of the sides
  Stream count, severity;
};

/// One direction in which force can be used.
struct StrikeOption {
  int attacker, target, dyad;
  const StrikeSpec *own, *other;
  Stream opportunity, shock, answer;
};

/// What is known to all about a private cost of war: the prior's quantiles and the means of its two halves.
struct CostBelief {
  std::vector<double> quantile;  // at 0, 1/64, …, 1 (the ends moved in by 1e-6 where the support is unbounded)
  double mean_low = 0, mean_high = 0;
};

struct CompiledActor {
  std::string id, name;
  const Actor* spec;
  int side = -1;       // 0 or 1: negotiates; −1: third party
  int adversary = -1;  // the other party, or whom a third party may fight; −1: nobody
  int patron = -1, backs = -1;
  bool values = false;        // has preferences
  std::vector<int> factions;  // holders
  std::vector<Param> faction_weight, faction_hawkishness;
  std::vector<Linkage> linkages;
  std::vector<CompiledPromise> promises;
  std::vector<int> moves;
  std::vector<std::pair<int, Param>> supporters;  // who lends capability to this actor
  std::vector<std::pair<int, Param>> reaction;
  std::array<Param, max_issues> imposed_by_victory{}, imposed_by_defeat{};  // written positions of War::win and lose
  Param trust;                                                              // initial, in the adversary
  std::array<Stream, scopes> answer;                                        // to texts
  Stream consider, choose, exchange, join, hosts, signal, counsel, report;
  Stream honour, reservation_stream;
  std::array<Stream, max_issues> belief_stream{}, estimate_stream{};
  int strike_channel = -1, breach_channel = -1, honour_channel = -1;
};

/// Number of issues, roles (−1: none) and what each scope needs.
struct Agenda {
  int size = 0;
  std::vector<std::string> id;
  std::vector<const Issue*> issue;
  std::vector<int> all;  // issues
  int verification = -1, relief = -1, cap = -1;
  std::array<std::vector<int>, scopes> needs;    // issues that must move
  std::array<std::vector<int>, scopes> movable;  // issues that may move
  std::array<std::array<bool, max_issues>, scopes> moves{}, needed{};
  std::array<bool, max_issues> tabulated{};
  bool any_tabulated = false;
  std::array<std::size_t, max_issues> first_level{};  // of tabulated issues: place of their levels among all levels
  std::vector<std::vector<Param>> level_worth;        // by actor and level; a level that it does not name: not given
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
  std::vector<CompiledActor> actors;
  std::array<int, 2> party{};
  std::vector<Holder> holders;    // the actors first
  std::vector<CostBelief> costs;  // by actor
  std::vector<CompiledMove> moves;
  std::vector<CompiledEvent> events;
  std::vector<ActChannel> channels;
  std::vector<CompiledDyad> dyads;
  std::vector<std::vector<std::pair<int, Param>>> support_given;  // by actor: whom it supports
  std::vector<StrikeOption> strikes;
  const Mediator* mediator = nullptr;  // nullptr: none
  // By side; as the mediator weighs it, and how it votes.
  std::array<Param, 2> weight_of_side{};
  std::array<Voter, 2> voter_of_side{Voter::hill_climber, Voter::hill_climber};
  // Of a mediator's changes and votes, by scope and exchange of the day.
  std::array<std::vector<std::pair<Stream, Stream>>, scopes> search_streams;
  std::array<std::vector<Stream>, scopes> offer_breakdown, text_breakdown;  // after refusals, by scope and exchange
  Stream coin, recess, hazard, cause, lot;

  [[nodiscard]] int other(int side) const { return party[static_cast<std::size_t>(1 - side)]; }
  [[nodiscard]] bool scope_exists(int scope) const { return !agenda.needs[static_cast<std::size_t>(scope)].empty(); }
  [[nodiscard]] bool formulates() const { return mediator != nullptr && mediator->style != Style::facilitation; }
  [[nodiscard]] int actor_index(const std::string& id) const;  // −1: nobody
  [[nodiscard]] int issue_index(const std::string& id) const;  // −1: none
  [[nodiscard]] bool constant(Param p, double value) const;
  [[nodiscard]] double mean(Param p) const;

 private:
  void neutralise();
  void compile_agenda();
  void compile_levels();
  void compile_actors();
  void name_streams(CompiledActor& actor) const;
  int adversary_of(const CompiledActor& actor) const;
  /// Whom an actor opposes, backs, supports, answers and makes promises to.
  void relate(int actor);
  void compile_talks();
  void compile_holders();
  void compile_moves();
  void compile_events();
  void compile_dyads();
  void set(Param p, double value);
  int channel(int actor, ActKind kind);
  CompiledCondition condition(const Condition& c) const;
};

}  // namespace backchannel
