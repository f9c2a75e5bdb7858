#include "sim/crisis/worth/offers.hpp"

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

Slice on_level(const Issue& issue, const Slice& x) {
  if (!issue.discrete || issue.levels.size() < 2) return x;
  const auto last = static_cast<double>(issue.levels.size() - 1);
  return floor_of(Slice(x * last + 0.5)) / last;
}

Slice held(const Leg& leg, const Slice& x) {
  Slice position = x;
  if (leg.needed)
    position = lanewise::map(
        [](double at, double now, double step, double edge) { return std::abs(at - now) < step - 1e-12 ? edge : at; },
        x, leg.now, leg.step, leg.edge);
  position = position.max(leg.low).min(leg.high);
  return leg.levels == nullptr ? position : on_level(*leg.levels, position);
}

void keep_within(Text& text, const Taste& taste, int scope, const SliceMask& known) {
  const Agenda& agenda = taste.model->agenda;
  const auto s = static_cast<std::size_t>(scope);
  for (const Line& line : taste.absolute) {
    const auto i = static_cast<std::size_t>(line.issue);
    if (!agenda.needed[s][i] || !agenda.moves[s][i]) continue;
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
    text[i] = taste.status_quo[i];
    if (!agenda.moves[s][i]) continue;
    text[i] = taste.ideal[i];
    if (agenda.needed[s][i]) text[i] = stepped_out(outlook, k, text[i], wanted_direction(taste, i));
    text[i] = on_level(*agenda.issue[i], text[i]);
  }
  Slice best_worth = worth_of_signing(outlook, text, scope);
  for (const int k : {agenda.verification, agenda.relief}) {
    if (k < 0 || !agenda.moves[s][static_cast<std::size_t>(k)]) continue;
    const auto i = static_cast<std::size_t>(k);
    OneIssue search(outlook, text, scope, i);
    for (int g = 0; g < search_points; ++g) {
      const Slice position =
          on_level(*agenda.issue[i], filled<slice_width>(static_cast<double>(g) / (search_points - 1)));
      const Slice worth = search.worth(position);
      text[i] = lanewise::map([](double w, double best, double yes, double no) { return w > best + 1e-12 ? yes : no; },
                              worth, best_worth, position, text[i]);
      best_worth = lanewise::map([](double w, double best) { return w > best + 1e-12 ? w : best; }, worth, best_worth);
    }
  }
  return text;
}

Path concession_path(const Outlook& outlook, int scope, const Text& best, const Text& goal, const Slice& logroll) {
  Path path;
  lay_out(path, outlook, scope, best, goal, logroll);
  return path;
}

void lay_out(Path& path, const Outlook& outlook, int scope, const Text& best, const Text& goal, const Slice& logroll) {
  const Taste& taste = outlook.taste;
  const Agenda& agenda = taste.model->agenda;
  const auto s = static_cast<std::size_t>(scope);
  const auto& movable = agenda.movable[s];
  path.model = taste.model;
  path.straight = !taste.model->scenario.mechanisms.logrolling || agenda.size == 1;
  path.legs = movable.size();
  for (std::size_t i = 0; i < agenda.issue.size(); ++i) path.start[i] = best[i];
  for (std::size_t n = 0; n < path.legs; ++n) {
    Leg& leg = path.leg[n];
    const std::size_t i = leg.issue = static_cast<std::size_t>(movable[n]);
    const Issue& issue = *agenda.issue[i];
    leg.levels = issue.discrete && issue.levels.size() > 1 ? &issue : nullptr;
    leg.start = best[i];
    if (!path.straight)
      leg.exponent = exponential(Slice(logroll * (static_cast<double>(path.legs) * taste.salience[i] - 1.0)));
    leg.low = filled<slice_width>(0);
    leg.high = filled<slice_width>(1);
    leg.needed = agenda.needed[s][i];
    if (!leg.needed) continue;
    leg.now = taste.original[i];
    leg.step = outlook.min_step[i];
    leg.edge = select(at_least(best[i], leg.now), (leg.now + leg.step).min(1.0), (leg.now - leg.step).max(0.0));
    for (const Line& line : taste.absolute) {
      if (line.issue != movable[n]) continue;
      const SliceMask real = above(line.real, 0.5);
      if (line.side == LineSide::at_most)
        leg.high = select(real, leg.high.min(line.at), leg.high);
      else
        leg.low = select(real, leg.low.max(line.at), leg.low);
    }
  }
  head_for(path, goal);
}

