#include "sim/crisis/worth/preferences.hpp"

#include "sim/scenario/keys/issue.hpp"

namespace backchannel {

namespace {

Slice curved(const Preferences& preferences, const Slice& distance) {
  switch (preferences.holder->curve) {
    case Curve::linear:
      return distance;
    case Curve::three_halves:
      return distance * root(distance);
    case Curve::square:
      return distance * distance;
    case Curve::general:
      break;
  }
  return power(distance, preferences.curvature);
}

/// Worth of a tabulated issue at x: linear between levels, or the nearest level's.
Slice tabulated_worth(const Preferences& preferences, IssueId k, const Slice& x) {
  const Agenda& agenda = preferences.agenda();
  const Issue& issue = *agenda.issue[k];
  const std::size_t levels = issue.levels.size();
  const auto last = static_cast<double>(levels - 1);
  Slice position = last > 0 ? Slice(x * last) : filled<slice_width>(0);
  if (issue.discrete) position = floor_of(position + 0.5);
  Slice worth = filled<slice_width>(0);
  for (std::size_t l = 0; l < levels; ++l)
    worth +=
        preferences.level_worth[agenda.first_level[k] + l] * (1.0 - (position - static_cast<double>(l)).abs()).max(0.0);
  return worth;
}

}  // namespace

Slice weighted_loss(const Preferences& preferences, IssueId k, const Slice& x) {
  if (preferences.agenda().tabulated[k]) return preferences.salience[k] * (1.0 - tabulated_worth(preferences, k, x));
  const Slice distance = (x - preferences.ideal[k]).abs();
  if (preferences.holder->curve == Curve::linear) return preferences.weight[k] * distance;
  return preferences.salience[k] * curved(preferences, Slice(distance * preferences.scale[k]));
}

Slice prospect(const Slice& z, const Slice& s, const Slice& a) {
  const SliceMask empty = at_most(s, 0.0);
  const Slice divisor = select(empty, filled<slice_width>(1), s);
  return select(empty, z, Slice(s * power(Slice(z / divisor), a)));
}

void weigh_status_quo(Preferences& preferences) {
  preferences.best_gain = filled<slice_width>(0);
  for (const IssueId k : preferences.agenda().ids()) {
    preferences.weight[k] = preferences.salience[k] * preferences.scale[k];
    preferences.lost_now[k] = preferences.plain
                                  ? preferences.weight[k] * (preferences.status_quo[k] - preferences.ideal[k]).abs()
                                  : weighted_loss(preferences, k, preferences.status_quo[k]);
    preferences.best_gain += preferences.lost_now[k];
  }
  preferences.worth_now = 1.0 - preferences.best_gain;
  const auto& linkages = preferences.actor().linkages;
  for (std::size_t n = 0; n < preferences.linkage.size(); ++n)
    preferences.worth_now +=
        preferences.linkage[n] * preferences.status_quo[linkages[n].first] * preferences.status_quo[linkages[n].second];
}

void move_ideals(Preferences& preferences, const Text& ideal) {
  for (const IssueId k : preferences.agenda().ids()) {
    preferences.ideal[k] = ideal[k];
    preferences.scale[k] = 1.0 / ideal[k].max(1.0 - ideal[k]);
  }
  weigh_status_quo(preferences);
}

void move_status_quo(Preferences& preferences, const Text& status_quo) {
  for (const IssueId k : preferences.agenda().ids()) preferences.status_quo[k] = status_quo[k];
  weigh_status_quo(preferences);
}

Slice shaped_loss(const Preferences& preferences, IssueId k, const Slice& x) {
  if (preferences.agenda().tabulated[k]) return 1.0 - tabulated_worth(preferences, k, x);
  return curved(preferences, Slice((x - preferences.ideal[k]).abs() * preferences.scale[k]));
}

Gains gains(const Preferences& preferences, const Text& x) { return gains(preferences, x, preferences.agenda().all); }

Slice value(const Preferences& preferences, const Text& x, const Slice& q) {
  return value(preferences, gains(preferences, x), q);
}

Slice bent_value(const Preferences& preferences, const Gains& g, const Slice& q) {
  return preferences.worth_now + q * prospect(g.plus, preferences.best_gain, preferences.gain_exponent) -
         preferences.loss_aversion * prospect(g.minus, filled<slice_width>(1), preferences.gain_exponent);
}

Slice beyond(const Line& line, const Slice& x) {
  const Slice distance = line.side == LineSide::at_most ? Slice(x - line.at) : Slice(line.at - x);
  return line.real * distance.max(0.0);
}

Slice soft_penalty(const Preferences& preferences, const Text& x) {
  Slice lost = filled<slice_width>(0);
  for (const Line& line : preferences.soft) lost += line.penalty * beyond(line, x[line.issue]);
  return lost;
}

SliceMask crosses_absolute_line(const Preferences& preferences, const Text& x, Scope scope) {
  SliceMask crossed = SliceMask::none();
  const Agenda& agenda = preferences.agenda();
  for (const Line& line : preferences.absolute)
    if (agenda.needed[scope][line.issue] && agenda.moves[scope][line.issue])
      crossed = crossed | above(beyond(line, x[line.issue]), line_tolerance);
  return crossed;
}

}  // namespace backchannel
