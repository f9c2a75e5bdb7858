// Alternating-offers equilibrium (Rubinstein 1982; Binmore, Rubinstein and Wolinsky 1986). The responder j takes what
// is worth R_j, the proposer i asks for the best text that is:
//   R_j = max(o_j, (1 − b)·δ_j·v_j + b·W_j),  v_i = max E_i subject to E_j ≥ R_j (along i's concession path)
// iterated back from the last offer, or to 1e-12 without end; δ_j = exp(−(r0_j + r1_j·strain_j)·days between rounds),
// o_j an opt-out taken at will (never below Z_j), W_j the payoff of a breakdown of probability b. Limiting case V1.
#include <limits>

#include "sim/crisis/tactics/tactic.hpp"

namespace backchannel {

namespace {

constexpr int most_offers = 4000;

class Equilibrium final : public Tactic {
 public:
  Equilibrium(const TacticSpec& spec, const TacticSpec& others) : spec_(spec), others_(others) {}

  Stance stance(const Perception& p, std::span<Slice>) const override {
    const Game game = game_of(p);
    const Slice asked = proposer_values(game, 0, p.offers_left).first;
    const Slice required = proposer_values(game, 1, p.offers_left).second;
    return {asked, required.max(p.floor)};
  }

 private:
  struct Game {
    std::array<const Outlook*, 2> outlook;
    std::array<Path, 2> path;
    std::array<Slice, 2> discount, opt_out, breakdown, best, last_resort;
    Slice break_chance;
    int scope;
  };

  Game game_of(const Perception& p) const {
    Game game{{&p.own, &p.other}, {}, {}, {}, {}, {}, {}, {}, p.scope};
    const Slice zero = filled<slice_width>(0);
    game.path[0] = concession_path(p.own, p.scope, p.best_own, p.best_other, zero);
    game.path[1] = concession_path(p.other, p.scope, p.best_other, p.best_own, zero);
    const Breakdown& breakdown = p.model.scenario.talks.breakdown;
    game.break_chance = p.values.gathered(breakdown.probability, p.pack);
    for (int s = 0; s < 2; ++s) {
      const auto i = static_cast<std::size_t>(s);
      const int actor = p.model.party[static_cast<std::size_t>(s == 0 ? p.side : 1 - p.side)];
      const TacticSpec& spec = s == 0 ? spec_ : others_;
      const bool known = spec.kind == TacticKind::equilibrium;  // another tactic's patience is taken to be the own
      const TacticSpec& rates = known ? spec : spec_;
      const Slice strain = gathered(p.state.strain[static_cast<std::size_t>(actor)], p.pack);
      const Slice rate =
          p.values.gathered(rates.discount, p.pack) + p.values.gathered(rates.strain_weight, p.pack) * strain;
      game.discount[i] = exponential(Slice(-rate * p.days_between));
      const Slice none = s == 0 ? p.floor : p.other.none;
      game.opt_out[i] = known && spec.opt_out ? Slice(p.values.gathered(*spec.opt_out, p.pack).max(none)) : none;
      game.breakdown[i] = breakdown.outcome == BreakdownOutcome::war ? game.outlook[i]->war : none;
      game.best[i] = s == 0 ? p.best : worth_of_signing(p.other, p.best_other, p.scope);
      game.last_resort[i] = (1.0 - game.break_chance) * none + game.break_chance * game.breakdown[i];
    }
    return game;
  }

  /// max E_s subject to E_other ≥ least, along s's path; `c` is where it was, a first guess.
  static Slice best_given(const Game& game, std::size_t s, const Slice& least, Slice& c) {
    const Outlook& self = *game.outlook[s];
    const Outlook& other = *game.outlook[1 - s];
    const Path& path = game.path[s];
    const auto short_of = [&](const Text& x) { return Slice(least - worth_of_signing(other, x, game.scope)); };
    c = first_stretch(path, short_of(path.start), c, short_of);
    return worth_of_signing(self, text_at(path, c), game.scope);
  }

  /// With `left` offers to come and side `first` proposing now: the proposer's value v, and the responder's R now.
  static std::pair<Slice, Slice> proposer_values(const Game& game, std::size_t first, const Slice& left) {
    std::array<Slice, 2> value = game.best;  // v of each side as the next proposer
    std::array<Slice, 2> conceded{filled<slice_width>(0.5), filled<slice_width>(0.5)};
    Slice required = game.last_resort[1 - first];
    SliceMask settled = SliceMask::none();
    // Offers are numbered from the last: number n is made by `first` if left − n is even.
    const SliceMask endless = above(left, 1e9);
    const Slice last = select(endless, 1.0, left);
    for (int n = 1; n <= most_offers && any(!settled); ++n) {
      const Slice number = filled<slice_width>(n);
      const Slice half = (last - number) * 0.5;
      const SliceMask by_first = equals(floor_of(half), half);
      std::array<Slice, 2> asked, least;
      for (std::size_t s = 0; s < 2; ++s) {
        const std::size_t j = 1 - s;  // the responder
        const Slice waiting = n == 1 ? game.last_resort[j]
                                     : Slice((1.0 - game.break_chance) * game.discount[j] * value[j] +
                                             game.break_chance * game.breakdown[j]);
        least[s] = waiting.max(game.opt_out[j]);
        asked[s] = best_given(game, s, least[s], conceded[s]);
      }
      const SliceMask goes_on = !settled & at_most(number, left);
      const Slice old = value[first];
      for (std::size_t s = 0; s < 2; ++s) {
        const SliceMask proposes = goes_on & (s == first ? by_first : !by_first);
        value[s] = select(proposes, asked[s], value[s]);
      }
      required = select(goes_on & by_first, least[first], required);
      settled |=
          !goes_on | (endless & by_first & at_most(Slice((value[first] - old).abs()), 1e-13) & above(number, 2.0));
    }
    return {value[first], required};
  }

  const TacticSpec& spec_;
  const TacticSpec& others_;
};

}  // namespace

std::unique_ptr<Tactic> equilibrium(const TacticSpec& spec, const TacticSpec& others) {
  return std::make_unique<Equilibrium>(spec, others);
}

}  // namespace backchannel
