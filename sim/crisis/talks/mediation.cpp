#include "sim/crisis/talks/mediation.hpp"

#include "sim/crisis/state/go_between.hpp"
#include "sim/crisis/worth/concession_path.hpp"
#include "sim/crisis/worth/war_cost.hpp"

namespace backchannel {

namespace {

constexpr double stride = 0.12;      // standard deviation of a change
constexpr double finest = 1e-12;     // of the polish
constexpr double slope_step = 1e-5;  // for the zero of the slope

/// A change of an issue: another level of a discrete one, a step along a continuous one.
Slice changed(const Issue& issue, const Slice& x, const Slice& normal, const Slice& uniform) {
  if (!issue.discrete || issue.levels.size() < 2) return clamp01(Slice(x + stride * normal));
  const auto levels = static_cast<double>(issue.levels.size());
  const Slice shift = 1.0 + floor_of(Slice(uniform * (levels - 1.0)));
  Slice level = floor_of(Slice(x * (levels - 1.0) + 0.5)) + shift;
  level = level - levels * at_least(level, levels).on();
  return level / (levels - 1.0);
}

struct Change {
  IssueId first, second;  // second: none, if one issue is changed
};

/// The issues tried in a proposal: in turn, every second one together with a later one.
Change issues_to_change(const std::vector<IssueId>& movable, std::size_t number) {
  const std::size_t n = movable.size();
  const IssueId first = movable[number % n];
  if (n < 2 || number % 2 == 0) return {first, {}};
  const std::size_t gap = 1 + (number / n) % (n - 1);
  return {first, movable[(number + gap) % n]};
}

/// One coordinate to the top: a pattern search, then the zero of the slope where the top is smooth.
template <class F>
void polish(Text& text, const std::vector<IssueId>& movable, F score) {
  Slice best = score(text);
  for (double step = 0.1; step > finest; step *= 0.5)
    for (const IssueId k : movable)
      for (const double way : {1.0, -1.0}) {
        const Slice kept = text[k];
        text[k] = clamp01(Slice(kept + way * step));
        const Slice here = score(text);
        const SliceMask better = above(here, best);
        text[k] = select(better, text[k], kept);
        best = select(better, here, best);
      }
  for (const IssueId k : movable) {
    const Slice kept = text[k];
    Slice low = (kept - 1e-6).max(0.0), high = (kept + 1e-6).min(1.0);
    for (int n = 0; n < 24; ++n) {
      const Slice middle = 0.5 * (low + high);
      text[k] = middle + slope_step;
      const Slice right = score(text);
      text[k] = middle - slope_step;
      const SliceMask rises = above(right, score(text));
      low = select(rises, middle, low);
      high = select(rises, high, middle);
    }
    text[k] = 0.5 * (low + high);
    const Slice here = score(text);
    text[k] = select(at_least(here, Slice(best - 1e-14)), text[k], kept);
  }
}

}  // namespace

Slice least_believed_bias(const Slice& s, const Slice& own_cost, const Slice& high, const Slice& low) {
  const Slice gain = s * high - low;
  return select(above(gain, 0.0), (1.0 - s) * own_cost / gain.max(1e-300), unlimited);
}

Mediation::Mediation(State& state)
    : model_(state.model),
      state_(state),
      first_error_(state.memory, model_.agenda.id),
      second_error_(state.memory, model_.agenda.id),
      reservation_error_(std::in_place, state.memory),
      weak_(std::in_place, state.memory) {
  for (const Side s : sides) {
    const std::string& id = model_.at(s).id;
    purposes_[s] = {stream(id, "signal about the other"),
                    stream(id, "counsel"),
                    stream(id, "estimate of the reservation value"),
                    {}};
    for (const IssueId k : model_.agenda.ids())
      purposes_[s].estimate.push_back(stream(id, "estimate of " + model_.agenda.id[k]));
  }
  for (const IssueId k : model_.agenda.ids())
    contract_.push_back(stream("mediator", "contract: " + model_.agenda.id[k]));
  for (const Scope scope : scopes)
    for (int e = 0; e < model_.scenario.talks.exchanges; ++e) {
      const std::string place = std::to_string(index_of(scope)) + " " + std::to_string(e);
      changes_[scope].push_back({stream("mediator", "change " + place), stream("mediator", "vote " + place)});
    }
}

void Mediation::begin(const Few& few) {
  for (const Side s : sides) {
    Variables<IssueId>& error = s == Side::first ? first_error_ : second_error_;
    for (const IssueId k : model_.agenda.ids()) few.put(error[k], few.draws().normal(purposes_[s].estimate[k.index()]));
    few.put(reservation_error_[s], few.draws().normal(purposes_[s].reservation));
  }
  if (model_.mediator == nullptr) return;
  for (const Side s : sides) {
    const CompiledActor& party = model_.at(s);
    few.put(weak_[s], above(prior_share_below(party.cost, few[party.spec->war.cost]), 0.5).on());
  }
  few.put(state_.talks.variance, few[spec().variance]);
  if (spec().style == Style::manipulation) few.put(state_.talks.budget, few[spec().leverage.budget]);
  if (model_.formulates() && spec().search == Search::votes)
    few.put(state_.talks.temperature, few[spec().votes.temperature]);
}

void Mediation::draw_contract(Text& text, const Few& few, Scope scope) const {
  for (const IssueId k : model_.agenda.movable[scope]) {
    const Slice uniform = few.draws().uniform(contract_[k.index()]);
    const auto levels = static_cast<double>(model_.agenda.issue[k]->levels.size());
    const bool discrete = model_.agenda.issue[k]->discrete && levels >= 2;
    text[k] = discrete ? Slice(floor_of(Slice(uniform * levels)) / (levels - 1.0)) : uniform;
  }
}

void Mediation::blur(Estimate& estimate, const Few& few, const Slice& variance) const {
  const Slice deviation = root(variance);
  for (const Side s : sides) {
    const Variables<IssueId>& error = s == Side::first ? first_error_ : second_error_;
    Preferences& preferences = estimate.outlook[s].preferences;
    Text ideal(model_.agenda.size());
    for (const IssueId k : model_.agenda.ids())
      ideal[k] = clamp01(Slice(preferences.ideal[k] + deviation * few(error[k])));
    move_ideals(preferences, ideal);
    estimate.reservation[s] += deviation * few(reservation_error_[s]);
  }
}

Slice Mediation::objective_of(const Few& few, const Estimate& estimate, const Text& x, Scope scope) const {
  PerSide<Slice> surplus, weight;
  for (const Side s : sides) {
    surplus[s] = worth_of_signing(estimate.outlook[s], x, scope) - estimate.reservation[s];
    weight[s] = model_.weight_of_side[s].given() ? few[model_.weight_of_side[s]] : filled<slice_width>(1);
  }
  const Slice &first = surplus[Side::first], &second = surplus[Side::second];
  const auto range = [&](Side s) { return (estimate.most[s] - estimate.reservation[s]).max(1e-9); };
  switch (spec().objective) {
    case Objective::egalitarian:
      return (weight[Side::first] * first).min(weight[Side::second] * second);
    case Objective::kalai_smorodinsky:
      return (first / range(Side::first)).min(second / range(Side::second));
    case Objective::nash:
      break;
  }
  const Slice least = first.min(second);
  const auto weighted = [&](Side s) {
    const Slice gain = surplus[s].max(0.0);
    return model_.weight_of_side[s].given() ? power(gain, weight[s]) : gain;
  };
  const Slice product = weighted(Side::first) * weighted(Side::second);
  return select(above(least, 0.0), product, least);
}

void Mediation::draw_changes(const Few& few, const Task& task) {
  const auto m = static_cast<std::size_t>(spec().mutations);
  normals_.resize(m);
  uniforms_.resize((spec().search == Search::votes ? 4 : 3) * m);
  const Changes& changes = changes_[task.scope][static_cast<std::size_t>(task.exchange)];
  few.draws().normals(changes.change, normals_);
  few.draws().uniforms(changes.vote, uniforms_);
}

void Mediation::improve(Text& text, const Few& few, const Estimate& estimate, const Task& task, Slice& temperature) {
  draw_changes(few, task);
  if (spec().search == Search::votes) return put_to_vote(text, few, estimate, task, temperature);
  search(text, few, estimate, task);
  for (const IssueId k : model_.agenda.movable[task.scope]) text[k] = on_level(*model_.agenda.issue[k], text[k]);
}

void Mediation::put_to_vote(Text& text, const Few& few, const Estimate& estimate, const Task& task,
                            Slice& temperature) const {
  const auto& movable = model_.agenda.movable[task.scope];
  const auto& issue = model_.agenda.issue;
  const Slice cooling = few[spec().votes.cooling];
  const std::size_t m = normals_.size();
  PerSide<Slice> worth;
  for (const Side s : sides) worth[s] = worth_of_signing(estimate.outlook[s], text, task.scope);
  for (std::size_t n = 0; n < m; ++n) {
    const Text kept = text;
    const Slice place = floor_of(Slice(uniforms_[3 * m + n] * static_cast<double>(movable.size())));
    for (std::size_t at = 0; at < movable.size(); ++at) {
      Slice& x = text[movable[at]];
      x = select(equals(place, static_cast<double>(at)), changed(*issue[movable[at]], x, normals_[n], uniforms_[n]), x);
    }
    SliceMask both = SliceMask::all();
    PerSide<Slice> here;
    for (const Side s : sides) {
      here[s] = worth_of_signing(estimate.outlook[s], text, task.scope);
      const Slice gain = here[s] - worth[s];
      SliceMask yes = at_least(gain, 0.0);
      if (model_.voter_of_side[s] == Voter::annealer)
        yes |= below(uniforms_[(index_of(s) + 1) * m + n], exponential(Slice(gain.min(0.0) / temperature.max(1e-12))));
      both &= yes;
    }
    for (const IssueId k : movable) text[k] = select(both, text[k], kept[k]);
    for (const Side s : sides) worth[s] = select(both, here[s], worth[s]);
    temperature *= cooling;
  }
}

void Mediation::search(Text& text, const Few& few, const Estimate& estimate, const Task& task) const {
  const auto& movable = model_.agenda.movable[task.scope];
  const auto& issue = model_.agenda.issue;
  const std::size_t m = normals_.size(), offset = static_cast<std::size_t>(task.exchange) * m;
  const auto score = [&](const Text& x) { return objective_of(few, estimate, x, task.scope); };
  Slice best = score(text);
  for (std::size_t n = 0; n < m; ++n) {
    const Change change = issues_to_change(movable, offset + n);
    const IssueId i = change.first, j = change.second.given() ? change.second : change.first;
    const Slice first = text[i], second = text[j];
    text[i] = changed(*issue[i], first, normals_[n], uniforms_[n]);
    if (j != i) text[j] = changed(*issue[j], second, Slice(2.0 * uniforms_[m + n] - 1.0), uniforms_[2 * m + n]);
    const Slice here = score(text);
    const SliceMask better = above(here, best);
    text[j] = select(better, text[j], second);
    text[i] = select(better, text[i], first);
    best = select(better, here, best);
  }
  if (spec().polish) polish(text, movable, score);
}

void Mediation::counsel(const Few& few, const SliceMask& ended) {
  for (const Side s : sides) counsel(few, s, ended);
}

Mediation::Message Mediation::message(const Few& few, Side to, const SliceMask& ended) const {
  Message m;
  m.accuracy = (0.5 + 0.5 * few[spec().skill]).min(0.98);
  // A noisy signal of whether the other is weak.
  const SliceMask weak = on(few(weak_[other(to)]));
  const SliceMask right = few.chance(purposes_[to].signal, m.accuracy);
  m.seems_weak = (weak & right) | (!weak & !right);
  const Slice prior_weak = 1.0 - logistic(few(state_.resolve[model_.party[to]]));
  m.weak = m.accuracy * prior_weak / (m.accuracy * prior_weak + (1.0 - m.accuracy) * (1.0 - prior_weak));
  m.speaks = ended & few.chance(purposes_[to].counsel, few[spec().restraint]);
  return m;
}

void Mediation::counsel(const Few& few, Side to, const SliceMask& ended) {
  const ActorId i = model_.party[to], j = model_.party[other(to)];
  const Slice bias = few[spec().bias];
  const Slice faith = few[spec().message_weight] * few[spec().skill] * (1.0 - bias.abs()) * ended.on();
  few.add(state_.today.faith[i], faith);  // words move trust, not the view of resolve
  // Whether i believes what it is told.
  const Message m = message(few, to, ended);
  const CostBelief& cost = model_.actors[j].cost;
  const Slice least = least_believed_bias(m.weak, few[spec().cost_of_war], filled<slice_width>(cost.mean_high),
                                          filled<slice_width>(cost.mean_low));
  const SliceMask believed = m.speaks & at_least(bias_towards(few, model_, to), least);
  const Slice step = logarithm(Slice(m.accuracy / (1.0 - m.accuracy)));
  if (model_.scenario.mechanisms.resolve)
    few.add(state_.resolve[i], select(believed, select(m.seems_weak, Slice(-step), step), 0.0));
  few.tell(m.speaks, [&](int at) { return told::Counselled{i, j, !m.seems_weak[at], believed[at]}; });
}

}  // namespace backchannel
