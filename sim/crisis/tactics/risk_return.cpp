// The risk–return trade-off (Fearon 1995; Powell 1999): the demand that maximises expected value against the belief
// about the other side's private cost of war,
//   max over its concession path of  E_i(x)·P(accept x) + N_i·(1 − P),  P(accept x) = P(c_j ≥ c*(x)),
//   c*(x) = the cost at which E_j(x) = N_j, see Opinion
// Limiting case V5, c ~ U[lo, hi]: P(war) = (z − lo)/(hi − lo), z = max(lo, min((hi − c_A)/2, 1 − p)).
// It answers the other side's texts from its floor Z upwards.
#include "sim/crisis/tactics/tactic.hpp"

namespace backchannel {

namespace {

constexpr double nudge = 1e-4;

class RiskReturn final : public PartyTactic {
 public:
  RiskReturn(int scan, int halvings) : scan_(scan), halvings_(halvings) {}

 private:
  Stance stance_on(const Perception& p, const TacticMemory&) const override {
    const ConcessionPath path = p.own.path({p.best_own, p.best_other, filled<slice_width>(0)});
    const auto expected = [&](const Slice& c) { return expected_value(p, path, c); };
    Slice best = filled<slice_width>(0), best_value = expected(best);
    const auto consider = [&](const Slice& c) {
      const Slice here = expected(c);
      const SliceMask better = above(here, best_value);
      best = select(better, c, best);
      best_value = select(better, here, best_value);
    };
    for (int g = 1; g <= scan_; ++g) consider(filled<slice_width>(static_cast<double>(g) / scan_));
    consider(climbed(expected, best));
    consider(surely_accepted(p, path));
    return {p.own.worth(text_at(path, best)), p.floor};
  }

  static Slice expected_value(const Perception& p, const ConcessionPath& path, const Slice& c) {
    const Text x = text_at(path, c);
    const Slice accepted = p.other.acceptance(x);
    return accepted * p.own.worth(x) + (1.0 - accepted) * p.own.no_deal();
  }

  /// The zero of the slope around a maximum of the scan.
  template <class F>
  Slice climbed(F expected, const Slice& around) const {
    Slice low = (around - 1.0 / scan_).max(0.0), high = (around + 1.0 / scan_).min(1.0);
    for (int n = 0; n < halvings_; ++n) {
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

  int scan_, halvings_;  // steps of the search: over the path, then around the best
};

}  // namespace

std::unique_ptr<Tactic> risk_return() { return std::make_unique<RiskReturn>(32, 40); }
std::unique_ptr<Tactic> risk_return_in_outline() { return std::make_unique<RiskReturn>(16, 8); }

}  // namespace backchannel
