#include "sim/crisis/worth/preferences.hpp"

namespace backchannel {

namespace {

Slice curved(const Taste& taste, const Slice& distance) {
  switch (taste.holder->curve) {
    case Curve::linear:
      return distance;
    case Curve::three_halves:
      return distance * root(distance);
    case Curve::square:
      return distance * distance;
    case Curve::general:
      break;
  }
  return power(distance, taste.curvature);
}

/// Worth of a tabulated issue at x: linear between levels, or the nearest level's.
Slice tabulated_worth(const Taste& taste, std::size_t k, const Slice& x) {
  const Agenda& agenda = taste.model->agenda;
  const Issue& issue = *agenda.issue[k];
  const std::size_t levels = issue.levels.size();
  const auto last = static_cast<double>(levels - 1);
  Slice position = last > 0 ? Slice(x * last) : filled<slice_width>(0);
  if (issue.discrete) position = floor_of(position + 0.5);
  Slice worth = filled<slice_width>(0);
  for (std::size_t l = 0; l < levels; ++l)
    worth += taste.level_worth[agenda.first_level[k] + l] * (1.0 - (position - static_cast<double>(l)).abs()).max(0.0);
  return worth;
}

void gather_lines(std::vector<Line>& lines, const std::vector<int>& issues, const Holder& holder, const State& state,
                  const Values& values, std::size_t h, const Pack& pack) {
  lines.resize(issues.size());
  for (std::size_t n = 0; n < issues.size(); ++n) {
    const auto k = static_cast<std::size_t>(issues[n]);
    const RedLine& spec = *holder.line[k];
    Line& line = lines[n];
    line.issue = issues[n];
    line.side = spec.side;
    line.at = values.gathered(spec.at, pack);
    line.penalty = spec.kind == LineKind::soft ? values.gathered(spec.penalty, pack) : filled<slice_width>(0);
    line.real = gathered(state.line_real[h][k], pack);
  }
}

/// Salience times loss at position x; linear losses with one multiplication.
Slice weighted_loss(const Taste& taste, std::size_t i, const Slice& x) {
  if (taste.model->agenda.tabulated[i]) return taste.salience[i] * (1.0 - tabulated_worth(taste, i, x));
  const Slice distance = (x - taste.ideal[i]).abs();
  if (taste.holder->curve == Curve::linear) return taste.weight[i] * distance;
  return taste.salience[i] * curved(taste, Slice(distance * taste.scale[i]));
}

/// u(sq), G and the losses at the status quo, from ideals and saliences.
void weigh_status_quo(Taste& taste) {
  const Model& model = *taste.model;
  taste.best_gain = filled<slice_width>(0);
  for (int k = 0; k < model.agenda.size; ++k) {
    const auto i = static_cast<std::size_t>(k);
    taste.weight[i] = taste.salience[i] * taste.scale[i];
    taste.lost_now[i] = weighted_loss(taste, i, taste.status_quo[i]);
    taste.best_gain += taste.lost_now[i];
  }
  taste.worth_now = 1.0 - taste.best_gain;
  const auto& linkages = model.actors[static_cast<std::size_t>(taste.holder->actor)].linkages;
  for (std::size_t n = 0; n < taste.linkage.size(); ++n)
    taste.worth_now += taste.linkage[n] * taste.status_quo[static_cast<std::size_t>(linkages[n].first)] *
                       taste.status_quo[static_cast<std::size_t>(linkages[n].second)];
}

}  // namespace

Slice prospect(const Slice& z, const Slice& s, const Slice& a) {
  const SliceMask empty = at_most(s, 0.0);
  const Slice divisor = select(empty, filled<slice_width>(1), s);
  return select(empty, z, Slice(s * power(Slice(z / divisor), a)));
}

void gather(Taste& taste, const Model& model, const State& state, const Values& values, int holder, const Pack& pack) {
  const auto h = static_cast<std::size_t>(holder);
  taste.model = &model;
  taste.holder = &model.holders[h];
  const CompiledActor& actor = model.actors[static_cast<std::size_t>(taste.holder->actor)];
  Slice moved = filled<slice_width>(0);
  for (int k = 0; k < model.agenda.size; ++k) {
    const auto i = static_cast<std::size_t>(k);
    taste.ideal[i] = values.gathered(taste.holder->ideal[i], pack);
    taste.salience[i] = gathered(state.salience[h][i], pack);
    taste.scale[i] = gathered(state.scale[h][i], pack);
    taste.status_quo[i] = gathered(state.in_force[i], pack);
    taste.original[i] = gathered(state.original[i], pack);
    moved += (taste.status_quo[i] - taste.original[i]).abs();
  }
  taste.text_in_force = any(above(moved, 0.0));
  taste.curvature = values.gathered(actor.spec->curvature, pack);
  taste.loss_aversion = values.gathered(actor.spec->loss_aversion, pack);
  taste.gain_exponent = values.gathered(actor.spec->gain_exponent, pack);
  taste.linkage.resize(actor.linkages.size());
  for (std::size_t n = 0; n < actor.linkages.size(); ++n)
    taste.linkage[n] = values.gathered(actor.linkages[n].weight, pack);
  const auto& levels = model.agenda.level_worth[static_cast<std::size_t>(taste.holder->actor)];
  taste.level_worth.resize(levels.size());
  for (std::size_t n = 0; n < levels.size(); ++n)
    taste.level_worth[n] = levels[n].given() ? values.gathered(levels[n], pack) : filled<slice_width>(0);
  gather_lines(taste.soft, taste.holder->soft, *taste.holder, state, values, h, pack);
  gather_lines(taste.absolute, taste.holder->absolute, *taste.holder, state, values, h, pack);
  weigh_status_quo(taste);
}

void move_ideals(Taste& taste, const Text& ideal) {
  for (int k = 0; k < taste.model->agenda.size; ++k) {
    const auto i = static_cast<std::size_t>(k);
    taste.ideal[i] = ideal[i];
    taste.scale[i] = 1.0 / ideal[i].max(1.0 - ideal[i]);
  }
  weigh_status_quo(taste);
}

void move_status_quo(Taste& taste, const Text& status_quo) {
  for (std::size_t i = 0; i < taste.model->agenda.issue.size(); ++i) taste.status_quo[i] = status_quo[i];
  weigh_status_quo(taste);
}

Slice loss(const Taste& taste, int issue, const Slice& x) {
  const auto i = static_cast<std::size_t>(issue);
  if (taste.model->agenda.tabulated[i]) return 1.0 - tabulated_worth(taste, i, x);
  return curved(taste, Slice((x - taste.ideal[i]).abs() * taste.scale[i]));
}

namespace {

/// Gains above 0 and the sum of all, which is theirs less the losses.
struct Sums {
  Slice plus = filled<slice_width>(0), all = filled<slice_width>(0);

