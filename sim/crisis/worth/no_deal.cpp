#include "sim/crisis/worth/no_deal.hpp"

namespace backchannel {

namespace {

/// How far the needed issues stand beyond their smallest steps: the shortest from the status quo before any agreement,
/// the longest from the one in force.
struct Steps {
  Slice shortest = filled<slice_width>(1), longest = filled<slice_width>(-1);

  void take(const Outlook& outlook, IssueId k, const Slice& position) {
    shortest = shortest.min((position - outlook.preferences.original[k]).abs() - outlook.min_step[k]);
    if (outlook.preferences.text_in_force)
      longest = longest.max((position - outlook.preferences.status_quo[k]).abs() - outlook.reach[k]);
  }
  [[nodiscard]] SliceMask count(const Outlook& outlook, Scope scope) const {
    const SliceMask from_the_original = at_least(shortest, -1e-12);
    if (!outlook.preferences.text_in_force) return from_the_original;  // the current one is the original
    return from_the_original & (outlook.stepless[scope] | at_least(longest, -1e-12));
  }
};

/// What signing x brings, given q and whether x is of the scope.
[[gnu::always_inline]] inline Signing signing_if(const Outlook& outlook, const Text& x, Scope scope,
                                                 const Slice& confidence, const SliceMask& counts) {
  const Preferences& preferences = outlook.preferences;
  Signing s;
  s.confidence = confidence;
  s.counts = counts;
  s.exposed = outlook.risk * (1.0 - s.confidence * outlook.calm[scope] * s.counts.on());
  Slice relief = filled<slice_width>(0);
  if (const IssueId r = preferences.agenda().relief; r.given()) {
    const Slice missing = (1.0 - preferences.status_quo[r]).max(1e-12);
    relief = ((x[r] - preferences.status_quo[r]).max(0.0) / missing).min(1.0);
  }
  s.strain = outlook.strain_cost * (1.0 - s.confidence * relief);
  if (!outlook.promises.empty()) s.promised = promised(outlook.promises, x) * s.counts.on();
  return s;
}

/// E(x), given its gains.
[[gnu::always_inline]] inline Slice worth_if(const Outlook& outlook, const Signing& s, const Text& x, Scope scope,
                                             const Gains& gains) {
  const Preferences& preferences = outlook.preferences;
  Slice worth = (1.0 - s.exposed) * value(preferences, gains, s.confidence) + s.exposed * outlook.war - s.strain;
  if (scope == Scope::comprehensive && !preferences.soft.empty()) worth -= soft_penalty(preferences, x) * s.counts.on();
  return outlook.promises.empty() ? worth : Slice(worth + s.promised);
}

[[gnu::always_inline]] inline SliceMask counts(const Outlook& outlook, const Text& x, Scope scope) {
  Steps steps;
  for (const IssueId k : outlook.preferences.agenda().needs[scope]) steps.take(outlook, k, x[k]);
  return steps.count(outlook, scope);
}

}  // namespace

void weigh_no_deal(Outlook& outlook) {
  outlook.no_deal =
      (1.0 - outlook.risk) * outlook.preferences.worth_now + outlook.risk * outlook.war - outlook.strain_cost;
}

void return_to_original(Outlook& outlook) {
  move_status_quo(outlook.preferences, outlook.preferences.original);
  weigh_no_deal(outlook);
}

Slice confidence(const Outlook& outlook, const Text& x) {
  const IssueId verification = outlook.preferences.agenda().verification;
  if (!verification.given()) return outlook.trust;
  return outlook.trust + (1.0 - outlook.trust) * outlook.verification_power * x[verification];
}

SliceMask is_of_scope(const Outlook& outlook, const Text& x, Scope scope) { return counts(outlook, x, scope); }

Slice worth_of_refusing(const Outlook& outlook, const Text& x) {
  return outlook.promises.empty() ? outlook.no_deal : Slice(outlook.no_deal - threatened(outlook.promises, x));
}

Signing signing(const Outlook& outlook, const Text& x, Scope scope) {
  return signing(outlook, x, scope, confidence(outlook, x));
}

Signing signing(const Outlook& outlook, const Text& x, Scope scope, const Slice& confidence) {
  return signing_if(outlook, x, scope, confidence, is_of_scope(outlook, x, scope));
}

Slice worth_of_signing(const Outlook& outlook, const Signing& s, const Text& x, Scope scope) {
  return worth_if(outlook, s, x, scope, gains(outlook.preferences, x, outlook.preferences.agenda().movable[scope]));
}

Slice worth_of_signing(const Outlook& outlook, const Text& x, Scope scope) {
  const Preferences& preferences = outlook.preferences;
  const Signing s = signing_if(outlook, x, scope, confidence(outlook, x), counts(outlook, x, scope));
  return worth_if(outlook, s, x, scope, gains(preferences, x, preferences.agenda().movable[scope]));
}

OneIssue::OneIssue(const Outlook& outlook, const Text& x, Scope scope, IssueId issue)
    : outlook_(outlook), scope_(scope), issue_(issue), text_(x) {
  Sums others;
  for (const IssueId k : outlook.preferences.agenda().movable[scope])
    if (k != issue) others.add_issue(outlook.preferences, x, k);
  const Gains known = others.gains();
  others_ = {known.plus, known.plus - known.minus};
  Steps steps;
  for (const IssueId k : outlook.preferences.agenda().needs[scope])
    if (k != issue) steps.take(outlook, k, x[k]);
  shortest_ = steps.shortest;
  longest_ = steps.longest;
}

Slice OneIssue::worth(const Slice& position) {
  text_[issue_] = position;
  Steps steps{shortest_, longest_};
  if (outlook_.preferences.agenda().needed[scope_][issue_]) steps.take(outlook_, issue_, position);
  const Slice q = confidence(outlook_, text_);
  const Signing s = signing_if(outlook_, text_, scope_, q, steps.count(outlook_, scope_));
  Sums sums = others_;
  sums.add_issue(outlook_.preferences, text_, issue_);
  sums.add_linkages(outlook_.preferences, text_);
  return worth_if(outlook_, s, text_, scope_, sums.gains());
}

}  // namespace backchannel
