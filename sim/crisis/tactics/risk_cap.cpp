// The risk cap (Kydd 2003): what a side learns of the other's cost of war moves what it demands, whatever its tactic.
//
//   A' = A − cap·max(0, A − D), R' = min(R, A')
//
// D: the demand of risk_return.cpp at the present belief, to a thousandth of the way to the other's best text. Cap 0
// leaves the tactic as it is, 1 lets it ask for no more than D.
#include "sim/crisis/tactics/tactic.hpp"
#include "sim/scenario/keys/tactic.hpp"

namespace backchannel {

namespace {

class RiskCap final : public Tactic {
 public:
  explicit RiskCap(std::unique_ptr<Tactic> tactic) : tactic_(std::move(tactic)) {}

  Stance stance(const CompleteInformation& known, const TacticMemory& memory) const override {
    Stance stance = tactic_->stance(known, memory);
    const Slice demand = risk_return_->stance(known, memory).aspiration;
    stance.aspiration -= known.seen.settings[&TacticSpec::risk_cap] * (stance.aspiration - demand).max(0.0);
    stance.threshold = stance.threshold.min(stance.aspiration);
    return stance;
  }
  void observe(const Perception& p, TacticMemory& memory) const override { tactic_->observe(p, memory); }

 private:
  std::unique_ptr<Tactic> tactic_;
  std::unique_ptr<Tactic> risk_return_ = risk_return_in_outline();
};

}  // namespace

std::unique_ptr<Tactic> held_down(std::unique_ptr<Tactic> tactic) {
  return std::make_unique<RiskCap>(std::move(tactic));
}

}  // namespace backchannel
