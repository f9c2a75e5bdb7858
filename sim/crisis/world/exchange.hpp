// Exchanges of force (MODEL 7.12): how a strike goes on, widens, stops or becomes a war.
//
//     goes on  with σ(persistence + stake·(W − V(sq))) a day, each side for itself, until both cease (ceasefire.hpp)
//     joins    an ally of a fighter, with 1 − e^{−join·support} a day; is hit in its turn with ally_struck a day
//     hit      a host of bases of a fighter, with host_struck times the share of its hosts not yet hit a day
//
// War: more than war_days days, or three distinct actors or hosts struck. It goes on as the exchange did, until that
// ends; a run goes on with it and after it, unless `run_ends_at` is war. When nobody stops of itself but with equal
// chances, lengths are geometric.
#pragma once

#include "sim/crisis/world/ceasefire.hpp"
#include "sim/crisis/world/crisis_game.hpp"

namespace backchannel {

class Exchange {
 public:
  Exchange(State& state, Views& views);
  /// A strike in one direction, in all runs of the pack: the target answers or absorbs, violence and fear follow.
  void open(const Few& few, StrikeId strike, const ForceGame& game);
  /// A day of the exchanges that are going on; usage counts its packs.
  void go_on(const Runs& runs, Usage& usage);

 private:
  struct Streams {
    Stream goes_on, joins, hosts, hit;
  };
  void strike(const Few& few, const StrikeOption& option);
  void fight_a_day(const Few& few);
  /// f(dyad, where it fights).
  template <class F>
  void each_dyad(const Few& few, const SliceMask& where, F f) const;
  /// Where one of the two sides of a dyad stops of itself.
  SliceMask stops(const Few& few, DyadId dyad, const SliceMask& here);
  /// Log odds of a side on this footing going on for another day.
  [[nodiscard]] Slice resolve_to_fight(const Few& few, const Views::Footing& footing) const;
  /// Allies of those who fight come in and may be struck in their turn; bases of the fighters are hit in their host
  /// states.
  void widen(const Few& few, const SliceMask& where);
  void join(const Few& few, ActorId actor, const Slice& pull, const SliceMask& where);
  void hit_ally(const Few& few, ActorId actor, const SliceMask& spared);
  void hit_hosts(const Few& few, ActorId actor, const SliceMask& where);
  void become_war(const Few& few, const SliceMask& going_on);
  /// How long the first exchange and the first war have lasted.
  void count_days(const Few& few, const SliceMask& going_on);
  void end(const Few& few, const SliceMask& where);
  void mark_struck(const Few& few, ActorId actor, const SliceMask& where);

  const Model& model_;
  State& state_;
  Views& views_;
  Ceasefire ceasefire_;
  Variable dyad_;                // code of the dyad of the exchange
  Variables<ActorId> fighting_;  // flags
  Table<ActorId, Streams> streams_;
  Table<StrikeId, Stream> answer_;
};

}  // namespace backchannel
