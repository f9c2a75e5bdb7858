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

template <class R>
SliceMask holds(const R& runs, const State& state, const CompiledCondition& condition) {
  constexpr double rounding = 1e-9;
  const Slice quantity = runs(quantity_of(condition, state)), bound = runs[condition.value];
  return condition.is == Comparison::above ? at_least(quantity, bound - rounding) : at_most(quantity, bound + rounding);
}

template <class R>
SliceMask holds(const R& runs, const State& state, During during) {
  if (during == During::always) return SliceMask::all();
  const SliceMask dispute = !comprehensive_in_force(runs, state);
  if (during == During::dispute) return dispute;
  return dispute & (talks_open(runs, state) | before_capitals(runs, state));
}

template SliceMask holds(const Abreast&, const State&, const CompiledCondition&);
template SliceMask holds(const Few&, const State&, const CompiledCondition&);
template SliceMask holds(const Abreast&, const State&, During);
template SliceMask holds(const Few&, const State&, During);

}  // namespace backchannel
