// What a tactic may know: values, no model behind them. Whatever a party cannot see is not here, so a tactic that uses
// it does not compile.
#pragma once

#include "sim/crisis/worth/concession_path.hpp"
#include "sim/crisis/worth/war_cost.hpp"

namespace backchannel {

/// What a side makes of the texts of a scope.
class Appraisal {
 public:
  /// `cost`: the side's cost of war, of which only breaking_cost makes use.
  Appraisal(const Outlook& outlook, Scope scope, const Slice& cost, const Slice& strain)
      : outlook_(outlook), scope_(scope), cost_(cost), strain_(strain) {}

  /// E(x): what signing is worth to it.
  [[nodiscard]] Slice worth(const Text& x) const { return worth_of_signing(outlook_, x, scope_); }
  /// N and W: without a deal; of a war.
  [[nodiscard]] const Slice& no_deal() const { return outlook_.no_deal; }
  [[nodiscard]] const Slice& war() const { return outlook_.war; }
  /// Its strain, in [0, 1].
  [[nodiscard]] const Slice& strain() const { return strain_; }
  /// c*(x): the cost of war at which the text would be worth its no deal. With E = E' − ω(x)·c and N = N' − ŵ·c,
  /// c* = (N' − E')/(ŵ − ω(x)), which does not depend on what the cost is.
  [[nodiscard]] Slice breaking_cost(const Text& x) const;
  /// Its way from its best text towards another.
  [[nodiscard]] ConcessionPath path(const Concession& concession) const {
    return concession_path(outlook_, scope_, concession);
  }

 private:
  const Outlook& outlook_;
  Scope scope_;
  Slice cost_, strain_;
};

/// What a side believes of the other's cost of war.
class CostOpinion {
 public:
  CostOpinion(const CostBelief& prior, const Slice& resolve) : prior_(prior), resolve_(resolve) {}

  /// The chance that it lies below `cost`.
  [[nodiscard]] Slice share_below(const Slice& cost) const { return believed_share_below(prior_, resolve_, cost); }
  /// The least that it can be.
  [[nodiscard]] double least() const { return prior_.quantile.front(); }

 private:
  const CostBelief& prior_;
  Slice resolve_;
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

/// The numbers of a tactic's own part of the scenario, and of the other side's, which games of complete information
/// know.
class Settings {
 public:
  Settings(const Few& few) : few_(few) {}
  Slice operator[](Param p) const { return few_[p]; }

 private:
  const Few& few_;
};

struct Perception {
  Settings settings;
  Appraisal own;
  Appraisal other;  // as complete knowledge has it
  CostOpinion others_cost;
  CostRank own_cost;
  Slice clock;       // days of the tactic's clock, slowed by ripeness
  Slice time_limit;  // T, in days
  Slice floor;       // Z, the reservation value
  Slice best;        // Ē
  Slice offered;     // worth of the other side's last text; Z before one
  SliceMask was_offered;
  Slice offers_left;   // offers that can still be made, this one included; inf: no end
  Slice days_between;  // rounds
  Slice breakdown;     // chance of one after a refusal
  bool breakdown_is_war;
  const Text& best_own;  // x* of either side
  const Text& best_other;
};

}  // namespace backchannel