  void add(const Slice& gain) {
    plus += gain.max(0.0);
    all += gain;
  }
  void add_issue(const Taste& taste, const Text& x, std::size_t i, bool plain) {
    if (plain)
      add(taste.lost_now[i] - taste.weight[i] * (x[i] - taste.ideal[i]).abs());
    else
      add(taste.lost_now[i] - weighted_loss(taste, i, x[i]));
  }
  void add_linkages(const Taste& taste, const Text& x) {
    const auto& linkages = taste.model->actors[static_cast<std::size_t>(taste.holder->actor)].linkages;
    for (std::size_t n = 0; n < taste.linkage.size(); ++n) {
      const auto a = static_cast<std::size_t>(linkages[n].first), b = static_cast<std::size_t>(linkages[n].second);
      add(taste.linkage[n] * (x[a] * x[b] - taste.status_quo[a] * taste.status_quo[b]));
    }
  }
  [[nodiscard]] Gains gains() const { return {plus, plus - all}; }
};

/// Losses are plain multiples of distances.
bool is_plain(const Taste& taste) { return taste.holder->curve == Curve::linear && !taste.model->agenda.any_tabulated; }

}  // namespace

Gains gains(const Taste& taste, const Text& x) { return gains(taste, x, taste.model->agenda.all); }

Gains gains(const Taste& taste, const Text& x, std::span<const int> issues) {
  Sums sums;
  const bool plain = is_plain(taste);
  for (const int k : issues) sums.add_issue(taste, x, static_cast<std::size_t>(k), plain);
  sums.add_linkages(taste, x);
  return sums.gains();
}

Gains gains(const Taste& taste, const Text& x, int scope, std::size_t but) {
  Sums sums;
  const bool plain = is_plain(taste);
  for (const int k : taste.model->agenda.movable[static_cast<std::size_t>(scope)])
    if (const auto i = static_cast<std::size_t>(k); i != but) sums.add_issue(taste, x, i, plain);
  return sums.gains();
}

Gains with_gain(const Taste& taste, const Text& x, std::size_t issue, const Gains& others) {
  Sums sums{others.plus, others.plus - others.minus};
  sums.add_issue(taste, x, issue, is_plain(taste));
  sums.add_linkages(taste, x);
  return sums.gains();
}

Slice value(const Taste& taste, const Text& x, const Slice& q) { return value(taste, gains(taste, x), q); }

Slice value(const Taste& taste, const Gains& g, const Slice& q) {
  if (taste.holder->linear_gains) return taste.worth_now + q * g.plus - taste.loss_aversion * g.minus;
  return taste.worth_now + q * prospect(g.plus, taste.best_gain, taste.gain_exponent) -
         taste.loss_aversion * prospect(g.minus, filled<slice_width>(1), taste.gain_exponent);
}

Slice beyond(const Line& line, const Slice& x) {
  const Slice distance = line.side == LineSide::at_most ? Slice(x - line.at) : Slice(line.at - x);
  return line.real * distance.max(0.0);
}

Slice soft_penalty(const Taste& taste, const Text& x) {
  Slice lost = filled<slice_width>(0);
  for (const Line& line : taste.soft) lost += line.penalty * beyond(line, x[static_cast<std::size_t>(line.issue)]);
  return lost;
}

SliceMask crosses_absolute_line(const Taste& taste, const Text& x, int scope) {
  SliceMask crossed = SliceMask::none();
  const Agenda& agenda = taste.model->agenda;
  const auto s = static_cast<std::size_t>(scope);
  for (const Line& line : taste.absolute)
    if (const auto i = static_cast<std::size_t>(line.issue); agenda.needed[s][i] && agenda.moves[s][i])
      crossed = crossed | above(beyond(line, x[i]), line_tolerance);
  return crossed;
}

}  // namespace backchannel
