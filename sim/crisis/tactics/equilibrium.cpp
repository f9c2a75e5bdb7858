// Alternating-offers equilibrium (Rubinstein 1982; Binmore, Rubinstein and Wolinsky 1986; an option to leave: Shaked
// and Sutton 1984). The responder j takes what is worth R_j, the proposer i asks for the best text that is:
//   R_j = max(o_j, (1 − b)·δ_j·v_j + b·W_j),  v_i = max E_i subject to E_j ≥ R_j (along i's concession path)
// δ_j = exp(−(r0_j + r1_j·strain_j)·days between rounds), o_j an opt-out taken at will (never below Z_j), W_j the
// payoff of a breakdown of probability b. Limiting case V1.
//
// With a last offer the game is solved back from it, offer by offer. Without one the stationary pair of texts is
// searched along the proposer's path: x with E_j(x) = R_j, where R_j hangs on j's own text y and that on E_i(x). R is
// then known to about 1e-15/(1 − κ), κ = (1 − b)²·δ_i·δ_j: 1e-10. Where a round of two offers costs less than 1e-5, the
// endless game is solved at 1e-5 and 2e-5, all rates raised in proportion, and continued in a straight line (to 1e-9);
// where it costs nothing, both sides are taken to be equally patient (Nash's solution).
#include "sim/crisis/tactics/tactic.hpp"
#include "sim/scenario/keys/tactic.hpp"

namespace backchannel {

namespace {

constexpr double endless = 1e9;       // offers
constexpr double cheap_round = 1e-5;  // of two offers, as a rate
constexpr double settled = 4e-15;     // change of a value over a round
constexpr double sharpest = 400;      // of a search along a path: beyond it rounding hides the crossing

/// The one whose tactic it is, and its adversary.
enum class Player { self, other };
constexpr std::array<Player, 2> players{Player::self, Player::other};
constexpr Player rival(Player p) { return p == Player::self ? Player::other : Player::self; }
template <class T>
using PerPlayer = Each<Player, T, 2>;

class Equilibrium final : public Tactic {
 public:
  Equilibrium(const TacticSpec& spec, const TacticSpec& others) : spec_(spec), others_(others) {}

  Stance stance(const CompleteInformation& known, const TacticMemory&) const override {
    const Perception& p = known.seen;
    const Game game = game_of(p, known.other);
    Slice conceded = filled<slice_width>(0.5);
    const Slice asked = best_given(game, Player::self, least_taken(game, Player::self, p.offers_left),
                                   filled<slice_width>(1), conceded);
    return {asked, least_taken(game, Player::other, p.offers_left).max(p.floor)};
  }

 private:
  struct Game {
    PerPlayer<const Appraisal*> of;
    PerPlayer<ConcessionPath> path;
    PerPlayer<Slice> opt_out, breakdown, last_resort;
    PerPlayer<Slice> impatience;  // share of a round's cost: Σ impatience + 2·danger = 1
    Slice danger;
    Slice cost;  // of a round of two offers, −ln κ
  };

  /// What waiting for the next offer means when a round costs so much.
  struct Pace {
    PerPlayer<Slice> keeps;  // (1 − b)·δ
    Slice breaks;            // b
    Slice sharpness;         // 1/(1 − κ): an error of R is one of E times this
  };

  Game game_of(const Perception& p, const Appraisal& other) const {
    Game game;
    const Slice zero = filled<slice_width>(0);
    game.of = {&p.own, &other};
    game.path[Player::self] = p.own.path({p.best_own, p.best_other, zero});
    game.path[Player::other] = other.path({p.best_other, p.best_own, zero});
    game.danger = -logarithm(Slice((1.0 - p.breakdown).max(1e-300)));
    for (const Player i : players) {
      const TacticSpec& spec = i == Player::self ? spec_ : others_;
      const bool known = spec.kind == TacticKind::equilibrium;  // another tactic's patience is taken to be the own
      const Slice none = i == Player::self ? p.floor : other.no_deal();
      const Settings& settings = i == Player::self ? p.settings : p.others_settings;
      const Settings& patience = known ? settings : p.settings;
      const Slice rate = patience[&TacticSpec::discount] + patience[&TacticSpec::strain_weight] * game.of[i]->strain();
      game.impatience[i] = rate * p.days_between;
      const std::optional<Slice> opt_out = settings[&TacticSpec::opt_out];
      game.opt_out[i] = known && opt_out ? Slice(opt_out->max(none)) : none;
      game.breakdown[i] = p.breakdown_is_war ? game.of[i]->war() : none;
      game.last_resort[i] = (1.0 - p.breakdown) * none + p.breakdown * game.breakdown[i];
    }
    share_cost(game);
    return game;
  }

