// Imitation of the other side's concessions (Axelrod 1984; Faratin, Sierra and Jennings 1998). With θ the share of the
// own range Ē − Z that the other's text offers, x = (1 − θ)/(1 − θ_before) is what remains of the distance:
//   relative   α ← α·x
//   averaged   α ← α·x̄, x̄ an average of x over `memory` offers
//   generous   α ← α·x·(1 − generosity)
#include "sim/crisis/tactics/tactic.hpp"
#include "sim/scenario/keys/tactic.hpp"

namespace backchannel {

namespace {

enum Slot : std::size_t { conceded, share_before, started, average };

class TitForTat final : public PartyTactic {
 public:
  explicit TitForTat(const TacticSpec& spec) : spec_(spec) {}

  void observe(const Perception& p, TacticMemory& memory) const override {
    const Slice range = (p.best - p.floor).max(1e-9);
    const Slice share =
        ((p.offered - p.floor) / range).min(1.0);  // negative as long as it is worth less than the floor
    const SliceMask first = p.was_offered & !on(memory[started]);
    const SliceMask later = p.was_offered & !first;
    const Slice remains = ((1.0 - share).max(1e-9) / (1.0 - memory[share_before]).max(1e-9)).min(1.0);
    memory[average] = select(first, 1.0, memory[average]);
    const Slice step = 1.0 / p.settings[&TacticSpec::memory];
    memory[average] = select(later, memory[average] + (remains - memory[average]) * step, memory[average]);
    const Slice followed = spec_.imitation == TitForTatForm::averaged ? memory[average] : remains;
    const Slice generous = spec_.imitation == TitForTatForm::generous ? Slice(1.0 - p.settings[&TacticSpec::generosity])
                                                                      : filled<slice_width>(1);
    memory[conceded] = select(later, 1.0 - (1.0 - memory[conceded]) * followed * generous, memory[conceded]);
    memory[share_before] = select(p.was_offered, share, memory[share_before]);
    memory[started] = memory[started].max(p.was_offered.on());
  }

 private:
  Stance stance_on(const Perception& p, const TacticMemory& memory) const override {
    return aspiring(p, Slice(1.0 - memory[conceded]));
  }

  const TacticSpec& spec_;
};

}  // namespace

std::unique_ptr<Tactic> tit_for_tat(const TacticSpec& spec) { return std::make_unique<TitForTat>(spec); }

}  // namespace backchannel
