#include "sim/crisis/offers.hpp"

#include <cmath>

namespace backchannel {

namespace {

constexpr int search_points = 9;  // of the one-dimensional searches for verification and relief

/// Direction (±1) in which a holder would move an issue from its status quo.
Slice wanted_direction(const Taste& taste, std::size_t i) {
  return select(at_least(taste.ideal[i], taste.original[i]), filled<slice_width>(1), filled<slice_width>(-1));
}

/// Moves a needed issue out to its smallest counting step where the ideal lies closer to the status quo.
Slice stepped_out(const Outlook& outlook, int k, const Slice& position, const Slice& direction) {
  const auto i = static_cast<std::size_t>(k);
  const Slice& now = outlook.taste.original[i];
  const Slice& step = outlook.min_step[i];
  const Slice edge = now + direction * step;
  const SliceMask inside = below(Slice((position - now).abs()), step);
  // A step that leaves the axis goes the other way.
  const SliceMask off_axis = below(edge, 0.0) | above(edge, 1.0);
  const Slice kept = clamp01(select(off_axis, now - direction * step, edge));
  return select(inside, kept, position);
}

}  // namespace

void bound(Path& path, const Outlook& outlook, const Text& best) {
  const Taste& taste = outlook.taste;
  const Agenda& agenda = taste.model->agenda;
  const auto& needed = agenda.needed[static_cast<std::size_t>(path.scope)];
  for (std::size_t i = 0; i < agenda.issue.size(); ++i) {
    path.low[i] = filled<slice_width>(0);
    path.high[i] = filled<slice_width>(1);
    if (!needed[i]) continue;
    path.now[i] = taste.original[i];
    path.step[i] = outlook.min_step[i];
    path.edge[i] = select(at_least(best[i], path.now[i]), (path.now[i] + path.step[i]).min(1.0),
                          (path.now[i] - path.step[i]).max(0.0));
  }
  for (const Line& line : taste.absolute) {
    const auto i = static_cast<std::size_t>(line.issue);
    if (!needed[i]) continue;
    const SliceMask real = above(line.real, 0.5);
    if (line.side == LineSide::at_most)
      path.high[i] = select(real, path.high[i].min(line.at), path.high[i]);
    else
      path.low[i] = select(real, path.low[i].max(line.at), path.low[i]);
  }
}

Slice on_level(const Issue& issue, const Slice& x) {
  if (!issue.discrete || issue.levels.size() < 2) return x;
  const auto last = static_cast<double>(issue.levels.size() - 1);
  return floor_of(Slice(x * last + 0.5)) / last;
}

Slice held(const Path& path, std::size_t issue, const Slice& x) {
  const Agenda& agenda = path.model->agenda;
  Slice position = x;
  if (agenda.needed[static_cast<std::size_t>(path.scope)][issue]) {
    const SliceMask inside = below(Slice((x - path.now[issue]).abs()), Slice(path.step[issue] - 1e-12));
    position = select(inside, path.edge[issue], position);
  }
  return on_level(*agenda.issue[issue], Slice(position.max(path.low[issue]).min(path.high[issue])));
}

void keep_within(Text& text, const Taste& taste, int scope, const SliceMask& known) {
  const auto& needed = taste.model->agenda.needed[static_cast<std::size_t>(scope)];
  for (const Line& line : taste.absolute) {
    const auto i = static_cast<std::size_t>(line.issue);
    if (!needed[i]) continue;
    const Slice inside = line.side == LineSide::at_most ? Slice(text[i].min(line.at)) : Slice(text[i].max(line.at));
    text[i] = select(known & above(line.real, 0.5), inside, text[i]);
  }
}

Text best_text(const Outlook& outlook, int scope) {
  const Taste& taste = outlook.taste;
  const Agenda& agenda = taste.model->agenda;
  const auto s = static_cast<std::size_t>(scope);
  Text text;
  for (int k = 0; k < agenda.size; ++k) {
    const auto i = static_cast<std::size_t>(k);
    text[i] = agenda.moves[s][i] ? taste.ideal[i] : taste.status_quo[i];
    if (agenda.needed[s][i]) text[i] = stepped_out(outlook, k, text[i], wanted_direction(taste, i));
    text[i] = on_level(*agenda.issue[i], text[i]);
  }
  Slice best_worth = worth_of_signing(outlook, text, scope);
  for (const int k : {agenda.verification, agenda.relief}) {
    if (k < 0 || !agenda.moves[s][static_cast<std::size_t>(k)]) continue;
    const auto i = static_cast<std::size_t>(k);
    Slice best = text[i];
    for (int g = 0; g < search_points; ++g) {
      text[i] = on_level(*agenda.issue[i], filled<slice_width>(static_cast<double>(g) / (search_points - 1)));
      const Slice worth = worth_of_signing(outlook, text, scope);
      const SliceMask better = above(worth, Slice(best_worth + 1e-12));
      best = select(better, text[i], best);
      best_worth = select(better, worth, best_worth);
    }
    text[i] = best;
  }
  return text;
}

Path concession_path(const Outlook& outlook, int scope, const Text& best, const Text& goal, const Slice& logroll) {
  const Taste& taste = outlook.taste;
  const Agenda& agenda = taste.model->agenda;
  Path path;
  path.model = taste.model;
  path.scope = scope;
  path.start = best;
  const auto& movable = agenda.movable[static_cast<std::size_t>(scope)];
  for (int k = 0; k < agenda.size; ++k) {
    const auto i = static_cast<std::size_t>(k);
    path.goal[i] = agenda.moves[static_cast<std::size_t>(scope)][i] ? goal[i] : best[i];
  }
  path.straight = !taste.model->scenario.mechanisms.logrolling || agenda.size == 1;
  if (!path.straight)
    for (const int k : movable) {
      const auto i = static_cast<std::size_t>(k);
      path.exponent[i] = exponential(Slice(logroll * (static_cast<double>(movable.size()) * taste.salience[i] - 1.0)));
    }
  bound(path, outlook, best);
  return path;
}

Text text_at(const Path& path, const Slice& c) {
  const Agenda& agenda = path.model->agenda;
  const auto& movable = agenda.movable[static_cast<std::size_t>(path.scope)];
  Text text;
  for (std::size_t i = 0; i < agenda.issue.size(); ++i) text[i] = path.start[i];
  std::array<Slice, max_issues> share;  // c^η = e^{η·ln c} for all issues in one pass
  if (!path.straight) {
    const Slice log_c = logarithm(Slice(c.max(1e-300)));
    for (std::size_t n = 0; n < movable.size(); ++n)
      share[n] = path.exponent[static_cast<std::size_t>(movable[n])] * log_c;
    exponentials({share[0].data(), movable.size() * slice_width});
  }
  for (std::size_t n = 0; n < movable.size(); ++n) {
    const auto i = static_cast<std::size_t>(movable[n]);
    const Slice& moved = path.straight ? c : share[n];
    text[i] = held(path, i, Slice(path.start[i] + (path.goal[i] - path.start[i]) * moved));
  }
  return text;
}

Stretch::Stretch(const Slice& at_start, const Slice& guess) : open_(at_least(at_start, 0.0)) {
  constexpr double as_good = 1e-9;  // who asks for all but this of its best text asks for that
  const Slice none = filled<slice_width>(0), one = filled<slice_width>(1);
  now_ = {none, at_start, one, -one, one, one, none, guess.max(0.0).min(1.0), none, at_most(at_start, as_good).on};
}

void Stretch::take(const Slice& f) {
  // f at the crossing; the secant aims at half of it, the side that holds. Below the 1e-12 of sharp indifference, so
  // that an offer that leaves the other side just what it asks for is taken.
  constexpr double close = 5e-13, least = 1e-9, most = 1.0 - 1e-9;
  constexpr double narrow = 1e-8, tiny = 1e-12, steep = 1e3;    // a jump: f hardly moves in so narrow a bracket
  const double still_scanning = ++taken_ < scans ? 0.0 : -1.0;  // the largest low end that is stepped away from
  const double step = step_;
  const Bracket was = now_;
  const Slice value = f;
  Bracket is;
  for (int n = 0; n < slice_width; ++n) {  // on copies and free of branches, so that it is vectorised
    const double here = value[n], c = was.c[n];
    const bool live = was.done[n] == 0.0;
    const bool holds = live & (here >= 0.0), breaks = live & (here < 0.0);
    const double low = holds ? c : was.low[n], at_low = holds ? here : was.at_low[n];
    const double high = breaks ? c : was.high[n], at_high = breaks ? here : was.at_high[n];
    // Illinois: an end that stays for the second time weighs half in the next secant.
    const double half_low = holds ? 1.0 : (breaks & (was.moved[n] < 0.0) ? 0.5 : 1.0) * was.half_low[n];
    const double half_high = breaks ? 1.0 : (holds & (was.moved[n] > 0.0) ? 0.5 : 1.0) * was.half_high[n];
    const double bounded = breaks ? 1.0 : was.bounded[n];
    const double width = high - low;
    // Where f hardly moved, it jumps: bisected in c, or in ln c while the bracket spans orders of magnitude.
    const double before = holds ? was.at_low[n] : was.at_high[n];
    const bool sluggish = here * here > 0.5 * before * before;
    const double narrowest = narrow * high > tiny ? narrow * high : tiny;
    const double fall = bounded != 0.0 ? (at_low - at_high) * (width > tiny ? high : 1.0) : 0.0;
    const bool jump = (width <= narrowest) & sluggish & (fall > steep * width);
    const bool found = (holds & (here <= close)) | (holds & (c >= 1.0)) | jump | (width <= 1e-15);
    const double above = half_low * at_low, drop = above - half_high * at_high;
    const double share = (above - 0.5 * close) / (drop > 1e-300 ? drop : 1e-300);
    const double raised = share > least ? share : least, inside = raised < most ? raised : most;
    const double lowest = low > tiny ? low : tiny;
    const double geometric = std::sqrt(lowest * high), middle = high > 16.0 * lowest ? geometric : low + 0.5 * width;
    const double within = sluggish ? middle : low + width * inside;
    // While only one end is known, step outwards; c = 0 is known to hold, so a step that reaches it stays within.
    const double down = high - step, up = low + step;
    const double outwards = bounded != 0.0 ? (down > 0.0 ? down : 0.0) : (up < 1.0 ? up : 1.0);
    const bool one_end = (bounded == 0.0) | (low <= still_scanning);
    is.c[n] = one_end & (outwards > 0.0) ? outwards : within;
    is.low[n] = low, is.at_low[n] = at_low, is.high[n] = high, is.at_high[n] = at_high;
    is.half_low[n] = half_low, is.half_high[n] = half_high, is.bounded[n] = bounded;
    is.moved[n] = holds ? 1.0 : breaks ? -1.0 : was.moved[n];
    is.done[n] = found ? 1.0 : was.done[n];
  }
  now_ = is;
  step_ *= 4.0;
}

}  // namespace backchannel
