// Tactics (MODEL 7.4): what a party aspires to and what it would take. One file each behind this interface; the call is
// paid once for the runs of a pack.
//
//   aspiration  A = Z + α·(Ē − Z)   the worth at which its own offer stands
//   threshold   R ∈ [Z, A]          the worth from which it says yes to the other side's text
#pragma once

#include <memory>
#include <span>

#include "sim/crisis/worth/offers.hpp"

namespace backchannel {

/// What a tactic may know: its own values, the clock, what the other side put forward.
struct Perception {
  const Model& model;
  const State& state;
  const Values& values;
  const Pack& pack;
  int side;  // 0 or 1
  int scope;
  const Outlook& own;
  const Outlook& other;  // the other side's values, as complete knowledge has them; its cost only through beliefs
  Slice clock;           // days of the tactic's clock, slowed by ripeness
  Slice time_limit;      // T
  Slice floor;           // Z
  Slice best;            // Ē
  Slice offered;         // worth of the other side's last text; Z before one
  SliceMask was_offered;
  Slice offers_left;     // offers that can still be made, this one included; inf: no end
  Slice days_between;    // rounds
  const Text& best_own;  // x* of either side
  const Text& best_other;
};

struct Stance {
  Slice aspiration, threshold;
  SliceMask fights = SliceMask::none();  // would rather have the breakdown than either text
};

class Tactic {
 public:
  virtual ~Tactic() = default;
  /// Where the party stands in a scope.
  [[nodiscard]] virtual Stance stance(const Perception& perception, std::span<Slice> memory) const = 0;
  /// Called once an exchange, before the offers: what the tactic remembers of the other side's last text.
  virtual void observe(const Perception&, std::span<Slice>) const {}
};

/// A = Z + α·(Ē − Z); R = A, and Z against a final offer.
Stance aspiring(const Perception& perception, const Slice& alpha);

std::unique_ptr<Tactic> time_dependent(const TacticSpec& spec);
std::unique_ptr<Tactic> tit_for_tat(const TacticSpec& spec);
std::unique_ptr<Tactic> hardliner();
std::unique_ptr<Tactic> equilibrium(const TacticSpec& spec, const TacticSpec& others);
std::unique_ptr<Tactic> risk_return();
std::unique_ptr<Tactic> attrition(const TacticSpec& spec, const TacticSpec& others);

/// The tactic that a scenario names for a side.
std::unique_ptr<Tactic> make_tactic(const Model& model, int side);

}  // namespace backchannel
