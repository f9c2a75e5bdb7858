// The risk–return trade-off (Fearon 1995; Powell 1999): the demand that maximises expected value against the belief
// about the other side's private cost of war,
//   max over its concession path of  E_i(x)·P(accept x) + N_i·(1 − P),  P(accept x) = P(c_j ≥ c*(x)),
//   c*(x) = the cost at which E_j(x) = N_j: with E_j = E' − ω(x)·c_j and N_j = N' − ŵ_j·c_j, c* = (N' − E')/(ŵ_j − ω(x)).  Limiting case V5: c ~ U[lo, hi]: z = max(lo, min((hi − c_A)/2, 1 − p)).
// It answers the other side's texts from its floor Z upwards.
#include "sim/crisis/tactics/tactic.hpp"
#include "sim/crisis/world/beliefs.hpp"

namespace backchannel {

namespace {

constexpr int scan = 32, halvings = 40;
constexpr double step = 1e-4;

class RiskReturn final : public Tactic {
 public:
  Stance stance(const Perception& p, std::span<Slice>) const override {
    const Path path = concession_path(p.own, p.scope, p.best_own, p.best_other, filled<slice_width>(0));
    const auto expected = [&](const Slice& c) { return expected_value(p, path, c); };
    Slice best = filled<slice_width>(0), best_value = expected(best);
    const auto consider = [&](const Slice& c) {
      const Slice here = expected(c);
      const SliceMask better = above(here, best_value);
      best = select(better, c, best);
      best_value = select(better, here, best_value);
    };
    for (int g = 1; g <= scan; ++g) consider(filled<slice_width>(static_cast<double>(g) / scan));
    consider(climbed(expected, best));
    consider(surely_accepted(p, path));
    return {worth_of_signing(p.own, text_at(path, best), p.scope), p.floor};
  }

 private:
  /// The chance that the other side takes a text, as this side believes.
  static Slice acceptance(const Perception& p, const Text& x) {
    return 1.0 - believed_cost_below(p.model, p.state, p.model.party[static_cast<std::size_t>(p.side)],
                                     p.model.other(p.side), breaking_cost(p, x), p.pack);
  }

  /// c*(x): the other side's cost of war at which the text is worth its no deal.
  static Slice breaking_cost(const Perception& p, const Text& x) {
    const Outlook& other = p.other;
    const Param cost = p.model.actors[static_cast<std::size_t>(p.model.other(p.side))].spec->war.cost;
    const Slice own_cost = p.values.gathered(cost, p.pack), left = bearing_of(other, x, p.scope).exposed;
    const Slice refusing = worth_of_refusing(other, x) + other.risk * own_cost;
    const Slice signing = worth_of_signing(other, x, p.scope) + left * own_cost;
    return (refusing - signing) / (other.risk - left).max(1e-9);
  }

  static Slice expected_value(const Perception& p, const Path& path, const Slice& c) {
    const Text x = text_at(path, c);
    const Slice accepted = acceptance(p, x);
    return accepted * worth_of_signing(p.own, x, p.scope) + (1.0 - accepted) * p.own.none;
  }

  /// The zero of the slope around a maximum of the scan.
  template <class F>
  static Slice climbed(F expected, const Slice& around) {
    Slice low = (around - 1.0 / scan).max(0.0), high = (around + 1.0 / scan).min(1.0);
    for (int n = 0; n < halvings; ++n) {
      const Slice middle = 0.5 * (low + high);
      const SliceMask rises =
          above(expected(Slice((middle + step).min(1.0))), expected(Slice((middle - step).max(0.0))));
      low = select(rises, middle, low);
      high = select(rises, high, middle);
    }
    return 0.5 * (low + high);
  }

  /// The least concession that is taken for sure.
  static Slice surely_accepted(const Perception& p, const Path& path) {
    const CostBelief& belief = p.model.costs[static_cast<std::size_t>(p.model.other(p.side))];
    const auto uncertain = [&](const Text& x) { return Slice(breaking_cost(p, x) - belief.quantile.front()); };
    return first_stretch(path, uncertain(path.start), filled<slice_width>(0.5), uncertain);
  }
};

}  // namespace

std::unique_ptr<Tactic> risk_return() { return std::make_unique<RiskReturn>(); }

}  // namespace backchannel