void head_for(Path& path, const Text& goal) {
  for (std::size_t n = 0; n < path.legs; ++n) path.leg[n].span = goal[path.leg[n].issue] - path.leg[n].start;
}

Text text_at(const Path& path, const Slice& c) {
  Text text;
  for (std::size_t i = 0; i < path.model->agenda.issue.size(); ++i) text[i] = path.start[i];
  move_along(path, c, text);
  return text;
}

void move_along(const Path& path, const Slice& c, Text& text) {
  if (path.straight) {
    for (std::size_t n = 0; n < path.legs; ++n) {
      const Leg& leg = path.leg[n];
      text[leg.issue] = held(leg, leg.start + leg.span * c);
    }
    return;
  }
  std::array<Slice, max_issues> share;  // c^η = e^{η·ln c} for all issues in one pass
  const Slice log_c = logarithm(Slice(c.max(1e-300)));
  for (std::size_t n = 0; n < path.legs; ++n) share[n] = path.leg[n].exponent * log_c;
  exponentials({share[0].data(), path.legs * slice_width});
  for (std::size_t n = 0; n < path.legs; ++n) {
    const Leg& leg = path.leg[n];
    text[leg.issue] = held(leg, leg.start + leg.span * share[n]);
  }
}

void Breaks::add(const Path& path, int issue, const Slice& position, const SliceMask& real) {
  for (std::size_t n = 0; n < path.legs; ++n) {
    const Leg& leg = path.leg[n];
    if (leg.issue != static_cast<std::size_t>(issue) || taken_ == most) continue;
    ++taken_;
    const Slice share = (position - leg.start) / leg.span;
    const SliceMask on_path = real & above(share, 0.0) & below(share, 1.0);
    if (!any(on_path)) return;
    const Slice c = path.straight ? share : exponential(Slice(logarithm(share) / leg.exponent));
    place_[size_++] = select(on_path, c, -1.0);
  }
}

void Breaks::add(const Path& path, const Line& line) {
  add(path, line.issue, Slice(line.at + (line.side == LineSide::at_most ? line_tolerance : -line_tolerance)),
      above(line.real, 0.5));
}

Breaks promises_along(const Path& path, const Outlook& outlook) {
  Breaks breaks;
  for (const GatheredPromise& promise : outlook.promises)
    if (promise.issue >= 0) breaks.add(path, promise.issue, promise.at);
  return breaks;
}

Stretch::Stretch(const Slice& at_start, const Slice& guess) : open_(at_least(at_start, 0.0)) {
  constexpr double as_good = 1e-9;      // who asks for all but this of its best text asks for that
  constexpr double first_guess = 0.05;  // where there is none
  const Slice none = filled<slice_width>(0), one = filled<slice_width>(1);
  const Slice first = select(above(guess, 0.0), guess.min(1.0), first_guess);
  now_ = {none, at_start, one, -one, none, at_start, first, none, at_most(at_start, as_good).on};
}

