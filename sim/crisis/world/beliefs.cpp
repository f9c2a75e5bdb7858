#include "sim/crisis/world/beliefs.hpp"

#include <cmath>

namespace backchannel {

namespace {

constexpr double strongest = 4;          // |ℓ| ≤ 4
constexpr double remembered_days = 30;   // within which acts of a kind are repeats
constexpr double window = 1073741824.0;  // 2^30: those days as bits

Slice log_odds(const Slice& p) {
  const Slice inside = p.max(0.0179862099620916).min(0.982013790037908);  // σ(∓4)
  return logarithm(Slice(inside / (1.0 - inside)));
}

Param evidence_of(const TrustLearning& trust, ActKind kind) {
  switch (kind) {
    case ActKind::reassurance:
      return trust.reassurance;
    case ActKind::hostile_words:
      return trust.hostile_words;
    case ActKind::provocation:
      return trust.provocation;
    case ActKind::sanction:
      return trust.sanction;
    case ActKind::breach:
      return trust.breach;
    case ActKind::incident:
      return trust.incident;
    case ActKind::grave_incident:
      return trust.grave_incident;
    case ActKind::strike:
      return trust.strike;
    case ActKind::none:
      break;
  }
  return trust.honoured;
}

/// Moves the window by a day.
void remember(const Lanes& act, Lanes& history, Lanes& repeats) {
  for (int lane = 0; lane < lane_count; ++lane) {
    const double bits = history[lane] * 2.0 + act[lane];
    const double forgotten = bits >= window ? 1.0 : 0.0;
    history[lane] = bits - window * forgotten;
    repeats[lane] += act[lane] - forgotten;
  }
}

/// Evidence about each actor in today's acts: Σ LLR·repeat^n.
void weigh_acts(const Model& model, State& state, const Values& values, std::vector<Lanes>& evidence) {
  const Lanes& repeat = values[model.scenario.trust.repeat];
  for (std::size_t c = 0; c < model.channels.size(); ++c) {
    const ActChannel& channel = model.channels[c];
    const Mask act{state.today.acts[c]};
    if (any(act))
      for_each_pack(act, [&](const Pack& pack) {
        const Slice weight = power(gathered(repeat, pack), gathered(state.repeats[c], pack));
        Lanes& sum = evidence[static_cast<std::size_t>(channel.actor)];
        scatter(Slice(gathered(sum, pack) + values.gathered(channel.evidence, pack) * weight), sum, pack);
      });
    remember(act.on, state.history[c], state.repeats[c]);
  }
}

}  // namespace

Slice long_run_trust(const Model& model, const Values& values, int actor, const Pack& pack) {
  const CompiledActor& self = model.actors[static_cast<std::size_t>(actor)];
  return self.trust.given() ? log_odds(values.gathered(self.trust, pack)) : filled<slice_width>(0);
}

Slice initial_trust(const Model& model, const Values& values, int actor, const Pack& pack) {
  const CompiledActor& self = model.actors[static_cast<std::size_t>(actor)];
  Slice odds = long_run_trust(model, values, actor, pack);
  if (self.adversary < 0) return odds;
  const std::string& adversary = model.actors[static_cast<std::size_t>(self.adversary)].id;
  const Slice kept = 1.0 - values.gathered(model.scenario.trust.forget, pack);
  const Slice repeat = values.gathered(model.scenario.trust.repeat, pack);
  for (const HistoricAct& act : model.scenario.history) {
    if (act.by.id != adversary) continue;
    const Slice day = values.gathered(act.day, pack);
    Slice before = filled<slice_width>(0);  // acts of the same kind within the thirty days before
    for (const HistoricAct& other : model.scenario.history)
      if (other.by.id == adversary && other.kind == act.kind) {
        const Slice lag = day - values.gathered(other.day, pack);
        before += (above(lag, 0.0) & below(lag, remembered_days)).on;
      }
    odds += values.gathered(evidence_of(model.scenario.trust, act.kind), pack) * power(repeat, before) *
            power(kept, Slice(-day));
  }
  return odds.max(-strongest).min(strongest);
}

void remember_history(const Model& model, State& state, const Values& values, const Pack& pack) {
  for (std::size_t c = 0; c < model.channels.size(); ++c) {
    Lanes& bits = state.history[c];
    Lanes& number = state.repeats[c];
    for (const HistoricAct& act : model.scenario.history) {
      const ActChannel& channel = model.channels[c];
      if (act.kind != channel.kind || act.by.id != model.actors[static_cast<std::size_t>(channel.actor)].id) continue;
      const Slice age = floor_of(Slice(-values.gathered(act.day, pack) + 0.5)).max(0.0);
      Slice bit = filled<slice_width>(1);  // 2^age
      for (double d = 1; d < remembered_days; ++d) bit = select(at_least(age, d), 2.0 * bit, bit);
      const Slice before = gathered(bits, pack);
      const Slice above_bit = floor_of(Slice(before / bit)), half = 0.5 * above_bit;
      const SliceMask unset = below(age, remembered_days) & equals(floor_of(half), half);
      scatter(Slice(before + bit * unset.on), bits, pack);
      scatter(Slice(gathered(number, pack) + unset.on), number, pack);
    }
  }
}

void learn(const Model& model, State& state, const Values& values) {
  auto& evidence = state.today.trust;
  weigh_acts(model, state, values, evidence);
  const TrustLearning& spec = model.scenario.trust;
  const Lanes& forget = values[spec.forget];
  const Lanes& factor = values[spec.resolve_factor];
  for (std::size_t i = 0; i < model.actors.size(); ++i) {
    const int j = model.actors[i].adversary;
    if (j < 0) continue;
    const Lanes& seen = evidence[static_cast<std::size_t>(j)];
    if (model.scenario.mechanisms.trust_learning) {
      Lanes& odds = state.trust[i];
      odds =
          (odds + seen + state.today.faith[i] - forget * (odds - state.trust_start[i])).max(-strongest).min(strongest);
    }
    if (model.scenario.mechanisms.resolve)
      state.resolve[i] = (state.resolve[i] + factor * seen).max(-strongest).min(strongest);
  }
}

Slice believed_cost(const Model& model, const State& state, const Values& values, int believer, int about,
                    const Pack& pack) {
  const Param cost = model.actors[static_cast<std::size_t>(about)].spec->war.cost;
  const Parameter& parameter = model.loaded.parameters[cost];
  if (!parameter.is_private) return values.gathered(cost, pack);
  const CostBelief& belief = model.costs[static_cast<std::size_t>(about)];
  // Acts taught it about its adversary only; of anybody else it knows the prior.
  const auto self = static_cast<std::size_t>(believer);
  const Slice resolved =
      model.actors[self].adversary == about ? logistic(gathered(state.resolve[self], pack)) : filled<slice_width>(0.5);
  return resolved * belief.mean_low + (1.0 - resolved) * belief.mean_high;
}

Slice prior_share_below(const CostBelief& belief, const Slice& cost) {
  Slice sum = filled<slice_width>(0);
  for (std::size_t n = 0; n + 1 < belief.quantile.size(); ++n) {
    const double width = belief.quantile[n + 1] - belief.quantile[n];
    if (width > 0)
      sum += ((cost - belief.quantile[n]) / width).max(0.0).min(1.0);
    else
      sum += at_least(cost, belief.quantile[n]).on;
  }
  return sum / static_cast<double>(belief.quantile.size() - 1);
}

Slice believed_cost_below(const Model& model, const State& state, int believer, int about, const Slice& cost,
                          const Pack& pack) {
  const Slice low = logistic(gathered(state.resolve[static_cast<std::size_t>(believer)], pack));
  const Slice share = prior_share_below(model.costs[static_cast<std::size_t>(about)], cost);
  return low * (2.0 * share).min(1.0) + (1.0 - low) * (2.0 * share - 1.0).max(0.0);
}

}  // namespace backchannel
