// The option of force (MODEL 7.12): occasions to strike, decisions on the game of crisis_game.hpp, and the exchange
// that a strike opens.
//
//     occasions  min(1, rate·(1 + κ·e^{−|day − deadline|/τ})) a day and direction, and one after each grave incident,
//                breakdown or breach; none during an exchange
//     strikes    iff shock < σ(precision·(Attack − Continue)), shock uniform
//
// The shock of a decision has memory: its normal score z follows z ← ρ·z + √(1 − ρ²)·N(0, 1), ρ = e^{−days/memory},
// days since the last decision; shock = Φ(z), uniform whatever ρ is. It is drawn anew after a deadline, grave incident,
// breakdown, breach or ceasefire. With a quiet start the first z is one after which no strike was to be seen: with
// chance 1 − (1 − rate)^s, s `quiet_days`, that an occasion has passed, Φ(z) lies above the chance p_0 of day 1.
// Given that nobody struck, no occasion has passed with the posterior weight a, and
//
//     a = (1 − rate)^s/((1 − rate)^s + (1 − (1 − rate)^s)(1 − p_0))
//     P(shock < p) = a·p + (1 − a)·max(0, p − p_0)/(1 − p_0)
//
// Decisions of a day are simultaneous; where several directions would strike, one of them does, by lot.
#pragma once

#include "sim/crisis/world/crisis_game.hpp"
#include "sim/crisis/world/exchange.hpp"

namespace backchannel {

class Force {
 public:
  Force(State& state, Views& views);
  /// The phase `force`.
  void operator()(const Runs& runs);

  /// Of the places of packs, how many were wanted.
  [[nodiscard]] const Usage& usage() const { return usage_; }

 private:
  struct Streams {
    Stream occasion, shock, change, before, again;
  };
  /// The first shocks of a quiet start, drawn until they are such that no strike would have been seen.
  void remember_quiet(const Runs& runs);
  [[nodiscard]] Slice first_score(const Few& few, StrikeId strike, const Slice& chance) const;
  void keep_score(const Few& few, StrikeId strike, const Slice& score);
  /// Of today's decision.
  Slice shock(const Few& few, StrikeId strike);
  /// κ·e^{−|day − deadline|/τ}.
  [[nodiscard]] Slice deadline_pull(const Abreast& runs) const;
  /// Chooses the runs that decide today, for each direction.
  void look_for_occasions(const Runs& runs);
  /// What of a day is the same in all directions.
  struct Moment {
    Slice rate;                 // of decisions, per day
    SliceMask deadline, fresh;  // a date has come; the talks broke down, or what was signed was broken
  };
  /// Today's occasions in a direction; a fresh grave incident, deadline or breakdown also redraws the shock.
  SliceMask occasion(const Abreast& runs, StrikeId strike, const Moment& today);
  /// Marks where a direction would strike today. What texts are worth is looked at only where that could decide.
  void decide(const Few& few, StrikeId strike);
  /// The chance of a strike, were there an occasion.
  [[nodiscard]] Slice strike_chance(const Few& few, const ForceGame& game) const;
  void strike_by_lot(const Runs& runs);
  /// Chooses which of the willing strikes.
  void cast(const Abreast& runs, const Slice& willing);

  const Model& model_;
  State& state_;
  CrisisGame game_;
  Exchange exchange_;
  Variables<StrikeId> score_, scored_on_, scored_for_;  // z of the last decision, its day, the number of its cause
  Variables<StrikeId> wants_;                           // today's flags: would strike
  Table<StrikeId, Lanes> chosen_;                       // scratch: flags of the runs chosen in a direction
  Table<StrikeId, Streams> streams_;
  Stream lot_ = stream("force", "lot");
  Usage usage_;
};

}  // namespace backchannel
