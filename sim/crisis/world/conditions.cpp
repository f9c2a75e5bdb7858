#include "sim/crisis/world/conditions.hpp"

namespace backchannel {

namespace {

/// The public state that a condition names.
const Lanes& quantity_of(const CompiledCondition& condition, const State& state) {
  using Quantity = CompiledCondition::Quantity;
  switch (condition.quantity) {
    case Quantity::tension:
      return state.tension;
    case Quantity::day:
      return state.day;
    case Quantity::rounds:
      return state.talks.rounds;
    case Quantity::settlement:
      return state.settlement;
    case Quantity::hope:
      return state.hope;
    case Quantity::posture:
      return state.posture[condition.actor];
    case Quantity::strain:
      return state.strain[condition.actor];
    case Quantity::commitment:
      return state.commitment[condition.actor];
    case Quantity::pressure:
      break;
  }
  return state.pressure[condition.actor];
}

}  // namespace

template <int N>
MaskOf<N> holds(const RunsOf<N>& runs, const State& state, const CompiledCondition& condition) {
  constexpr double rounding = 1e-9;
  const LanesOf<N> quantity = runs(quantity_of(condition, state)), bound = runs[condition.value];
  return condition.is == Comparison::above ? at_least(quantity, bound - rounding) : at_most(quantity, bound + rounding);
}

template <int N>
MaskOf<N> holds(const RunsOf<N>& runs, const State& state, During during) {
  if (during == During::always) return MaskOf<N>::all();
  const MaskOf<N> dispute = !comprehensive_in_force(runs, state);
  if (during == During::dispute) return dispute;
  return dispute & (talks_open(runs, state) | before_capitals(runs, state));
}

template Mask holds(const Runs&, const State&, const CompiledCondition&);
template SliceMask holds(const Few&, const State&, const CompiledCondition&);
template Mask holds(const Runs&, const State&, During);
template SliceMask holds(const Few&, const State&, During);

}  // namespace backchannel
