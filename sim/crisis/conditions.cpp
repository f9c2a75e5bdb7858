#include "sim/crisis/conditions.hpp"

namespace backchannel {

const Lanes& named_state(const CompiledCondition& condition, const State& state) {
  using Name = CompiledCondition::State;
  const auto actor = static_cast<std::size_t>(condition.actor < 0 ? 0 : condition.actor);
  switch (condition.state) {
    case Name::tension:
      return state.tension;
    case Name::day:
      return state.day;
    case Name::rounds:
      return state.table.rounds;
    case Name::settlement:
      return state.settlement;
    case Name::hope:
      return state.hope;
    case Name::posture:
      return state.posture[actor];
    case Name::strain:
      return state.strain[actor];
    case Name::commitment:
      return state.commitment[actor];
    case Name::pressure:
      break;
  }
  return state.pressure[actor];
}

Mask holds(const CompiledCondition& condition, const State& state, const Values& values) {
  constexpr double rounding = 1e-9;
  const Lanes& value = named_state(condition, state);
  const Lanes& bound = values[condition.value];
  return condition.is == Comparison::above ? at_least(value, Lanes(bound - rounding))
                                           : at_most(value, Lanes(bound + rounding));
}

Mask holds(During during, const State& state) {
  const Mask dispute = below(state.settlement, 1.5);
  if (during == During::always) return Mask::all();
  if (during == During::dispute) return dispute;
  return dispute & (above(state.table.open, 0.5) | above(state.pending, 0.5));
}

}  // namespace backchannel
