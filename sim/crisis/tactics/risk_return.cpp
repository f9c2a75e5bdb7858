// The risk–return trade-off (Fearon 1995; Powell 1999): the demand that maximises expected value against the belief
// about the other side's private cost of war,
//   max over its concession path of  E_i(x)·P(accept x) + N_i·(1 − P),  P(accept x) = P(c_j ≥ c*(x)),
//   c*(x) = the cost at which E_j(x) = N_j, see Opinion
// Limiting case V5, c ~ U[lo, hi]: P(war) = (z − lo)/(hi − lo), z = max(lo, min((hi − c_A)/2, 1 − p)).
// It answers the other side's texts from its floor Z upwards.
#include "sim/crisis/tactics/tactic.hpp"
#include "sim/crisis/worth/summit.hpp"

namespace backchannel {

namespace {

constexpr int steps = 16;  // of the scan
constexpr double nudge = 1e-4;

class RiskReturn final : public PartyTactic {
 public:
  explicit RiskReturn(bool in_outline) : in_outline_(in_outline) {}

 private:
  Stance stance_on(const Perception& p, const TacticMemory&) const override {
    const ConcessionPath path = p.own.path({p.best_own, p.best_other});
    Text text = path.start;
    Slice worth;
    const auto expected = [&](const Slice& c) {
      move_along(path, c, text);
      worth = p.own.worth(text);
      const Slice accepted = p.other.acceptance(text);
      return accepted * worth + (1.0 - accepted) * p.own.no_deal();
    };
    Summit summit(in_outline_ ? steps : 2 * steps, 8);
    Slice best = 0.0, best_worth = 0.0, best_value = 0.0;
    const auto keep = [&](const SliceMask& better, const Slice& c, const Slice& here) {
      best = select(better, c, best);
      best_worth = select(better, worth, best_worth);
      best_value = select(better, here, best_value);
    };
    while (summit.goes_on()) {
      const Slice c = summit.next(), here = expected(c);
      keep(summit.take(here), c, here);
    }
    if (in_outline_) return {best_worth, p.floor};
    for (const Slice& c : {climbed(expected, best), surely_accepted(p, path)}) {
      const Slice here = expected(c);
      keep(above(here, best_value), c, here);
    }
    return {best_worth, p.floor};
  }

  /// The zero of the slope around a maximum that the search has found: a smooth one is flatter than it can see.
  template <class F>
  static Slice climbed(F expected, const Slice& around) {
    Slice low = (around - 0.5 / steps).max(0.0), high = (around + 0.5 / steps).min(1.0);
    for (int n = 0; n < 40; ++n) {
      const Slice middle = 0.5 * (low + high);
      const SliceMask rises =
          above(expected(Slice((middle + nudge).min(1.0))), expected(Slice((middle - nudge).max(0.0))));
      low = select(rises, middle, low);
      high = select(rises, high, middle);
    }
    return 0.5 * (low + high);
  }

  /// The least concession that is taken for sure.
  static Slice surely_accepted(const Perception& p, const ConcessionPath& path) {
    const auto uncertain = [&](const Text& x) { return p.other.doubt(x); };
    return end_of_first_stretch(path, uncertain(path.start), filled<slice_width>(0.5), uncertain);
  }

  bool in_outline_;
};

}  // namespace

std::unique_ptr<Tactic> risk_return() { return std::make_unique<RiskReturn>(false); }
std::unique_ptr<Tactic> risk_return_in_outline() { return std::make_unique<RiskReturn>(true); }

}  // namespace backchannel
