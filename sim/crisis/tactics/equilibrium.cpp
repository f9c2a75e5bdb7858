// Alternating-offers equilibrium (Rubinstein 1982; Binmore, Rubinstein and Wolinsky 1986; an option to leave: Shaked and
// Sutton 1984). The responder j takes what is worth R_j, the proposer i asks for the best text that is:
//   R_j = max(o_j, (1 − b)·δ_j·v_j + b·W_j),  v_i = max E_i subject to E_j ≥ R_j (along i's concession path)
// δ_j = exp(−(r0_j + r1_j·strain_j)·days between rounds), o_j an opt-out taken at will (never below Z_j), W_j the payoff
// of a breakdown of probability b. Limiting case V1.
//
// With a last offer the game is solved back from it, offer by offer. Without one the stationary pair of texts is
// searched along the proposer's path: x with E_j(x) = R_j, where R_j hangs on j's own text y and that on E_i(x). R is
// then known to about 1e-15/(1 − κ), κ = (1 − b)²·δ_i·δ_j: 1e-10. Where a round of two offers costs less than 1e-5, the
// endless game is solved at 1e-5 and 2e-5, all rates raised in proportion, and continued in a straight line (to 1e-9);
// where it costs nothing, both sides are taken to be equally patient (Nash's solution).
#include "sim/crisis/tactics/tactic.hpp"

namespace backchannel {

namespace {

constexpr double endless = 1e9;       // offers
constexpr double cheap_round = 1e-5;  // of two offers, as a rate
constexpr double settled = 4e-15;     // change of a value over a round
constexpr double sharpest = 400;      // of a search along a path: beyond it rounding hides the crossing

class Equilibrium final : public Tactic {
 public:
  Equilibrium(const TacticSpec& spec, const TacticSpec& others) : spec_(spec), others_(others) {}

  Stance stance(const Perception& p, std::span<Slice>) const override {
    const Game game = game_of(p);
    Slice conceded = filled<slice_width>(0.5);
    const Slice asked = best_given(game, 0, least_taken(game, 0, p.offers_left), filled<slice_width>(1), conceded);
    return {asked, least_taken(game, 1, p.offers_left).max(p.floor)};
  }

 private:
  struct Game {
    std::array<const Outlook*, 2> outlook;
    std::array<Path, 2> path;
    std::array<Slice, 2> opt_out, breakdown, last_resort;
    std::array<Slice, 2> impatience;  // share of a round's cost: Σ impatience + 2·danger = 1
    Slice danger;
    Slice cost;  // of a round of two offers, −ln κ
    int scope;
  };

  /// What waiting for the next offer means when a round costs so much.
  struct Pace {
    std::array<Slice, 2> keeps;  // (1 − b)·δ
    Slice breaks;                // b
    Slice sharpness;             // 1/(1 − κ): an error of R is one of E times this
  };

  Game game_of(const Perception& p) const {
    Game game{{&p.own, &p.other}, {}, {}, {}, {}, {}, {}, {}, p.scope};
    const Slice zero = filled<slice_width>(0);
    game.path[0] = concession_path(p.own, p.scope, p.best_own, p.best_other, zero);
    game.path[1] = concession_path(p.other, p.scope, p.best_other, p.best_own, zero);
    const Breakdown& breakdown = p.model.scenario.talks.breakdown;
    const Slice chance = p.values.gathered(breakdown.probability, p.pack);
    game.danger = -logarithm(Slice((1.0 - chance).max(1e-300)));
    for (int s = 0; s < 2; ++s) {
      const auto i = static_cast<std::size_t>(s);
      const TacticSpec& spec = s == 0 ? spec_ : others_;
      const bool known = spec.kind == TacticKind::equilibrium;  // another tactic's patience is taken to be the own
      const Slice none = s == 0 ? p.floor : p.other.none;
      game.impatience[i] = rate_of(p, known ? spec : spec_, s) * p.days_between;
      game.opt_out[i] = known && spec.opt_out ? Slice(p.values.gathered(*spec.opt_out, p.pack).max(none)) : none;
      game.breakdown[i] = breakdown.outcome == BreakdownOutcome::war ? game.outlook[i]->war : none;
      game.last_resort[i] = (1.0 - chance) * none + chance * game.breakdown[i];
    }
    share_cost(game);
    return game;
  }

  static Slice rate_of(const Perception& p, const TacticSpec& spec, int s) {
    const int actor = p.model.party[static_cast<std::size_t>(s == 0 ? p.side : 1 - p.side)];
    const Slice strain = gathered(p.state.strain[static_cast<std::size_t>(actor)], p.pack);
    return p.values.gathered(spec.discount, p.pack) + p.values.gathered(spec.strain_weight, p.pack) * strain;
  }

  static void share_cost(Game& game) {
    game.cost = game.impatience[0] + game.impatience[1] + 2.0 * game.danger;
    const SliceMask free = below(game.cost, 1e-200);
    const Slice whole = select(free, 1.0, game.cost);
    for (Slice& share : game.impatience) share = select(free, 0.5, Slice(share / whole));
    game.danger = select(free, 0.0, Slice(game.danger / whole));
  }

