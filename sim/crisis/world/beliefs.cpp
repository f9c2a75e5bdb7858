#include "sim/crisis/world/beliefs.hpp"

#include <bit>

#include "sim/scenario/scenario.hpp"

namespace backchannel {

namespace {

constexpr double strongest = 4;      // |ℓ| ≤ 4
constexpr int remembered_days = 30;  // within which acts of a kind are repeats

Slice log_odds(const Slice& p) {
  const Slice inside = p.max(0.0179862099620916).min(0.982013790037908);  // σ(∓4)
  return logarithm(inside / (1.0 - inside));
}

/// ℓ_0.
Slice long_run_trust(const Few& few, const CompiledActor& actor) {
  return actor.trust.given() ? log_odds(few[actor.trust]) : filled<slice_width>(0);
}

/// Whether what somebody does is laid to the charge of an adversary, too, which could hold it back.
bool answers_for(const Model& model, ActorId adversary, ActorId client) {
  const CompiledActor& actor = model.actors[client];
  return model.scenario.mechanisms.patron && actor.patron == adversary && !model.constant(actor.spec->imputed, 0);
}

/// How often an act of the history was of a kind that its actor had shown within the thirty days before.
Slice earlier_ones(const Few& few, const HistoricAct& act, const std::vector<HistoricAct>& history) {
  Slice number = filled<slice_width>(0);
  const Slice day = few[act.day];
  for (const HistoricAct& other : history)
    if (other.by.id == act.by.id && other.kind == act.kind) {
      const Slice lag = day - few[other.day];
      number += (above(lag, 0.0) & below(lag, remembered_days)).on();
    }
  return number;
}

}  // namespace

Slice initial_trust(const Few& few, const Model& model, ActorId actor) {
  const CompiledActor& self = model.actors[actor];
  Slice odds = long_run_trust(few, self);
  if (!self.adversary.given()) return odds;
  const TrustLearning& spec = model.scenario.trust;
  const Slice kept = 1.0 - few[spec.forget];
  for (const HistoricAct& act : model.scenario.history) {
    const ActorId by = model.actor(act.by.id);
    if (by != self.adversary && !answers_for(model, self.adversary, by)) continue;
    const Slice before = earlier_ones(few, act, model.scenario.history);
    Slice weight = power(few[spec.repeat], before) * power(kept, -few[act.day]);
    if (by != self.adversary) weight *= few[model.actors[by].spec->imputed];
    odds += few[evidence_of(spec, act.kind)] * weight;
  }
  return odds.max(-strongest).min(strongest);
}

void learn_resolve(const Few& few, State& state, ActorId learner, const Slice& evidence, const SliceMask& where) {
  few.put(state.resolve[learner], (few(state.resolve[learner]) + evidence).max(-strongest).min(strongest), where);
}

Beliefs::Beliefs(State& state)
    : model_(state.model),
      state_(state),
      history_(state.memory, state.model.channels),
      last_(state.memory, state.model.channels),
      trust_start_(state.memory, state.model.actors),
      log_repeat_(state.memory) {}

void Beliefs::begin(const Few& few) {
  for (const ActorId a : model_.actors.ids()) {
    few.put(state_.trust[a], initial_trust(few, model_, a));
    few.put(trust_start_[a], long_run_trust(few, model_.actors[a]));
  }
  few.put(log_repeat_, logarithm(few[model_.scenario.trust.repeat]));
  for (const ChannelId c : model_.channels.ids()) remember_history(few, c);
}

void Beliefs::remember_history(const Few& few, ChannelId c) {
  const ActChannel& channel = model_.channels[c];
  for (const HistoricAct& act : model_.scenario.history) {
    if (act.kind != channel.kind || act.by.id != model_.actors[channel.actor].id) continue;
    const Slice age = floor_of(-few[act.day] + 0.5).max(0.0);
    Slice bit = filled<slice_width>(1);  // 2^age
    for (double d = 1; d < remembered_days; ++d) bit = select(at_least(age, d), 2.0 * bit, bit);
    const Slice shifted = floor_of(few(history_[c]) / bit), half = 0.5 * shifted;
    const SliceMask unset = below(age, remembered_days) & equals(floor_of(half), half);
    few.add(history_[c], bit * unset.on());
  }
}

void Beliefs::operator()(const Abreast& runs) {
  state_.today.acts.each_up(runs, [&](ChannelId c, const SliceMask& acts) { weigh_acts(runs, c, acts); });
  for (const ActorId a : model_.actors.ids())
    if (model_.actors[a].adversary.given()) learn(runs, a);
}

void Beliefs::weigh_acts(const Abreast& runs, ChannelId c, const SliceMask& acts) {
  const ActChannel& channel = model_.channels[c];
  Slice before = filled<slice_width>(0);
  for (unsigned left = acts.bits(); left != 0; left &= left - 1) {
    const int place = std::countr_zero(left);
    before[place] = remember(c, runs.first() + place);
  }
  const Slice weight = power(runs[model_.scenario.trust.repeat], before, runs(log_repeat_));
  Lanes& evidence = state_.today.evidence[channel.actor];
  runs.put(evidence, runs(evidence) + runs[channel.evidence] * weight, acts);
}

int Beliefs::remember(ChannelId c, int lane) {
  constexpr std::uint64_t window = (std::uint64_t{1} << remembered_days) - 1;
  const auto passed = static_cast<int>(state_.day[lane] - last_[c][lane]) - 1;  // days that nothing happened
  const auto history = static_cast<std::uint64_t>(history_[c][lane]);
  const std::uint64_t before = passed < remembered_days ? (history << passed) & window : 0;
  history_[c][lane] = static_cast<double>((before << 1 | 1) & window);
  last_[c][lane] = state_.day[lane];
  return std::popcount(before);
}

Slice Beliefs::laid_to_the_charge_of(const Abreast& runs, ActorId adversary) const {
  Slice evidence = filled<slice_width>(0);
  for (const ActorId a : model_.actors.ids())
    if (answers_for(model_, adversary, a))
      evidence += runs[model_.actors[a].spec->imputed] * runs(state_.today.evidence[a]);
  return evidence;
}

void Beliefs::learn(const Abreast& runs, ActorId learner) {
  const TrustLearning& spec = model_.scenario.trust;
  const ActorId adversary = model_.actors[learner].adversary;
  const Slice seen = runs(state_.today.evidence[adversary]);
  if (model_.scenario.mechanisms.trust_learning) {
    const Slice odds = runs(state_.trust[learner]);
    const Slice charged = seen + laid_to_the_charge_of(runs, adversary);
    runs.put(state_.trust[learner], (odds + charged + runs(state_.today.faith[learner]) -
                                     runs[spec.forget] * (odds - runs(trust_start_[learner])))
                                        .max(-strongest)
                                        .min(strongest));
  }
  if (model_.scenario.mechanisms.resolve)
    runs.put(state_.resolve[learner],
             (runs(state_.resolve[learner]) + runs[spec.resolve_factor] * seen).max(-strongest).min(strongest));
}

}  // namespace backchannel
