// Mediation (MODEL 7.6): what the third party in the middle does with what it hears.
//
//   facilitation   relays offers and frames them
//   formulation    a single negotiating text (Raiffa 1982): it searches for a better one and puts it to both
//   manipulation   formulation plus leverage: sweeteners and costs of refusal, paid from a budget
//
// Search for the text:
//
//   objective      one or two issues are changed; kept if the objective rises:
//                    Nash               Π(Ê_i − R̂_i)^{w_i}
//                    Kalai–Smorodinsky  min (Ê_i − R̂_i)/(max Ê_i − R̂_i), max over texts that the other bears
//                    egalitarian        min w_i(Ê_i − R̂_i)
//   votes          Klein et al. 2003: from a contract drawn at random, one issue drawn at random is changed; each side
//                  votes on it by its estimated value, a hill-climber yes iff not worse, an annealer also with
//                  probability e^{Δ/temperature}; kept if both vote yes
//
// Counsel (Kydd 2003): "the other is resolved" counts for i only if bias_i ≥ (1 − s)·c_m/(s·c_H − c_L).
#pragma once

#include "sim/crisis/worth/views.hpp"

namespace backchannel {

/// What the mediator believes about the two sides, for a pack and a scope.
struct Estimate {
  PerSide<Outlook> outlook;    // with estimated ideal points
  PerSide<Slice> reservation;  // R̂
  PerSide<Slice> most;         // max Ê_i over texts with Ê_j ≥ R̂_j; for Kalai–Smorodinsky only
};

/// The least bias towards i at which i believes that the mediator tells the truth about j (Kydd 2003):
/// (1 − s)·c_m/(s·c_H − c_L); +inf where s·c_H ≤ c_L. s: chance that j is weak given a signal of weakness; c_m: the
/// mediator's own cost of war.
Slice least_believed_bias(const Slice& s, const Slice& own_cost, const Slice& high, const Slice& low);

class Mediation {
 public:
  explicit Mediation(State& state);

  /// How far off its estimates are, and what it brings to the table.
  void begin(const Few& few);

  /// Replaces the ideals and reservation values in an estimate by ones with the variance that is left.
  void blur(Estimate& estimate, const Few& few, const Slice& variance) const;

  /// Where votes begin: any level, or any position, of each issue that the scope moves is as likely as another.
  void draw_contract(Text& text, const Few& few, Scope scope) const;
  /// A text to be improved: its scope, and the number of the exchange in the session day.
  struct Task {
    Scope scope;
    int exchange;
  };
  /// Improves the single text by the search that the scenario names; cools the votes' temperature.
  void improve(Text& text, const Few& few, const Estimate& estimate, const Task& task, Slice& temperature);

  /// How good a text is to the mediator's objective; negative where a side would lose.
  [[nodiscard]] Slice objective_of(const Few& few, const Estimate& estimate, const Text& x, Scope scope) const;

  /// Once a round: counsel about the other side's resolve, and words of good faith.
  void counsel(const Few& few, const SliceMask& ended);

 private:
  /// What it says to a side about the other's resolve.
  struct Message {
    SliceMask seems_weak, speaks;
    Slice accuracy, weak;  // of the signal; the listener's belief that the other is weak, given a signal of weakness
  };
  void counsel(const Few& few, Side to, const SliceMask& ended);
  Message message(const Few& few, Side to, const SliceMask& ended) const;
  void draw_changes(const Few& few, const Task& task);
  /// Keeps what both sides would rather have by their votes.
  void put_to_vote(Text& text, const Few& few, const Estimate& estimate, const Task& task, Slice& temperature) const;
  /// Keeps what raises the objective.
  void search(Text& text, const Few& few, const Estimate& estimate, const Task& task) const;
  [[nodiscard]] const Mediator& spec() const { return *model_.mediator; }

  const Model& model_;
  State& state_;
  // Standard normal errors of its estimates, drawn once a run.
  Variables<IssueId> first_error_, second_error_;  // of the sides' ideal points
  PerSide<Variable> reservation_error_;
  PerSide<Variable> weak_;  // flag: a side's cost of war lies above the median of its prior
  struct Purposes {
    Stream signal, counsel, reservation;
    std::vector<Stream> estimate;  // by issue
  };
  PerSide<Purposes> purposes_;
  struct Changes {
    Stream change, vote;
  };
  PerScope<std::vector<Changes>> changes_;  // by exchange of the day
  std::vector<Stream> contract_;            // by issue
  std::vector<Slice> normals_, uniforms_;   // scratch of the search
};

}  // namespace backchannel
