// Public contest with audience costs (Fearon 1994): prize 1, war values uniform on [−1, 0] and private, costs of
// backing down a_i·t. In equilibrium one side may quit at once with an atom, then each backs down at hazard a_other/(1
// + a_other·t) until t*, the smaller root over j of a_j·t·(1 + a_i·t) = 1; whoever is left then fights. The types with
// the highest cost of war quit first. The surviving share is
//   S_i(t) = a_i·t*·(1 + a_other·t*)/(1 + a_other·t),   P(war) = S_1(t*)·S_2(t*) = a_1·a_2·t*².   Limiting case V6.
#include <limits>

#include "sim/crisis/tactics/tactic.hpp"
#include "sim/crisis/world/beliefs.hpp"

namespace backchannel {

namespace {

constexpr double everything = std::numeric_limits<double>::infinity();

class Attrition final : public Tactic {
 public:
  Attrition(const TacticSpec& spec, const TacticSpec& others) : spec_(spec), others_(others) {}

  Stance stance(const Perception& p, std::span<Slice>) const override {
    const Slice own = p.values.gathered(spec_.audience_slope, p.pack).max(1e-12);
    const Slice other = others_.kind == TacticKind::attrition
                            ? Slice(p.values.gathered(others_.audience_slope, p.pack).max(1e-12))
                            : own;
    const Slice end = horizon(own, other).min(horizon(other, own));
    const Slice time = p.clock.min(end);
    const Slice surviving = (own * end * (1.0 + other * end) / (1.0 + other * time)).min(1.0);
    const SliceMask stays = at_most(rank(p), surviving);
    const Slice threshold = select(stays, everything, -everything);
    return {p.best, threshold, stays & at_least(p.clock, end)};
  }

 private:
  /// The root of a_j·t·(1 + a_i·t) = 1.
  static Slice horizon(const Slice& i, const Slice& j) { return (root(Slice(1.0 + 4.0 * i / j)) - 1.0) / (2.0 * i); }

  /// Where the own cost of war stands in its prior: the share of types with a lower one.
  static Slice rank(const Perception& p) {
    const auto actor = static_cast<std::size_t>(p.model.party[static_cast<std::size_t>(p.side)]);
    return prior_share_below(p.model.costs[actor], p.values.gathered(p.model.actors[actor].spec->war.cost, p.pack));
  }

  const TacticSpec& spec_;
  const TacticSpec& others_;
};

}  // namespace

std::unique_ptr<Tactic> attrition(const TacticSpec& spec, const TacticSpec& others) {
  return std::make_unique<Attrition>(spec, others);
}

}  // namespace backchannel
