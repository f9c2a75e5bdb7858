// What happens without a deal, and what signing one is worth (MODEL 7.2).
//
//   N    = (1 − ŵ)·V(sq) + ŵ·W − pain·strain                                          the no-deal value
//   E(x) = (1 − ω)·V^q(x) + ω·W − pain·strain·(1 − q·relief(x)),  ω = ŵ·(1 − q·calm(x))   the worth of signing x
//   q    = t + (1 − t)·power·x_verification                                           how far gains are believed
//
// Sources: Fearon 1995; Powell 2006. W and ŵ: views.hpp. calm(x) is the scope's calm if every issue that the scope
// needs moves by at least its min_step from the status quo, else 0. The empty text is worth exactly no deal where every
// min_step is positive.
#pragma once

#include "sim/crisis/worth/promises.hpp"

namespace backchannel {

/// What an actor and all its factions face alike, for a pack.
struct Circumstances {
  Slice winning;                          // p
  Slice risk;                             // ŵ, without what third parties have stirred up
  Slice strain_cost;                      // pain·strain
  Slice trust;                            // t, 1 where trust is switched off
  Slice verification_power;               // share
  PerScope<Slice> calm;                   // share of the war risk that a text ends
  PerIssue<Slice> min_step;               // of the issues
  PerIssue<Slice> reach;                  // with a text in force: min_step where positive, else +inf
  PerScope<SliceMask> stepless;           // with a text in force: no needed issue has a positive min_step
  std::vector<GatheredPromise> promises;  // addressed to the party
};

/// An actor's (or faction's) view of deal and no deal, for a pack.
struct Outlook : Circumstances {
  Preferences preferences;
  Slice war;      // W, the war payoff
  Slice no_deal;  // N
};

/// What signing a text brings to an actor and all its factions alike.
struct Signing {
  Slice confidence;  // q
  Slice exposed;     // ω
  Slice strain;      // pain·strain·(1 − q·relief)
  Slice promised;    // sweeteners less veto threats, if it counts
  SliceMask counts;  // is of the scope
};

/// N from what the outlook holds.
void weigh_no_deal(Outlook& outlook);

/// Values everything against the status quo before any agreement: what a breach or a strike returns to.
void return_to_original(Outlook& outlook);

/// q(x): how far gains are believed.
Slice confidence(const Outlook& outlook, const Text& x);

/// On where every issue that the scope needs stands at least its min_step from the status quo before any agreement, and
/// one of them from the current one. (Without an agreement in force both are the same; with an interim one, a
/// comprehensive text need not move again what is settled.)
SliceMask is_of_scope(const Outlook& outlook, const Text& x, Scope scope);

Signing signing(const Outlook& outlook, const Text& x, Scope scope);
Signing signing(const Outlook& outlook, const Text& x, Scope scope, const Slice& confidence);

/// E(x) of texts that differ on one issue only.
class OneIssue {
 public:
  OneIssue(const Outlook& outlook, const Text& x, Scope scope, IssueId issue);
  /// With the issue at a position.
  Slice worth(const Slice& position);

 private:
  const Outlook& outlook_;
  Scope scope_;
  IssueId issue_;
  Text text_;
  Sums others_;               // of the other issues
  Slice shortest_, longest_;  // of the other needed issues, see is_of_scope
  // What the other issues bring alone; looked at anew only if the issue moves it.
  bool moves_relief_, moves_confidence_, moves_count_, moves_penalty_, moves_promises_;
  Slice relief_, confidence_, penalty_, promised_;
  SliceMask count_;
};

/// N while x is on the table: snapbacks that attach to it make no deal worse.
inline Slice worth_of_refusing(const Outlook& outlook, const Text& x) {
  return outlook.promises.empty() ? outlook.no_deal : Slice(outlook.no_deal - threatened(outlook.promises, x));
}

/// E(x) of a text that stands at the status quo on what its scope does not move; soft lines and third parties' promises
/// included.
Slice worth_of_signing(const Outlook& outlook, const Text& x, Scope scope);
/// The same where what signing x brings is known (from any holder of the actor).
Slice worth_of_signing(const Outlook& outlook, const Signing& signing, const Text& x, Scope scope);

}  // namespace backchannel
