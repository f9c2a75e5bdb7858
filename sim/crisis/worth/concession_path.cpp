#include "sim/crisis/worth/concession_path.hpp"

#include <cmath>

#include "sim/scenario/keys/issue.hpp"

namespace backchannel {

namespace {

constexpr int search_points = 9;  // of the one-dimensional searches for verification and relief

/// Direction (±1) in which a holder would move an issue from its status quo.
Slice wanted_direction(const Preferences& preferences, IssueId k) {
  return select(at_least(preferences.ideal[k], preferences.original[k]), filled<slice_width>(1),
                filled<slice_width>(-1));
}

/// Moves a needed issue out to its smallest counting step where the ideal lies closer to the status quo.
Slice stepped_out(const Outlook& outlook, IssueId k, const Slice& position, const Slice& direction) {
  const Slice& now = outlook.preferences.original[k];
  const Slice& step = outlook.min_step[k];
  const Slice edge = now + direction * step;
  const SliceMask inside = below(Slice((position - now).abs()), step);
  // A step that leaves the axis goes the other way.
  const SliceMask off_axis = below(edge, 0.0) | above(edge, 1.0);
  const Slice kept = clamp01(select(off_axis, now - direction * step, edge));
  return select(inside, kept, position);
}

/// Own ideals, stepped out where the scope needs it.
Text ideal_text(const Outlook& outlook, Scope scope) {
  const Preferences& preferences = outlook.preferences;
  const Agenda& agenda = preferences.agenda();
  Text text(agenda.size());
  for (const IssueId k : agenda.ids()) {
    text[k] = preferences.status_quo[k];
    if (!agenda.moves[scope][k]) continue;
    text[k] = preferences.ideal[k];
    if (agenda.needed[scope][k]) text[k] = stepped_out(outlook, k, text[k], wanted_direction(preferences, k));
    text[k] = on_level(*agenda.issue[k], text[k]);
  }
  return text;
}

void lay_out_issue(IssuePath& path, const Outlook& outlook, const Text& best) {
  const Preferences& preferences = outlook.preferences;
  path.now = preferences.original[path.issue];
  path.step = outlook.min_step[path.issue];
  path.edge =
      select(at_least(best[path.issue], path.now), (path.now + path.step).min(1.0), (path.now - path.step).max(0.0));
  for (const Line& line : preferences.absolute) {
    if (line.issue != path.issue) continue;
    const SliceMask real = on(line.real);
    if (line.side == LineSide::at_most)
      path.high = select(real, path.high.min(line.at), path.high);
    else
      path.low = select(real, path.low.max(line.at), path.low);
  }
}

}  // namespace

Slice on_level(const Issue& issue, const Slice& x) {
  if (!issue.discrete || issue.levels.size() < 2) return x;
  const auto last = static_cast<double>(issue.levels.size() - 1);
  return floor_of(Slice(x * last + 0.5)) / last;
}

Slice held(const IssuePath& path, const Slice& x) {
  Slice position = x;
  if (path.needed) position = select(below((x - path.now).abs(), path.step - 1e-12), path.edge, x);
  position = position.max(path.low).min(path.high);
  return path.levels == nullptr ? position : on_level(*path.levels, position);
}

void keep_within(Text& text, const Preferences& preferences, Scope scope, const SliceMask& known) {
  const Agenda& agenda = preferences.agenda();
  for (const Line& line : preferences.absolute) {
    const IssueId k = line.issue;
    if (!agenda.needed[scope][k] || !agenda.moves[scope][k]) continue;
    const Slice inside = line.side == LineSide::at_most ? Slice(text[k].min(line.at)) : Slice(text[k].max(line.at));
    text[k] = select(known & on(line.real), inside, text[k]);
  }
}

Text best_text(const Outlook& outlook, Scope scope) {
  const Agenda& agenda = outlook.preferences.agenda();
  Text text = ideal_text(outlook, scope);
  Slice best_worth = worth_of_signing(outlook, text, scope);
  for (const IssueId k : {agenda.verification, agenda.relief}) {
    if (!k.given() || !agenda.moves[scope][k]) continue;
    OneIssue search(outlook, text, scope, k);
    for (int g = 0; g < search_points; ++g) {
      const Slice position =
          on_level(*agenda.issue[k], filled<slice_width>(static_cast<double>(g) / (search_points - 1)));
      const Slice worth = search.worth(position);
      const SliceMask better = above(worth, best_worth + 1e-12);
      text[k] = select(better, position, text[k]);
      best_worth = select(better, worth, best_worth);
    }
  }
  return text;
}

ConcessionPath concession_path(const Outlook& outlook, Scope scope, const Concession& concession) {
  ConcessionPath path;
  lay_out(path, outlook, scope, concession);
  return path;
}

void lay_out(ConcessionPath& path, const Outlook& outlook, Scope scope, const Concession& concession) {
  const auto& [best, goal, logroll] = concession;
  const Preferences& preferences = outlook.preferences;
  const Agenda& agenda = preferences.agenda();
  const auto& movable = agenda.movable[scope];
  path.straight = !logroll || !agenda.logrolls || agenda.size() == 1;
  path.moving = movable.size();
  path.start = best;
  for (std::size_t n = 0; n < path.moving; ++n) {
    IssuePath& own = path.issue[n];
    const IssueId k = own.issue = movable[n];
    const Issue& issue = *agenda.issue[k];
    own.levels = issue.discrete && issue.levels.size() > 1 ? &issue : nullptr;
    own.start = best[k];
    if (!path.straight)
      own.exponent = exponential(Slice(*logroll * (static_cast<double>(path.moving) * preferences.salience[k] - 1.0)));
    own.low = filled<slice_width>(0);
    own.high = filled<slice_width>(1);
    own.needed = agenda.needed[scope][k];
    if (own.needed) lay_out_issue(own, outlook, best);
  }
  head_for(path, goal);
}

void head_for(ConcessionPath& path, const Text& goal) {
  for (std::size_t n = 0; n < path.moving; ++n) path.issue[n].span = goal[path.issue[n].issue] - path.issue[n].start;
}

Text text_at(const ConcessionPath& path, const Slice& c) {
  Text text = path.start;
  move_along(path, c, text);
  return text;
}

void move_along(const ConcessionPath& path, const Slice& c, Text& text) {
  if (path.straight) {
    for (const IssuePath& own : path.issues()) text[own.issue] = held(own, own.start + own.span * c);
    return;
  }
  std::array<Slice, max_issues> share;  // c^η = e^{η·ln c} for all issues in one pass
  const Slice log_c = logarithm_of_normal(c.max(1e-300));
  for (std::size_t n = 0; n < path.moving; ++n) share[n] = path.issue[n].exponent * log_c;
  exponentials({share.data(), path.moving});
  for (std::size_t n = 0; n < path.moving; ++n) {
    const IssuePath& own = path.issue[n];
    text[own.issue] = held(own, own.start + own.span * share[n]);
  }
}

void Breaks::add(const ConcessionPath& path, IssueId issue, const Slice& position, const SliceMask& real) {
  for (const IssuePath& own : path.issues()) {
    if (own.issue != issue || taken_ == most) continue;
    ++taken_;
    const Slice share = (position - own.start) / own.span;
    const SliceMask on_path = real & above(share, 0.0) & below(share, 1.0);
    if (!any(on_path)) return;
    const Slice c = path.straight ? share : exponential(Slice(logarithm(share) / own.exponent));
    place_[size_++] = select(on_path, c, -1.0);
  }
}

void Breaks::add(const ConcessionPath& path, const Line& line) {
  add(path, line.issue, Slice(line.at + (line.side == LineSide::at_most ? line_tolerance : -line_tolerance)),
      on(line.real));
}

Breaks promises_along(const ConcessionPath& path, const Outlook& outlook) {
  Breaks breaks;
  for (const GatheredPromise& promise : outlook.promises)
    if (promise.issue.given()) breaks.add(path, promise.issue, promise.at);
  return breaks;
}

}  // namespace backchannel
