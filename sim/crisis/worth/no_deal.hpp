// What happens without a deal, and what signing one is worth (MODEL 7.2).
//
//   W = p·V(win) + (1 − p)·V(lose) − c,  p = m_i/(m_i + m_j),  m_a = Σ_j support_aj·capability_j·(1 + mobilised·M_j)
//   ŵ = 1 − (1 − ŵ_0)^{exp(κ_T(T − T_0) + κ_M(M_adv − M_adv,0) + shift)}
//   N = (1 − ŵ)·V(sq) + ŵ·W − pain·strain
//   E(x) = (1 − ω)·V^q(x) + ω·W − pain·strain·(1 − q·relief(x)),  ω = ŵ·(1 − q·calm(x)),  q = t + (1 −
//   t)·power·x_verification
//
// Sources: Fearon 1995; Powell 2006. calm(x) is the scope's calm if every issue that the scope needs moves by at least
// its min_step from the status quo, else 0. The empty text is worth exactly no deal where every min_step is positive.
#pragma once

#include "sim/crisis/worth/promises.hpp"

namespace backchannel {

/// What an actor and all its factions face alike, for a pack.
struct Circumstances {
  Slice winning;      // p
  Slice risk;         // ŵ
  Slice strain_cost;  // pain·strain
  Slice trust;        // t, 1 where trust is switched off
  Slice verification_power;
  std::array<Slice, scopes> calm;
  std::array<Slice, max_issues> min_step;  // of the issues
  std::array<Slice, max_issues> reach;     // with a text in force: min_step where positive, else +inf
  std::array<SliceMask, scopes> stepless;  // with a text in force: no needed issue has a positive min_step
  std::vector<GatheredPromise> promises;   // addressed to the party
  const Values* values = nullptr;
  const Pack* pack = nullptr;
};

/// An actor's (or faction's) view of deal and no deal, for a pack.
struct Outlook : Circumstances {
  Taste taste;
  Slice war;   // W
  Slice none;  // N
};

/// What a text means to an actor and all its factions alike.
struct Bearing {
  Slice confidence;  // q
  Slice exposed;     // ω
  Slice strain;      // pain·strain·(1 − q·relief)
  Slice promised;    // sweeteners less veto threats, if it counts
  SliceMask counts;  // is of the scope
};

/// Chance of winning a war of coalitions against somebody (−1: nobody, an even chance), m_i/(m_i + m_j).
Slice winning_chance(const Model& model, const State& state, const Values& values, int actor, int against,
                     const Pack& pack);

/// V of what a holder's victory and its defeat would impose.
struct WarTerms {
  Slice victory, defeat;
};
WarTerms terms_of_war(const Taste& taste, const Model& model, const State& state, const Values& values, int holder,
                      int against, const Pack& pack);

/// W of a holder in a war against somebody, given the chance of winning it.
Slice worth_of_war(const Taste& taste, const Slice& winning, const Model& model, const State& state,
                   const Values& values, int holder, int against, const Pack& pack);

/// ŵ of an actor.
Slice perceived_risk(const Model& model, const State& state, const Values& values, int actor, const Pack& pack);
Lanes perceived_risk(const Model& model, const State& state, const Values& values, int actor);

/// Fills the outlook of a holder (an actor or one of its factions).
void look_ahead(Outlook& outlook, const Model& model, const State& state, const Values& values, int holder,
                const Pack& pack);

/// The same for another holder of an actor whose circumstances are known.
void look_ahead(Outlook& outlook, const Circumstances& known, const Model& model, const State& state,
                const Values& values, int holder, const Pack& pack);

/// W of an actor, whose outlook is known, in a war against somebody.
Slice war_against(const Outlook& outlook, const Model& model, const State& state, const Values& values, int actor,
                  int against, const Pack& pack);

/// Fills the taste and the strain only: what a text is worth apart from what no deal brings.
void look_at(Outlook& outlook, const Model& model, const State& state, const Values& values, int holder,
             const Pack& pack);

/// Values everything against the status quo before any agreement: what a breach or a strike returns to.
void return_to_original(Outlook& outlook);

/// q(x): how far gains are believed.
Slice confidence(const Outlook& outlook, const Text& x);

/// 1 where every issue that the scope needs stands at least its min_step from the status quo before any agreement, and
/// one of them from the current one. (Without an agreement in force both are the same; with an interim one, a
/// comprehensive text need not move again what is settled.)
SliceMask is_of_scope(const Outlook& outlook, const Text& x, int scope);

Bearing bearing_of(const Outlook& outlook, const Text& x, int scope);
Bearing bearing_of(const Outlook& outlook, const Text& x, int scope, const Slice& confidence);

/// E(x) of texts that differ on one issue only.
class OneIssue {
 public:
  OneIssue(const Outlook& outlook, const Text& x, int scope, std::size_t issue);
  /// With the issue at a position.
  Slice worth(const Slice& position);

 private:
  const Outlook& outlook_;
  int scope_;
  std::size_t issue_;
  Text text_;
  Gains others_;              // of the other issues
  Slice shortest_, longest_;  // of the other needed issues, see is_of_scope
};

/// N while x is on the table: snapbacks that attach to it make no deal worse.
Slice worth_of_refusing(const Outlook& outlook, const Text& x);

/// E(x) of a text that stands at the status quo on what its scope does not move; soft lines and third parties' promises
/// included.
Slice worth_of_signing(const Outlook& outlook, const Text& x, int scope);
/// The same where the bearing of x is known (from any holder of the actor).
Slice worth_of_signing(const Outlook& outlook, const Bearing& bearing, const Text& x, int scope);

}  // namespace backchannel
