// Tactics (MODEL 7.4): what a party aspires to and what it would take. One file each behind this interface; the call is
// paid once for the runs of a pack.
//
//   aspiration  A = Z + α·(Ē − Z)   the worth at which its own offer stands
//   threshold   R ∈ [Z, A]          the worth from which it says yes to the other side's text
#pragma once

#include <memory>

#include "sim/crisis/tactics/perception.hpp"

namespace backchannel {

struct TacticSpec;

struct Stance {
  Slice aspiration, threshold;           // value: of the own offer; least of a text said yes to
  SliceMask fights = SliceMask::none();  // would rather have the breakdown than either text
};

/// As a session asks it. A tactic that claims to know the other side's values derives from this class, and one that
/// holds another down; all others from the next.
class Tactic {
 public:
  virtual ~Tactic() = default;
  /// Where the party stands in a scope.
  [[nodiscard]] virtual Stance stance(const CompleteInformation& known, const TacticMemory& memory) const = 0;
  /// Called once an exchange, before the offers: what the tactic remembers of the other side's last text.
  virtual void observe(const Perception&, TacticMemory&) const {}
};

/// A tactic that goes by what its party sees.
class PartyTactic : public Tactic {
 public:
  [[nodiscard]] Stance stance(const CompleteInformation& known, const TacticMemory& memory) const final {
    return stance_on(known.seen, memory);
  }

 private:
  [[nodiscard]] virtual Stance stance_on(const Perception& perception, const TacticMemory& memory) const = 0;
};

/// A = Z + α·(Ē − Z); R = A, and Z against a final offer.
Stance aspiring(const Perception& perception, const Slice& alpha);

std::unique_ptr<Tactic> time_dependent(const TacticSpec& spec);
std::unique_ptr<Tactic> tit_for_tat(const TacticSpec& spec);
std::unique_ptr<Tactic> hardliner();
std::unique_ptr<Tactic> equilibrium(const TacticSpec& spec, const TacticSpec& others);
std::unique_ptr<Tactic> risk_return();
/// The same to a thousandth of the path, at a quarter of the cost.
std::unique_ptr<Tactic> risk_return_in_outline();
std::unique_ptr<Tactic> attrition(const TacticSpec& others);

/// A tactic whose demands are held down by the risk they run.
std::unique_ptr<Tactic> held_down(std::unique_ptr<Tactic> tactic);

/// The tactic that a scenario names, against another side's.
std::unique_ptr<Tactic> make_tactic(const TacticSpec& spec, const TacticSpec& others);

}  // namespace backchannel
