// Public contest with audience costs (Fearon 1994): prize 1, war values uniform on [−1, 0] and private, costs of
// backing down a_i·t. In equilibrium one side may quit at once with an atom, then each backs down at hazard
//     a_other/(1 + a_other·t)
// until t*, the smaller root over j of a_j·t·(1 + a_i·t) = 1; whoever is left then fights. The types with the highest
// cost of war quit first. The surviving share is
//     S_i(t) = a_i·t*·(1 + a_other·t*)/(1 + a_other·t),   P(war) = S_1(t*)·S_2(t*) = a_1·a_2·t*².   Limiting case V6.
#include "sim/crisis/tactics/tactic.hpp"
#include "sim/scenario/keys/tactic.hpp"

namespace backchannel {

namespace {

class Attrition final : public PartyTactic {
 public:
  explicit Attrition(const TacticSpec& others) : others_(others) {}

 private:
  Stance stance_on(const Perception& p, const TacticMemory&) const override {
    const Slice own = p.settings[&TacticSpec::audience_slope].max(1e-12);
    const Slice other =
        others_.kind == TacticKind::attrition ? Slice(p.others_settings[&TacticSpec::audience_slope].max(1e-12)) : own;
    const Slice end = horizon(own, other).min(horizon(other, own));
    const Slice time = p.clock.min(end);
    const Slice surviving = (own * end * (1.0 + other * end) / (1.0 + other * time)).min(1.0);
    const SliceMask stays = at_most(p.own_cost.share_below(), surviving);
    const Slice threshold = select(stays, unlimited, -unlimited);
    return {p.best, threshold, stays & at_least(p.clock, end)};
  }

  /// The root of a_j·t·(1 + a_i·t) = 1.
  static Slice horizon(const Slice& i, const Slice& j) { return (root(Slice(1.0 + 4.0 * i / j)) - 1.0) / (2.0 * i); }

  const TacticSpec& others_;
};

}  // namespace

std::unique_ptr<Tactic> attrition(const TacticSpec& others) { return std::make_unique<Attrition>(others); }

}  // namespace backchannel
