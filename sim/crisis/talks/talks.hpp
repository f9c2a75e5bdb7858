// Talks (MODEL 7.4–7.8): the sessions of a day. A round lasts some session days; on each the parties meet the mediator
// separately, `exchanges` times: they put forward offers, a mediator that formulates puts its text, both answer.
//
//   readiness_i = σ(k(hurt_i − θ_i))·σ(k(d̂_i − φ_i)),  hurt_i = V_i(sq) − N_i
//   clock      += readiness_1·readiness_2·days passed since the last session day
//   hope d̂_i    = d_min + (1 − d_min)·(1 − min(1, gap/gap_0)),  gap = max(0, A_i − E_i(y))
//   floor Z_i   = max(N_i, D_i), D_i the least that the own capital would ratify on the own concession path
//   answer      yes with probability σ(precision·(E_i(z) − B_i(z) − R_i)), never beyond an absolute line
//   B_i(z)      = audience_i·K_i·Σ_k salience_k·max(0, loss(z_k) − loss(pub_k)), pub the last public demand
//
// The shock of an answer belongs to (run, actor, round, scope): asking again the same day wears nobody down.
// Sources: Zartman 1989 (readiness); Putnam 1988 (D); Fearon 1994 (B).
#pragma once

#include "sim/crisis/tactics/tactic.hpp"
#include "sim/crisis/talks/calendar.hpp"
#include "sim/crisis/talks/mediation.hpp"
#include "sim/crisis/talks/win_set.hpp"

namespace backchannel {

class Talks {
 public:
  Talks(State& state, Views& views);

  void begin(const Few& few);
  /// Phase `talks`.
  void operator()(const Runs& runs);

  [[nodiscard]] const Usage& usage() const { return usage_; }

 private:
  friend class Session;
  /// Talks that are over begin again with either(talks.reopening, mediator.reopening·s·[both hurt]) a day, hurt as in
  /// readiness; patience and refusals are counted anew (Zartman 1989).
  void reopen(const Runs& runs);
  SliceMask both_hurt(const Few& few);
  struct Purposes {
    PerScope<Stream> answer;      // to texts
    Stream report;                // noise of what the mediator reports
    std::vector<Stream> belief;   // about the other's ideal, by issue
    std::vector<Stream> reading;  // of the other's texts, by issue
  };
  struct Breakdowns {
    Stream over_offers, over_text;
  };

  const Model& model_;
  State& state_;
  Views& views_;
  Calendar calendar_;
  Mediation mediation_;
  PerSide<std::unique_ptr<Tactic>> tactic_;
  Variables<IssueId> first_error_, second_error_;  // of what a side believes about the other, standard normal
  Stream coin_ = stream("talks", "coin"), reopening_ = stream("talks", "reopening"),
         interim_track_ = stream("talks", "interim track"), ideas_ = stream("mediator", "ideas");
  PerSide<Purposes> purposes_;
  PerScope<std::vector<Breakdowns>> breakdowns_;  // by exchange of the day
  // Scratch of a session.
  PackedNegotiation packed_;
  PerSide<WinSet> win_set_;
  Estimate estimate_;
  Usage usage_;
};

/// Readiness of a side, from its hurt and its hope (Zartman 1989).
Slice readiness(const Few& few, const CompiledActor& actor, const Slice& hurt, const Slice& hope);

}  // namespace backchannel
