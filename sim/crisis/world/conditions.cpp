#include "sim/crisis/world/conditions.hpp"

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

namespace {

template <int N>
MaskOf<N> stands(Comparison is, const LanesOf<N>& value, const LanesOf<N>& bound) {
  constexpr double rounding = 1e-9;
  return is == Comparison::above ? at_least(value, bound - rounding) : at_most(value, bound + rounding);
}

template <int N>
MaskOf<N> talking(const LanesOf<N>& settlement, const LanesOf<N>& open, const LanesOf<N>& pending) {
  return below(settlement, 1.5) & above(open.max(pending), 0.5);
}

}  // namespace

Mask holds(const CompiledCondition& condition, const State& state, const Values& values) {
  return stands<lane_count>(condition.is, named_state(condition, state), values[condition.value]);
}

SliceMask holds(const CompiledCondition& condition, const State& state, const Values& values, const Pack& pack) {
  return stands<slice_width>(condition.is, gathered(named_state(condition, state), pack),
                             values.gathered(condition.value, pack));
}

Mask holds(During during, const State& state) {
  if (during == During::always) return Mask::all();
  if (during == During::dispute) return below(state.settlement, 1.5);
  return talking<lane_count>(state.settlement, state.table.open, state.pending);
}

SliceMask holds(During during, const State& state, const Pack& pack) {
  if (during == During::always) return SliceMask::all();
  const Slice settlement = gathered(state.settlement, pack);
  if (during == During::dispute) return below(settlement, 1.5);
  return talking<slice_width>(settlement, gathered(state.table.open, pack), gathered(state.pending, pack));
}

}  // namespace backchannel
