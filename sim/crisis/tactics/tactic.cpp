#include "sim/crisis/tactics/tactic.hpp"

#include "sim/scenario/keys/tactic.hpp"

namespace backchannel {

Stance aspiring(const Perception& perception, const Slice& alpha) {
  const Slice aspiration = perception.floor + alpha * (perception.best - perception.floor);
  const SliceMask last = at_most(perception.offers_left, 1.0);  // nothing comes after it
  return {aspiration, select(last, perception.floor, aspiration)};
}

std::unique_ptr<Tactic> make_tactic(const TacticSpec& spec, const TacticSpec& others) {
  switch (spec.kind) {
    case TacticKind::tit_for_tat:
      return tit_for_tat(spec);
    case TacticKind::hardliner:
      return hardliner();
    case TacticKind::equilibrium:
      return equilibrium(spec, others);
    case TacticKind::risk_return:
      return risk_return();
    case TacticKind::attrition:
      return attrition(others);
    case TacticKind::time_dependent:
      break;
  }
  return time_dependent(spec);
}

}  // namespace backchannel