  static Pace pace_of(const Game& game, const Slice& cost) {
    Pace pace;
    for (std::size_t s = 0; s < 2; ++s) pace.keeps[s] = exponential(Slice(-cost * (game.impatience[s] + game.danger)));
    pace.breaks = 1.0 - exponential(Slice(-cost * game.danger));
    pace.sharpness = 1.0 / (1.0 - pace.keeps[0] * pace.keeps[1]).max(1e-7);
    return pace;
  }

  /// R of side j, whose own next text would be worth `value` to it.
  static Slice required(const Game& game, const Pace& pace, std::size_t j, const Slice& value) {
    return (pace.keeps[j] * value + pace.breaks * game.breakdown[j]).max(game.opt_out[j]);
  }

  /// max E_s subject to E_other ≥ least, along s's path; `c` is where it was, a first guess.
  static Slice best_given(const Game& game, std::size_t s, const Slice& least, const Slice& sharpness, Slice& c) {
    const Outlook& other = *game.outlook[1 - s];
    const Path& path = game.path[s];
    const Slice sharp = sharpness.min(sharpest);
    const auto short_of = [&](const Text& x) {
      return Slice(sharp * (least - worth_of_signing(other, x, game.scope)));
    };
    c = first_stretch(path, short_of(path.start), c, short_of);
    return worth_of_signing(*game.outlook[s], text_at(path, c), game.scope);
  }

  /// R of the responder when side `first` proposes now and `left` offers are to come, this one included.
  static Slice least_taken(const Game& game, std::size_t first, const Slice& left) {
    const SliceMask far = above(left, endless);
    if (!any(far)) return solved_back(game, first, left);
    const Slice without_end = least_taken_for_ever(game, first);
    if (!any(!far)) return without_end;
    return select(far, without_end, solved_back(game, first, select(far, 0.0, left)));
  }

  static Slice least_taken_for_ever(const Game& game, std::size_t first) {
    const Slice slow = game.cost.max(cheap_round);
    const Slice least = stationary(game, first, pace_of(game, slow));
    const SliceMask cheap = below(game.cost, cheap_round);
    if (!any(cheap)) return least;
    const Slice dearer = stationary(game, first, pace_of(game, Slice(2.0 * slow)));
    return select(cheap, Slice(least + (game.cost - slow) / slow * (dearer - least)), least);
  }

  static Slice stationary(const Game& game, std::size_t first, const Pace& pace) {
    const std::size_t second = 1 - first;
    Slice conceded = filled<slice_width>(0.5);
    const auto least = [&](const Text& x) {
      const Slice waiting = required(game, pace, first, worth_of_signing(*game.outlook[first], x, game.scope));
      return required(game, pace, second, best_given(game, second, waiting, pace.sharpness, conceded));
    };
    const Path& path = game.path[first];
    const auto short_of = [&](const Text& x) {
      return Slice(pace.sharpness * (least(x) - worth_of_signing(*game.outlook[second], x, game.scope)));
    };
    const Slice c = first_stretch(path, short_of(path.start), filled<slice_width>(0.5), short_of);
    conceded = filled<slice_width>(0.5);  // how long the search went on depends on the other runs of the pack
    return least(text_at(path, c));
  }

  static Slice solved_back(const Game& game, std::size_t first, const Slice& left) {
    const Pace pace = pace_of(game, game.cost);
    std::array<Slice, 2> value{filled<slice_width>(-1e9), filled<slice_width>(-1e9)};  // v of each as the next proposer
    std::array<Slice, 2> conceded{filled<slice_width>(0.5), filled<slice_width>(0.5)};
    std::array<SliceMask, 2> steady{SliceMask::none(), SliceMask::none()};
    Slice least_now = game.last_resort[1 - first];
    SliceMask open = at_least(left, 1.0);
    for (int n = 1; any(open); ++n) {  // offers from the last; number n is made by `first` if left − n is even
      const Slice half = (left - n) * 0.5;
      const SliceMask by_first = equals(floor_of(half), half);
      std::array<Slice, 2> asked = value;
      for (std::size_t s = 0; s < 2; ++s) {
        const std::size_t j = 1 - s;  // the responder
        const SliceMask proposes = open & (s == first ? by_first : !by_first);
        if (!any(proposes)) continue;
        const Slice least =
            n == 1 ? Slice(game.last_resort[j].max(game.opt_out[j])) : required(game, pace, j, value[j]);
        Slice c = conceded[s];
        const Slice best = best_given(game, s, least, pace.sharpness, c);
        conceded[s] = select(proposes, c, conceded[s]);
        steady[s] = (proposes & at_most(Slice((best - value[s]).abs()), settled)) | (!proposes & steady[s]);
        asked[s] = select(proposes, best, value[s]);
        if (s == first) least_now = select(proposes, least, least_now);
      }
      value = asked;
      open &= above(left, n) & !(steady[0] & steady[1]);
    }
    return least_now;
  }

  const TacticSpec& spec_;
  const TacticSpec& others_;
};

}  // namespace

std::unique_ptr<Tactic> equilibrium(const TacticSpec& spec, const TacticSpec& others) {
  return std::make_unique<Equilibrium>(spec, others);
}

}  // namespace backchannel