  static void share_cost(Game& game) {
    game.cost = game.impatience[Player::self] + game.impatience[Player::other] + 2.0 * game.danger;
    const SliceMask free = below(game.cost, 1e-200);
    const Slice whole = select(free, 1.0, game.cost);
    for (Slice& share : game.impatience) share = select(free, 0.5, Slice(share / whole));
    game.danger = select(free, 0.0, Slice(game.danger / whole));
  }

  static Pace pace_of(const Game& game, const Slice& cost) {
    Pace pace;
    for (const Player s : players) pace.keeps[s] = exponential(Slice(-cost * (game.impatience[s] + game.danger)));
    pace.breaks = 1.0 - exponential(Slice(-cost * game.danger));
    pace.sharpness = 1.0 / (1.0 - pace.keeps[Player::self] * pace.keeps[Player::other]).max(1e-7);
    return pace;
  }

  /// R of side j, whose own next text would be worth `value` to it.
  static Slice required(const Game& game, const Pace& pace, Player j, const Slice& value) {
    return (pace.keeps[j] * value + pace.breaks * game.breakdown[j]).max(game.opt_out[j]);
  }

  /// max E_s subject to E_other ≥ least, along s's path; `c` is where it was, a first guess.
  static Slice best_given(const Game& game, Player s, const Slice& least, const Slice& sharpness, Slice& c) {
    const Appraisal& other = *game.of[rival(s)];
    const ConcessionPath& path = game.path[s];
    const Slice sharp = sharpness.min(sharpest);
    const auto short_of = [&](const Text& x) { return Slice(sharp * (least - other.worth(x))); };
    c = end_of_first_stretch(path, short_of(path.start), c, short_of);
    return game.of[s]->worth(text_at(path, c));
  }

  /// R of the responder when side `first` proposes now and `left` offers are to come, this one included.
  static Slice least_taken(const Game& game, Player first, const Slice& left) {
    const SliceMask far = above(left, endless);
    if (!any(far)) return solved_back(game, first, left);
    const Slice without_end = least_taken_for_ever(game, first);
    if (!any(!far)) return without_end;
    return select(far, without_end, solved_back(game, first, select(far, 0.0, left)));
  }

  static Slice least_taken_for_ever(const Game& game, Player first) {
    const Slice slow = game.cost.max(cheap_round);
    const Slice least = stationary(game, first, pace_of(game, slow));
    const SliceMask cheap = below(game.cost, cheap_round);
    if (!any(cheap)) return least;
    const Slice dearer = stationary(game, first, pace_of(game, Slice(2.0 * slow)));
    return select(cheap, Slice(least + (game.cost - slow) / slow * (dearer - least)), least);
  }

  static Slice stationary(const Game& game, Player first, const Pace& pace) {
    const Player second = rival(first);
    Slice conceded = filled<slice_width>(0.5);
    const auto least = [&](const Text& x) {
      const Slice waiting = required(game, pace, first, game.of[first]->worth(x));
      return required(game, pace, second, best_given(game, second, waiting, pace.sharpness, conceded));
    };
    const ConcessionPath& path = game.path[first];
    const auto short_of = [&](const Text& x) { return Slice(pace.sharpness * (least(x) - game.of[second]->worth(x))); };
    const Slice c = end_of_first_stretch(path, short_of(path.start), filled<slice_width>(0.5), short_of);
    conceded = filled<slice_width>(0.5);  // how long the search went on depends on the other runs of the pack
    return least(text_at(path, c));
  }

  static Slice solved_back(const Game& game, Player first, const Slice& left) {
    const Pace pace = pace_of(game, game.cost);
    PerPlayer<Slice> value{filled<slice_width>(-1e9), filled<slice_width>(-1e9)};  // v of each as the next proposer
    PerPlayer<Slice> conceded{filled<slice_width>(0.5), filled<slice_width>(0.5)};
    PerPlayer<SliceMask> steady{SliceMask::none(), SliceMask::none()};
    Slice least_now = game.last_resort[rival(first)];
    SliceMask open = at_least(left, 1.0);
    for (int n = 1; any(open); ++n) {  // offers from the last; number n is made by `first` if left − n is even
      const Slice half = (left - n) * 0.5;
      const SliceMask by_first = equals(floor_of(half), half);
      PerPlayer<Slice> asked = value;
      for (const Player s : players) {
        const Player j = rival(s);  // the responder
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
      open &= above(left, n) & !(steady[Player::self] & steady[Player::other]);
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
