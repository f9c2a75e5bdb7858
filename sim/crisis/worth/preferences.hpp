// Preferences (MODEL 7.1). What a text is worth to an actor or a faction.
//
//   loss_k(x)  = (|x_k − ideal_k| / max(ideal_k, 1 − ideal_k))^curvature, or 1 − worth for tabulated issues
//   u(x)       = 1 − Σ_k salience_k·loss_k(x) + Σ_{k<l} linkage_kl·x_k·x_l
//   g_k        = salience_k·(loss_k(sq) − loss_k(x));  g_kl = linkage_kl·(x_k·x_l − sq_k·sq_l)
//   V^q(x)     = u(sq) + q·φ(Σ max(g,0); G) − loss_aversion·φ(Σ max(−g,0); 1),  φ(z; s) = s·(z/s)^a,  G = Σ
//   salience·loss(sq)
//
// Sources: spatial voting (Davis, Hinich and Ordeshook 1970); prospect theory (Kahneman and Tversky 1979; Tversky and
// Kahneman 1992). Positions and saliences in [0, 1]; values ≤ 1 (without linkage), no lower bound, never clamped.
#pragma once

#include <array>
#include <span>

#include "sim/crisis/state/state.hpp"

namespace backchannel {

/// A text: a position for each issue, for the runs of a pack.
using Text = std::array<Slice, max_issues>;

struct Gains {
  Slice plus, minus;
};

/// A red line of a holder: it is crossed by `beyond(x)`, the distance beyond the line (0 where it is not real).
struct Line {
  int issue = 0;
  LineSide side = LineSide::at_most;
  Slice at, penalty, real;
};

/// The preferences of a holder, gathered for a pack. Kept between days; filling it allocates only the first time.
struct Taste {
  const Model* model = nullptr;
  const Holder* holder = nullptr;
  std::array<Slice, max_issues> ideal, salience, scale, status_quo, original;  // original: before any agreement
  std::array<Slice, max_issues> weight, lost_now;  // salience·scale (linear losses); salience·loss(sq)
  bool text_in_force = false;  // in any run of the pack, when gathered: the status quo differs from the original
  Slice curvature, loss_aversion, gain_exponent, best_gain, worth_now;  // best_gain: G; worth_now: u(sq)
  std::vector<Slice> linkage;                                           // in the order of the actor's linkages
  std::vector<Slice> level_worth;                                       // of all levels of tabulated issues
  std::vector<Line> soft, absolute;
};

/// φ(z; s) = s·(z/s)^a; φ = z where s = 0.
Slice prospect(const Slice& z, const Slice& s, const Slice& a);

/// Fills what a holder cares about, as the pack's runs have it.
void gather(Taste& taste, const Model& model, const State& state, const Values& values, int holder, const Pack& pack);

/// Replaces the ideal points (a mediator's estimates).
void move_ideals(Taste& taste, const Text& ideal);

/// Replaces the status quo that gains and losses are counted from.
void move_status_quo(Taste& taste, const Text& status_quo);

/// Loss of standing at position x of an issue, in [0, 1].
Slice loss(const Taste& taste, int issue, const Slice& x);

/// Summed gains and losses of a text against the status quo.
Gains gains(const Taste& taste, const Text& x);
/// The same of a text that stands at the status quo on all issues but these.
Gains gains(const Taste& taste, const Text& x, std::span<const int> issues);

/// Of what a scope moves but one issue, linkages left out; and with that issue and the linkages.
Gains gains(const Taste& taste, const Text& x, int scope, std::size_t but);
Gains with_gain(const Taste& taste, const Text& x, std::size_t issue, const Gains& others);

/// V^q(x); V = V^1.
Slice value(const Taste& taste, const Text& x, const Slice& q);
/// The same from its gains and losses.
Slice value(const Taste& taste, const Gains& gains, const Slice& q);

/// Value lost by crossing soft lines (comprehensive texts only).
Slice soft_penalty(const Taste& taste, const Text& x);

/// A line is crossed by more than this.
inline constexpr double line_tolerance = 1e-12;

/// Whether a text crosses a real absolute line on an issue that its scope needs and moves.
SliceMask crosses_absolute_line(const Taste& taste, const Text& x, int scope);

/// How far x stands beyond a line.
Slice beyond(const Line& line, const Slice& x);

}  // namespace backchannel
