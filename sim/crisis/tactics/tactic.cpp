#include "sim/crisis/tactics/tactic.hpp"

namespace backchannel {

Slice Appraisal::breaking_cost(const Text& x) const {
  const Slice left = signing(outlook_, x, scope_).exposed;
  const Slice refusing = worth_of_refusing(outlook_, x) + outlook_.risk * cost_;
  const Slice signed_one = worth_of_signing(outlook_, x, scope_) + left * cost_;
  return (refusing - signed_one) / (outlook_.risk - left).max(1e-9);
}

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
      return attrition(spec, others);
    case TacticKind::time_dependent:
      break;
  }
  return time_dependent(spec);
}

}  // namespace backchannel
