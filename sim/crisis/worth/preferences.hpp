// Preferences (MODEL 7.1). What a text is worth to an actor or a faction.
//
//   loss_k(x)  = (|x_k − ideal_k| / max(ideal_k, 1 − ideal_k))^curvature, or 1 − worth for tabulated issues
//   u(x)       = 1 − Σ_k salience_k·loss_k(x) + Σ_{k<l} linkage_kl·x_k·x_l
//   g_k        = salience_k·(loss_k(sq) − loss_k(x));  g_kl = linkage_kl·(x_k·x_l − sq_k·sq_l)
//   V^q(x)     = u(sq) + q·φ(Σ max(g,0); G) − loss_aversion·φ(Σ max(−g,0); 1)
//   φ(z; s)    = s·(z/s)^a,  G = Σ salience·loss(sq)
//
// Sources: spatial voting (Davis, Hinich and Ordeshook 1970); prospect theory (Kahneman and Tversky 1979; Tversky and
// Kahneman 1992). Positions and saliences in [0, 1]; values ≤ 1 (without linkage), no lower bound, never clamped.
#pragma once

#include <span>

#include "sim/crisis/model/compiled.hpp"
#include "sim/crisis/state/negotiation.hpp"

namespace backchannel {

struct Gains {
  Slice plus, minus;  // value
};

/// A red line of a holder: it is crossed by `beyond(x)`, the distance beyond the line (0 where it is not real).
struct Line {
  IssueId issue;
  LineSide side = LineSide::at_most;
  Slice at, penalty, real;  // position, 0 to 1; value per unit of position; flag
};

/// The preferences of a holder, gathered for a pack. Kept between days; filling it allocates only the first time.
struct Preferences {
  const Agenda* issues = nullptr;
  const CompiledActor* whose = nullptr;
  const Holder* holder = nullptr;
  Text ideal, status_quo, original;  // original: before any agreement
  PerIssue<Slice> salience, scale;   // weights of sum 1; 1 / the largest distance from the ideal
  PerIssue<Slice> weight, lost_now;  // salience·scale (linear losses); salience·loss(sq)
  bool text_in_force = false;        // in any run of the pack, when gathered: the status quo differs from the original
  bool plain = false;                // losses are plain multiples of distances
  Slice curvature, loss_aversion, gain_exponent, best_gain, worth_now;  // exponent, factor, exponent; G, u(sq)
  std::vector<Slice> linkage;                                           // in the order of the actor's linkages
  std::vector<Slice> level_worth;                                       // of all levels of tabulated issues
  std::vector<Line> soft, absolute;
  std::vector<Slice> others;  // scratch

  [[nodiscard]] const Agenda& agenda() const { return *issues; }
  [[nodiscard]] const CompiledActor& actor() const { return *whose; }
};

/// φ(z; s) = s·(z/s)^a; φ = z where s = 0.
Slice prospect(const Slice& z, const Slice& s, const Slice& a);

/// Reckons what follows from ideals, saliences and the status quo: u(sq), G and the losses at the status quo.
void weigh_status_quo(Preferences& preferences);

/// Replaces the ideal points (a mediator's estimates).
void move_ideals(Preferences& preferences, const Text& ideal);

/// Replaces the status quo that gains and losses are counted from.
void move_status_quo(Preferences& preferences, const Text& status_quo);

/// Loss of standing at position x of an issue, in [0, 1].
Slice shaped_loss(const Preferences& preferences, IssueId issue, const Slice& x);
inline Slice loss(const Preferences& p, IssueId issue, const Slice& x) {
  return p.plain ? (x - p.ideal[issue]).abs() * p.scale[issue] : shaped_loss(p, issue, x);
}

/// salience·loss at position x, of any shape.
Slice weighted_loss(const Preferences& preferences, IssueId issue, const Slice& x);

/// Gains and losses while they are summed: gains above 0, and the sum of all, which is theirs less the losses.
struct Sums {
  Slice plus = 0.0, all = 0.0;  // value

  void add(const Slice& gain) {
    plus += gain.max(0.0);
    all += gain;
  }
  void add_issue(const Preferences& p, const Text& x, IssueId k) {
    if (p.plain)
      add(p.lost_now[k] - p.weight[k] * (x[k] - p.ideal[k]).abs());
    else
      add(p.lost_now[k] - weighted_loss(p, k, x[k]));
  }
  void add_linkages(const Preferences& p, const Text& x) {
    if (p.linkage.empty()) return;
    const auto& linkages = p.actor().linkages;
    for (std::size_t n = 0; n < p.linkage.size(); ++n) {
      const auto& [a, b, weight] = linkages[n];
      add(p.linkage[n] * (x[a] * x[b] - p.status_quo[a] * p.status_quo[b]));
    }
  }
  [[nodiscard]] Gains gains() const { return {plus, plus - all}; }
};

/// Summed gains and losses of a text against the status quo, where it stands there on all issues but these.
[[gnu::always_inline]] inline Gains gains(const Preferences& p, const Text& x, std::span<const IssueId> issues) {
  Sums sums;
  if (p.plain)  // the same as add_issue, free of branches
    for (const IssueId k : issues) sums.add(p.lost_now[k] - p.weight[k] * (x[k] - p.ideal[k]).abs());
  else
    for (const IssueId k : issues) sums.add_issue(p, x, k);
  sums.add_linkages(p, x);
  return sums.gains();
}
/// The same of any text.
Gains gains(const Preferences& preferences, const Text& x);

/// V^q(x) from its gains and losses, where gains and losses bend (gain_exponent).
Slice bent_value(const Preferences& preferences, const Gains& gains, const Slice& q);
/// V^q(x) from its gains and losses; V = V^1.
[[gnu::always_inline]] inline Slice value(const Preferences& p, const Gains& g, const Slice& q) {
  if (!p.holder->linear_gains) return bent_value(p, g, q);
  return p.worth_now + q * g.plus - p.loss_aversion * g.minus;
}
Slice value(const Preferences& preferences, const Text& x, const Slice& q);

/// Value lost by crossing soft lines (comprehensive texts only).
Slice soft_penalty(const Preferences& preferences, const Text& x);

/// A line is crossed by more than this.
inline constexpr double line_tolerance = 1e-12;

/// Whether a text crosses a real absolute line on an issue that its scope needs and moves.
SliceMask crosses_absolute_line(const Preferences& preferences, const Text& x, Scope scope);

/// How far x stands beyond a line.
Slice beyond(const Line& line, const Slice& x);

}  // namespace backchannel
