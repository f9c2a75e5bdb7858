// Incidents (MODEL 7.10; Hawkes 1971): clashes that nobody decided, exciting one another.
//
//     N ~ Poisson(λ),  λ = (1 − calm in force)·base·exposure(M) + E, a day
//     E ← (1 − g)·E + n·g·N,  n < 1 the branching ratio
//     exposure = 1 + (e_max − 1)·(1 − e^{−ΣM⁺/m_0})
//
// Minor ones raise tension and cost trust; grave ones open a decision on force. Mean rate base/(1 − n), dispersion of
// long counts 1/(1 − n)² (limiting case V14).
#pragma once

#include "sim/crisis/state/runs.hpp"
#include "sim/crisis/state/state.hpp"

namespace backchannel {

class Incidents {
 public:
  explicit Incidents(State& state);
  /// Incidents of late still excite.
  void begin(const Few& few);
  /// The phase `incidents`.
  void operator()(const Abreast& runs);

 private:
  struct Streams {
    Stream number, gravity, explanation;
  };
  [[nodiscard]] Slice rate(const Abreast& runs, DyadId dyad) const;
  void clash(const Abreast& runs, DyadId dyad);
  void feel(const Abreast& runs, DyadId dyad, const Slice& number, const SliceMask& grave);
  /// The mediator's channel: what is explained gives no occasion for force and half the boycott (MODEL 7.6).
  void explain(const Abreast& runs, DyadId dyad, const SliceMask& grave);

  const Model& model_;
  State& state_;
  Variables<DyadId> excitation_;  // E, incidents a day
  Table<DyadId, Streams> streams_;
};

}  // namespace backchannel
