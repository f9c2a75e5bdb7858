// What a tactic may know: values, and questions about them. Neither the model nor the state nor what runs have drawn is
// even declared in full here, and whatever a party cannot see has no name: a tactic that uses it does not compile
// (tests/guards/tactic.cpp).
#pragma once

#include "sim/crisis/worth/concession_path.hpp"
#include "sim/crisis/worth/war_cost.hpp"

namespace backchannel {

struct TacticSpec;

class Few;

/// What a side makes of the texts of a scope.
class Appraisal {
 public:
  Appraisal(const Outlook& outlook, Scope scope, const Slice& strain)
      : outlook_(outlook), scope_(scope), strain_(strain) {}

  /// E(x): what signing is worth to it.
  [[nodiscard]] Slice worth(const Text& x) const { return worth_of_signing(outlook_, x, scope_); }
  /// N and W: without a deal; of a war.
  [[nodiscard]] const Slice& no_deal() const { return outlook_.no_deal; }
  [[nodiscard]] const Slice& war() const { return outlook_.war; }
  /// Its strain, in [0, 1].
  [[nodiscard]] const Slice& strain() const { return strain_; }
  /// Its way from its best text towards another.
  [[nodiscard]] ConcessionPath path(const Concession& concession) const {
    return concession_path(outlook_, scope_, concession);
  }

 private:
  const Outlook& outlook_;
  Scope scope_;
  Slice strain_;
};

/// What a side believes of the other's cost of war c, and so of the texts that it would take. The text x is worth its
/// no deal to the other side at the cost
///   c*(x) = (N' − E')/(ŵ − ω(x)),  where E = E' − ω(x)·c and N = N' − ŵ·c,
/// which does not depend on what the cost is: no answer here tells it.
class Opinion {
 public:
  /// `cost`: the true one, which falls out. `resolve`: log odds that it is low.
  Opinion(const Outlook& other, Scope scope, const Slice& cost, const CostBelief& prior, const Slice& resolve)
      : other_(other), scope_(scope), cost_(cost), prior_(prior), low_(logistic(resolve)) {}

  /// P(c ≥ c*(x)): the chance that it takes the text.
  [[nodiscard]] Slice acceptance(const Text& x) const {
    return 1.0 - believed_share_below(prior_, low_, breaking_cost(x));
  }
  /// How far c*(x) lies above the least cost that is possible: up to 0 the text is taken for sure.
  [[nodiscard]] Slice doubt(const Text& x) const { return breaking_cost(x) - prior_.quantile.front(); }

 private:
  [[nodiscard]] Slice breaking_cost(const Text& x) const;

  const Outlook& other_;
  Scope scope_;
  Slice cost_;
  const CostBelief& prior_;
  Slice low_;  // the chance that it lies below its median
};

/// Where the own cost of war stands in what all others know of it.
class CostRank {
 public:
  CostRank(const CostBelief& prior, const Slice& cost) : prior_(prior), cost_(cost) {}
  /// The prior share of types with a lower one.
  [[nodiscard]] Slice share_below() const { return prior_share_below(prior_, cost_); }

 private:
  const CostBelief& prior_;
  Slice cost_;
};

/// The numbers of a tactic in the scenario, by their name there: of nothing else.
class Settings {
 public:
  Settings(const Few& few, const TacticSpec& spec) : few_(few), spec_(spec) {}
  Slice operator[](Param TacticSpec::*number) const;
  /// Empty: not given.
  std::optional<Slice> operator[](std::optional<Param> TacticSpec::*number) const;

 private:
  const Few& few_;
  const TacticSpec& spec_;
};

/// What a party sees.
struct Perception {
  Settings settings;
  Settings others_settings;  // of the other side's tactic: what a public contest and an equilibrium know
  Appraisal own;
  Opinion other;
  CostRank own_cost;
  Slice clock;       // days of the tactic's clock, slowed by ripeness
  Slice time_limit;  // T, in days
  Slice floor;       // Z, the reservation value
  Slice best;        // Ē at full trust: what trust takes off a text lowers its worth, not what is asked for
  Slice offered;     // worth of the other side's last text; Z before one
  SliceMask was_offered;
  Slice offers_left;   // offers that can still be made, this one included; inf: no end
  Slice days_between;  // rounds
  Slice breakdown;     // chance of one after a refusal
  bool breakdown_is_war;
  const Text& best_own;  // x* of either side
  const Text& best_other;
};

/// What games of complete information take for known beside it: the other side's values, its private cost included.
struct CompleteInformation {
  const Perception& seen;
  Appraisal other;
};

}  // namespace backchannel
