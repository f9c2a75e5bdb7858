#include "sim/crisis/worth/no_deal.hpp"

#include <algorithm>

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

/// relief(x): the share of what sanctions are left that a text lifts.
[[gnu::always_inline]] inline Slice relief_of(const Preferences& preferences, const Text& x) {
  const IssueId r = preferences.agenda().relief;
  if (!r.given()) return filled<slice_width>(0);
  const Slice missing = (1.0 - preferences.status_quo[r]).max(1e-12);
  return ((x[r] - preferences.status_quo[r]).max(0.0) / missing).min(1.0);
}

/// What signing a text brings, promises left out, given q, its relief and whether it is of the scope.
[[gnu::always_inline]] inline Signing signing_without_promises(const Outlook& outlook, Scope scope,
                                                               const Slice& confidence, const Slice& relief,
                                                               const SliceMask& counts) {
  Signing s;
  s.confidence = confidence;
  s.counts = counts;
  s.exposed = outlook.risk * (1.0 - s.confidence * outlook.calm[scope] * s.counts.on());
  s.strain = outlook.strain_cost * (1.0 - s.confidence * relief);
  return s;
}

/// What signing x brings, given q and whether x is of the scope.
[[gnu::always_inline]] inline Signing signing_if(const Outlook& outlook, const Text& x, Scope scope,
                                                 const Slice& confidence, const SliceMask& counts) {
  Signing s = signing_without_promises(outlook, scope, confidence, relief_of(outlook.preferences, x), counts);
  if (!outlook.promises.empty()) s.promised = promised(outlook.promises, x) * s.counts.on();
  return s;
}

/// Whether soft lines make a text of a scope worse.
[[gnu::always_inline]] inline bool has_penalty(const Outlook& outlook, Scope scope) {
  return scope == Scope::comprehensive && !outlook.preferences.soft.empty();
}

/// E(x), given its gains and what soft lines take.
[[gnu::always_inline]] inline Slice worth_less(const Outlook& outlook, const Signing& s, Scope scope,
                                               const Gains& gains, const Slice& penalty) {
  Slice worth =
      (1.0 - s.exposed) * value(outlook.preferences, gains, s.confidence) + s.exposed * outlook.war - s.strain;
  if (has_penalty(outlook, scope)) worth -= penalty * s.counts.on();
  return outlook.promises.empty() ? worth : Slice(worth + s.promised);
}

/// E(x), given its gains.
[[gnu::always_inline]] inline Slice worth_if(const Outlook& outlook, const Signing& s, const Text& x, Scope scope,
                                             const Gains& gains) {
  Slice penalty;
  if (has_penalty(outlook, scope)) penalty = soft_penalty(outlook.preferences, x);
  return worth_less(outlook, s, scope, gains, penalty);
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
  const Preferences& preferences = outlook.preferences;
  const Agenda& agenda = preferences.agenda();
  Sums others;
  for (const IssueId k : agenda.movable[scope])
    if (k != issue) others.add_issue(preferences, x, k);
  const Gains known = others.gains();
  others_ = {known.plus, known.plus - known.minus};
  Steps steps;
  for (const IssueId k : agenda.needs[scope])
    if (k != issue) steps.take(outlook, k, x[k]);
  shortest_ = steps.shortest;
  longest_ = steps.longest;
  const auto moved_by = [issue](const auto& thing) { return thing.issue == issue; };
  moves_relief_ = issue == agenda.relief;
  moves_confidence_ = issue == agenda.verification;
  moves_count_ = agenda.needed[scope][issue];
  moves_penalty_ = has_penalty(outlook, scope) && std::ranges::any_of(preferences.soft, moved_by);
  moves_promises_ = std::ranges::any_of(outlook.promises, moved_by);
  relief_ = relief_of(preferences, x);
  confidence_ = backchannel::confidence(outlook, x);
  count_ = steps.count(outlook, scope);
  if (has_penalty(outlook, scope)) penalty_ = soft_penalty(preferences, x);
  if (!outlook.promises.empty()) promised_ = promised(outlook.promises, x);
}

Slice OneIssue::worth(const Slice& position) {
  const Preferences& preferences = outlook_.preferences;
  text_[issue_] = position;
  if (moves_relief_) relief_ = relief_of(preferences, text_);
  if (moves_confidence_) confidence_ = confidence(outlook_, text_);
  if (moves_count_) {
    Steps steps{shortest_, longest_};
    steps.take(outlook_, issue_, position);
    count_ = steps.count(outlook_, scope_);
  }
  Signing s = signing_without_promises(outlook_, scope_, confidence_, relief_, count_);
  if (!outlook_.promises.empty()) {
    if (moves_promises_) promised_ = promised(outlook_.promises, text_);
    s.promised = promised_ * s.counts.on();
  }
  Sums sums = others_;
  sums.add_issue(preferences, text_, issue_);
  sums.add_linkages(preferences, text_);
  if (moves_penalty_) penalty_ = soft_penalty(preferences, text_);
  return worth_less(outlook_, s, scope_, sums.gains(), penalty_);
}

}  // namespace backchannel