void Stretch::take(const Slice& f, std::span<const Slice> breaks) {
  // f at the crossing; the search aims at half of it, the side that holds. Below the 1e-12 of sharp indifference, so
  // that an offer that leaves the other side just what it asks for is taken.
  constexpr double close = 5e-13, aim = 0.5 * close;
  constexpr double narrow = 1e-8, tiny = 1e-12, steep = 1e3;  // a jump: f hardly moves in so narrow a bracket
  constexpr double overshoot = 1.1;                           // of the crossing that the slope promises
  ++taken_;
  const double longest = longest_;
  const Bracket was = now_;
  const Slice value = f;
  Bracket is;
  Slice jumps;
  for (int n = 0; n < slice_width; ++n) {  // on copies and free of branches, so that it is vectorised
    const double here = value[n], c = was.c[n];
    const bool live = was.done[n] == 0.0;
    const bool holds = live & (here >= 0.0), fails = live & (here < 0.0);
    const double low = holds ? c : was.low[n], at_low = holds ? here : was.at_low[n];
    const double high = fails ? c : was.high[n], at_high = fails ? here : was.at_high[n];
    const bool replaced = holds | (fails & (was.bounded[n] != 0.0));  // an end at which f was known
    const double third = replaced ? (holds ? was.low[n] : was.high[n]) : was.third[n];
    const double at_third = replaced ? (holds ? was.at_low[n] : was.at_high[n]) : was.at_third[n];
    const double bounded = fails ? 1.0 : was.bounded[n];
    const double width = high - low;
    // Where f hardly moved, it jumps: bisected in c, or in ln c while the bracket spans orders of magnitude.
    const double before = holds ? was.at_low[n] : was.at_high[n];
    const bool sluggish = here * here > 0.25 * before * before, stuck = here * here > 0.5 * before * before;
    const double narrowest = narrow * high > tiny ? narrow * high : tiny;
    const double fall = bounded != 0.0 ? (at_low - at_high) * (width > tiny ? high : 1.0) : 0.0;
    const bool jump = (width <= narrowest) & stuck & (fall > steep * width);
    const bool found = (holds & (here <= close)) | (holds & (c >= 1.0)) | jump | (width <= 1e-15);
    const double lowest = low > tiny ? low : tiny;
    const double geometric = std::sqrt(lowest * high), middle = high > 16.0 * lowest ? geometric : low + 0.5 * width;
    // x(f) through both ends and the third look, at f = aim.
    const double over = at_low - aim, under = at_high - aim;
    const double secant_slope = width / (under - over), other_slope = (third - low) / (at_third - at_low);
    const double bend = (other_slope - secant_slope) / (at_third - at_high);
    const double secant = low - over * secant_slope, curved = secant + over * under * bend;
    const double root = (curved > low) & (curved < high) ? curved : secant;
    const double gap = 1e-9 * width > 4e-16 * high ? 1e-9 * width : 4e-16 * high;  // looks at no end twice
    const double least = low + gap, most = high - gap;
    const double raised = root > least ? root : least, inside = raised < most ? raised : most;
    const double within = sluggish ? middle : inside;
    // As long as f has not been below 0, step outwards.
    const double promised = overshoot * at_low * -other_slope + tiny;
    const double step = (at_third > at_low) & (promised < longest) ? promised : longest;
    const double outwards = low + step < 1.0 ? low + step : 1.0;
    is.c[n] = bounded == 0.0 ? outwards : within;
    is.low[n] = low, is.at_low[n] = at_low, is.high[n] = high, is.at_high[n] = at_high;
    is.third[n] = third, is.at_third[n] = at_third;
    is.bounded[n] = bounded;
    is.done[n] = found ? 1.0 : was.done[n];
    jumps[n] = sluggish ? bounded : 0.0;
  }
  for (const Slice& place : breaks)
    for (int n = 0; n < slice_width; ++n) {
      const double low = is.low[n], high = is.high[n];
      const double aside = 0.3 * (narrow * place[n] > tiny ? narrow * place[n] : tiny);
      const double before = place[n] - aside, after = place[n] + aside;
      const bool at_before = (before > low) & (before < high), at_after = (after > low) & (after < high);
      const double look = at_before ? before : after;
      is.c[n] = (jumps[n] != 0.0) & (at_before | at_after) ? look : is.c[n];
    }
  now_ = is;
  longest_ *= 4.0;
}

}  // namespace backchannel
