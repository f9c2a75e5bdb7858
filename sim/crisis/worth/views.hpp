// How actors and factions see deal, no deal and war (MODEL 7.2), gathered for the runs of a pack.
//
//   W = p·V(win) + (1 − p)·V(lose) − c,  p = m_i/(m_i + m_j),  m_a = Σ_j support_aj·capability_j·(1 + mobilised·M_j)
//   ŵ = 1 − (1 − ŵ_0)^{exp(κ_T(T − T_0) + κ_M(M_adv − M_adv,0) + shift)}·(1 − σ(r)·K_adv·[a date that adv set stands])
//
// Sources: Fearon 1995; Powell 2006. p: contest success function (Hirshleifer 1989). N and E(x): no_deal.hpp.
#pragma once

#include <vector>

#include "sim/core/memory.hpp"
#include "sim/crisis/state/situation.hpp"
#include "sim/crisis/worth/no_deal.hpp"

namespace backchannel {

class Views {
 public:
  explicit Views(State& state);

  /// What a run cares about: saliences of sum 1, which red lines are real, the status quo, what wars would impose.
  void begin(const Few& few);

  /// What everybody makes of the evening: ŵ and m of all actors, until the next.
  template <class R>
  void look_at_evening(const R& runs);

  /// Fills the outlook of a holder (an actor or one of its factions).
  void look_ahead(Outlook& outlook, const Few& few, HolderId holder) const;
  /// The same for another holder of an actor whose outlook is known.
  void look_ahead(Outlook& outlook, const Few& few, HolderId holder, const Outlook& known) const;

  /// The block's own outlook of an actor, filled by the call, valid until the next one for that actor.
  Outlook& look_ahead(const Few& few, ActorId actor);
  /// As it was filled last.
  Outlook& last(ActorId actor) { return outlook_[actor]; }

  /// What everybody makes of the status quo, since a text has entered into force.
  void weigh_status_quo(const Few& few);
  /// The same as before any agreement, where it holds again.
  template <class R>
  void return_to_original(const R& runs, const SliceMask& where);
  /// Moves what holds before any agreement by a share of the way to what an actor's victory would impose; issues with
  /// levels stay.
  void move_original(const Few& few, ActorId victor, const Slice& share);

  /// Where an actor stands, before any text is looked at.
  struct Footing {
    Slice worth_now;     // u(sq)
    Slice without_text;  // V°(sq), the status quo before any agreement
    Slice war;           // W against somebody
    Slice strain_cost;   // pain·strain
  };
  [[nodiscard]] Footing footing(const Few& few, ActorId actor, ActorId against) const;

  /// What is at stake in a war against somebody that may come: V(win) − V(lose).
  [[nodiscard]] Slice stake(const Few& few, ActorId actor, ActorId against) const;
  /// p: the chance of winning a war of coalitions against somebody (nobody: an even chance), m_i/(m_i + m_j).
  [[nodiscard]] Slice winning_chance(const Few& few, ActorId actor, ActorId against) const;
  /// V of what a holder's victory and its defeat would impose.
  struct WarTerms {
    Slice victory, defeat;  // value
  };
  [[nodiscard]] WarTerms terms_of_war(const Preferences& preferences, const Few& few, HolderId holder,
                                      ActorId against) const;

  /// ŵ of an actor, as it stood last evening.
  template <class R>
  [[nodiscard]] Slice perceived_risk(const R& runs, ActorId actor) const {
    return runs(risk_[actor]);
  }

  /// How far an actor believes that a date which its adversary has set will be carried out: σ(r)·K of who set it, while
  /// it stands (Schelling 1966; Fearon 1994).
  template <class R>
  [[nodiscard]] Slice belief_in_date(const R& runs, ActorId actor) const;

  [[nodiscard]] const Model& model() const { return model_; }
  [[nodiscard]] const State& state() const { return state_; }

 private:
  /// Whose wars against whom may come: of every holder against its actor's adversary, and of the ends of dyads.
  struct Opposition {
    HolderId holder;
    ActorId against;
  };
  using OppositionId = Id<Opposition>;
  static Table<OppositionId, Opposition> oppositions_in(const Model& model);

  void weigh_issues(const Few& few, HolderId holder);
  /// What everybody makes of the status quo now holds before any agreement.
  void keep_as_original(const Few& few);
  void draw_line(Line& line, const Few& few, HolderId holder) const;
  /// What of a holder's preferences is the same in all runs.
  void shape(Preferences& preferences, HolderId holder) const;
  /// f(number) of all that a run begins with and that belongs to no issue, in the order in which rows keep it.
  template <class P, class F>
  static void each_other(P& preferences, F f);
  [[nodiscard]] std::size_t first_other() const { return 3 * Rows::rounded(model_.agenda.size()); }
  /// Keeps what a run begins with, for `gather`.
  void keep(const Preferences& preferences, const Few& few, HolderId holder);
  /// The status quo and what held before any agreement.
  void gather_texts(Preferences& preferences, const Few& few) const;
  void copy_texts(Preferences& preferences, const Preferences& known) const;
  /// All else that a holder cares about.
  void gather(Preferences& preferences, const Few& few, HolderId holder) const;
  void gather_circumstances(Circumstances& circumstances, const Few& few, ActorId actor) const;
  void gather_steps(Outlook& outlook, const Few& few) const;
  /// W and N of a holder in its actor's circumstances.
  void value_no_deal(Outlook& outlook, const Few& few, HolderId holder) const;
  [[nodiscard]] Slice strain_cost(const Few& few, ActorId actor) const;
  /// Of ŵ, what a text between the parties can end: 1 − (1 − ŵ)^{1 − f}, f the stirred share less `calm_stirred` of it.
  [[nodiscard]] Slice risk_between_the_parties(const Few& few, ActorId actor) const;
  /// The share of the perceived hazard that third parties have stirred up, 1 − e^{−max(0, s + κ_T(1 − T)·raises)}.
  [[nodiscard]] Slice stirred_share(const Few& few, ActorId actor) const;
  /// κ_T(T − T_0) + κ_M(M_adv − M_adv,0) + shift.
  template <class R>
  [[nodiscard]] Slice growth_of_risk(const R& runs, ActorId actor) const;
  /// The text that a war imposes: written positions, else the ideals of whoever wins.
  [[nodiscard]] Text imposed(const Few& few, const PerIssue<Param>& written, HolderId winner) const;
  /// W, of wars that may come.
  [[nodiscard]] Slice war_payoff_of(const Few& few, const Slice& winning, OppositionId opposition) const;
  /// The war of a holder against somebody; none: it cannot come.
  [[nodiscard]] OppositionId opposition_of(HolderId holder, ActorId against) const;

  const Model& model_;
  State& state_;
  // What a run's holders care about, by holder: ideals, saliences, scales, then the others (each_other).
  std::vector<Rows> cares_;
  Variables<ActorId> hazard_;                                      // −ln(1 − ŵ_0)
  Variables<ActorId> risk_, strength_;                             // ŵ and m of last evening
  Variables<HolderId> worth_now_, without_text_, original_worth_;  // u(sq), V°(sq); u(sq) before any agreement
  Table<OppositionId, Opposition> oppositions_;
  Variables<OppositionId> victory_, defeat_, original_victory_, original_defeat_;  // terms of these wars
  Table<ActorId, Outlook> outlook_;
  bool nobody_looks_;                // no actor has values and none may use force
  Preferences weighed_;              // scratch
  std::vector<Stream> line_stream_;  // by holder, then issue
};

}  // namespace backchannel
