#include "sim/crisis/talks/mediation.hpp"

#include "sim/crisis/world/beliefs.hpp"
#include "sim/crisis/worth/offers.hpp"

namespace backchannel {

namespace {

constexpr double stride = 0.12;      // standard deviation of a change
constexpr double finest = 1e-12;     // of the polish
constexpr double slope_step = 1e-5;  // for the zero of the slope

const Mediator& mediator(const Model& model) { return *model.mediator; }

/// A change of an issue: another level of a discrete one, a step along a continuous one.
Slice changed(const Issue& issue, const Slice& x, const Slice& normal, const Slice& uniform) {
  if (!issue.discrete || issue.levels.size() < 2) return clamp01(Slice(x + stride * normal));
  const auto levels = static_cast<double>(issue.levels.size());
  const Slice shift = 1.0 + floor_of(Slice(uniform * (levels - 1.0)));
  Slice level = floor_of(Slice(x * (levels - 1.0) + 0.5)) + shift;
  level = level - levels * at_least(level, levels).on;
  return level / (levels - 1.0);
}

struct Change {
  int first, second;  // issues; −1: none
};

/// The issues tried in a proposal: in turn, every second one together with a later one.
Change issues_to_change(const std::vector<int>& movable, int number, bool pairs) {
  const int n = static_cast<int>(movable.size());
  const int first = movable[static_cast<std::size_t>(number % n)];
  if (!pairs || n < 2 || number % 2 == 0) return {first, -1};
  const int gap = 1 + (number / n) % (n - 1);
  return {first, movable[static_cast<std::size_t>((number + gap) % n)]};
}

/// Keeps what both sides would rather have by their votes.
void put_to_vote(Text& text, const Estimate& estimate, const Model& model, const Values& values, Slice& temperature,
                 int scope, const std::vector<Slice>& normals, const std::vector<Slice>& uniforms, int offset,
                 const Pack& pack) {
  const Votes& votes = mediator(model).votes;
  const auto& movable = model.agenda.movable[static_cast<std::size_t>(scope)];
  const Slice cooling = values.gathered(votes.cooling, pack);
  std::array<Slice, 2> worth{worth_of_signing(estimate.outlook[0], text, scope),
                             worth_of_signing(estimate.outlook[1], text, scope)};
  for (int m = 0; m < mediator(model).mutations; ++m) {
    const auto n = static_cast<std::size_t>(m);
    const auto k = static_cast<std::size_t>(issues_to_change(movable, offset + m, false).first);
    const Slice kept = text[k];
    text[k] = changed(*model.agenda.issue[k], kept, normals[n], uniforms[n]);
    SliceMask both = SliceMask::all();
    std::array<Slice, 2> here;
    for (std::size_t s = 0; s < 2; ++s) {
      here[s] = worth_of_signing(estimate.outlook[s], text, scope);
      const Slice gain = here[s] - worth[s];
      SliceMask yes = at_least(gain, 0.0);
      if (model.voter_of_side[s] == Voter::annealer)
        yes |= below(uniforms[(s + 1) * static_cast<std::size_t>(mediator(model).mutations) + n],
                     exponential(Slice(gain.min(0.0) / temperature.max(1e-12))));
      both &= yes;
    }
    text[k] = select(both, text[k], kept);
    for (std::size_t s = 0; s < 2; ++s) worth[s] = select(both, here[s], worth[s]);
    temperature *= cooling;
  }
}

/// One coordinate to the top: a pattern search, then the zero of the slope where the top is smooth.
template <class F>
void polish(Text& text, const std::vector<int>& movable, F score) {
  Slice best = score(text);
  for (double step = 0.1; step > finest; step *= 0.5)
    for (const int k : movable)
      for (const double way : {1.0, -1.0}) {
        const auto i = static_cast<std::size_t>(k);
        const Slice kept = text[i];
        text[i] = clamp01(Slice(kept + way * step));
        const Slice here = score(text);
        const SliceMask better = above(here, best);
        text[i] = select(better, text[i], kept);
        best = select(better, here, best);
      }
  for (const int k : movable) {
    const auto i = static_cast<std::size_t>(k);
    const Slice kept = text[i];
    Slice low = (kept - 1e-6).max(0.0), high = (kept + 1e-6).min(1.0);
    for (int n = 0; n < 24; ++n) {
      const Slice middle = 0.5 * (low + high);
      text[i] = middle + slope_step;
      const Slice right = score(text);
      text[i] = middle - slope_step;
      const SliceMask rises = above(right, score(text));
      low = select(rises, middle, low);
      high = select(rises, high, middle);
    }
    text[i] = 0.5 * (low + high);
    const Slice here = score(text);
    text[i] = select(at_least(here, Slice(best - 1e-14)), text[i], kept);
  }
}

}  // namespace

void blur(Estimate& estimate, const Model& model, const State& state, const Slice& variance, const Pack& pack) {
  const Slice deviation = root(variance);
  for (std::size_t s = 0; s < 2; ++s) {
    Text ideal;
    for (int k = 0; k < model.agenda.size; ++k) {
      const auto i = static_cast<std::size_t>(k);
      ideal[i] =
          clamp01(Slice(estimate.outlook[s].taste.ideal[i] + deviation * gathered(state.estimate_error[s][i], pack)));
    }
    move_ideals(estimate.outlook[s].taste, ideal);
    estimate.reservation[s] += deviation * gathered(state.reservation_error[s], pack);
  }
}

Slice objective_of(const Estimate& estimate, const Model& model, const Values& values, const Text& x, int scope,
                   const Pack& pack) {
  std::array<Slice, 2> surplus, weight;
  for (std::size_t s = 0; s < 2; ++s) {
    surplus[s] = worth_of_signing(estimate.outlook[s], x, scope) - estimate.reservation[s];
    weight[s] =
        model.weight_of_side[s].given() ? values.gathered(model.weight_of_side[s], pack) : filled<slice_width>(1);
  }
  switch (mediator(model).objective) {
    case Objective::egalitarian:
      return (weight[0] * surplus[0]).min(weight[1] * surplus[1]);
    case Objective::kalai_smorodinsky:
      return (surplus[0] / (estimate.best[0] - estimate.reservation[0]).max(1e-9))
          .min(surplus[1] / (estimate.best[1] - estimate.reservation[1]).max(1e-9));
    case Objective::nash:
      break;
  }
  const Slice least = surplus[0].min(surplus[1]);
  const Slice product = power(surplus[0].max(0.0), weight[0]) * power(surplus[1].max(0.0), weight[1]);
  return select(above(least, 0.0), product, least);
}

void improve(Text& text, Estimate& estimate, const Model& model, const Values& values, Slice& temperature, int scope,
             int exchange, const DrawsOf<slice_width>& draws, const Pack& pack) {
  const Mediator& spec = mediator(model);
  const auto& movable = model.agenda.movable[static_cast<std::size_t>(scope)];
  const auto m = static_cast<std::size_t>(spec.mutations);
  std::vector<Slice>&normals = estimate.normals, &uniforms = estimate.uniforms;
  normals.resize(m);
  uniforms.resize(3 * m);
  const auto& streams = model.search_streams[static_cast<std::size_t>(scope)][static_cast<std::size_t>(exchange)];
  draws.normals(streams.first, normals);
  draws.uniforms(streams.second, uniforms);
  if (spec.search == Search::votes)
    return put_to_vote(text, estimate, model, values, temperature, scope, normals, uniforms, exchange * spec.mutations,
                       pack);
  const auto score = [&](const Text& x) { return objective_of(estimate, model, values, x, scope, pack); };
  Slice best = score(text);
  for (int n = 0; n < spec.mutations; ++n) {
    const Change change = issues_to_change(movable, exchange * spec.mutations + n, true);
    const auto i = static_cast<std::size_t>(change.first);
    const auto j = static_cast<std::size_t>(change.second < 0 ? change.first : change.second);
    const Slice first = text[i], second = text[j];
    const auto at = static_cast<std::size_t>(n);
    text[i] = changed(*model.agenda.issue[i], first, normals[at], uniforms[at]);
    if (j != i)
      text[j] = changed(*model.agenda.issue[j], second, Slice(2.0 * uniforms[m + at] - 1.0), uniforms[2 * m + at]);
    const Slice here = score(text);
    const SliceMask better = above(here, best);
    text[j] = select(better, text[j], second);
    text[i] = select(better, text[i], first);
    best = select(better, here, best);
  }
  if (spec.polish) polish(text, movable, score);
  for (const int k : movable)
    text[static_cast<std::size_t>(k)] =
        on_level(*model.agenda.issue[static_cast<std::size_t>(k)], text[static_cast<std::size_t>(k)]);
}

Slice least_believed_bias(const Slice& s, const Slice& own_cost, const Slice& high, const Slice& low) {
  const Slice gain = s * high - low;
  return select(above(gain, 0.0), (1.0 - s) * own_cost / gain.max(1e-300), infinite);
}

void counsel(const Model& model, State& state, const Values& values, const DrawsOf<slice_width>& draws,
             const Pack& pack, const SliceMask& ended) {
  const Mediator& spec = mediator(model);
  const Slice skill = values.gathered(spec.skill, pack);
  const Slice bias = values.gathered(spec.bias, pack);
  const Slice faith = values.gathered(spec.message_weight, pack) * skill * (1.0 - bias.abs()) * ended.on;
  const Slice accuracy = (0.5 + 0.5 * skill).min(0.98);
  for (int s = 0; s < 2; ++s) {
    const int i = model.party[static_cast<std::size_t>(s)], j = model.other(s);
    const auto listener = static_cast<std::size_t>(i), subject = static_cast<std::size_t>(j);
    const CompiledActor& self = model.actors[listener];
    Lanes& good_faith = state.today.faith[listener];  // words move trust, not the view of resolve
    scatter(Slice(gathered(good_faith, pack) + faith), good_faith, pack);
    // A noisy signal of whether j is weak (its cost of war above the median), and whether i believes what it is told.
    const Slice cost = values.gathered(model.actors[subject].spec->war.cost, pack);
    const SliceMask weak = above(prior_share_below(model.costs[subject], cost), 0.5);
    const SliceMask right = draws.chance(self.signal, accuracy);
    const SliceMask seems_weak = (weak & right) | (!weak & !right);
    const Slice odds = gathered(state.resolve[listener], pack);
    const Slice prior_weak = 1.0 - logistic(odds);
    const Slice s_weak = accuracy * prior_weak / (accuracy * prior_weak + (1.0 - accuracy) * (1.0 - prior_weak));
    const Slice towards = (spec.favours.given() ? spec.favours.id == self.id : s == 0) ? bias : Slice(-bias);
    const Slice least = least_believed_bias(s_weak, values.gathered(spec.cost_of_war, pack),
                                            filled<slice_width>(model.costs[subject].mean_high),
                                            filled<slice_width>(model.costs[subject].mean_low));
    const SliceMask speaks = ended & draws.chance(self.counsel, values.gathered(spec.restraint, pack));
    const SliceMask believed = speaks & at_least(towards, least);
    const Slice step = logarithm(Slice(accuracy / (1.0 - accuracy)));
    if (model.scenario.mechanisms.resolve)
      scatter(Slice(odds + select(believed, select(seems_weak, Slice(-step), step), 0.0)), state.resolve[listener],
              pack);
    if (state.story != nullptr)
      if (const int place = state.story->place(pack); place >= 0 && speaks[place])
        state.story->entries.push_back({static_cast<int>(state.day[pack.lane[static_cast<std::size_t>(place)]]),
                                        Told::counsel,
                                        i,
                                        j,
                                        seems_weak[place] ? 0 : 1,
                                        believed[place] ? 1.0 : 0.0,
                                        0,
                                        {}});
  }
}

}  // namespace backchannel
