// The hardliner keeps asking for its best text: α = 1 (Faratin's limit β → 0).
#include "sim/crisis/tactics/tactic.hpp"

namespace backchannel {

namespace {

class Hardliner final : public PartyTactic {
 private:
  Stance stance_on(const Perception& p, const TacticMemory&) const override {
    return aspiring(p, filled<slice_width>(1));
  }
};

}  // namespace

std::unique_ptr<Tactic> hardliner() { return std::make_unique<Hardliner>(); }

}  // namespace backchannel
