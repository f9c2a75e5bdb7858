// B1: a small reference model of four actors, a mediator and six issues over 180 ticks, the same in every language it
// was timed in. Each tick, with N a standard normal and U a uniform draw and clip01 to [0, 1]:
//   offer[a][i] = clip01(ideal + c[a] (m[i] - ideal) + .05 N),  c[a] = clip01(c0 + .4 (trust[a] - 1/2) + .25 t/180 - .3
//   tau) m[i]        = .7 m[i] + .3 sum_a power[a] offer[a][i] u[a]        = 1 - sum_i weight |m[i] - ideal|;  a
//   accepts if U < logistic(14 (u - reserve + .2 (trust - 1/2) - .15 tau)) signal[b]   = .6 (1 - mean_i |offer[b][i] -
//   m[i]|) + .4 accept[b] t[a][b]     = clip01(t + .05 (signal[b] - t) + .02 N), a != b;  trust[a] = mean over b of
//   t[a][b] tau         = clip01(tau + .06 (.4 - tau) + .04 (1/2 - mean trust) - .02 accepting / 4 + .03 N) event if U
//   < 1 - exp(-exp(-5.2 + 4 tau)): war if tau >= .52; then tau + .12 (at most 1), every t[a][b] - .05 (at least 0)
// The first outcome counts: agreement if all four accept, else escalation if war; the dynamics go on to tick 180.
#pragma once

#include <array>

#include "sim/montecarlo/kernel.hpp"

namespace backchannel::b1 {

inline constexpr int actors = 4, issues = 6, ticks = 180;
using PerIssue = std::array<double, issues>;
inline constexpr std::array<PerIssue, actors> ideal{{{.10, .10, .95, .25, .10, .60},
                                                     {.85, .70, .35, 1.0, .90, .30},
                                                     {.00, .00, 1.0, .00, .00, .80},
                                                     {.30, .20, .85, .60, .30, .50}}};
inline constexpr std::array<PerIssue, actors> weight{{{.25, .15, .20, .15, .15, .10},
                                                      {.25, .10, .10, .35, .10, .10},
                                                      {.30, .15, .20, .05, .25, .05},
                                                      {.15, .15, .25, .20, .10, .15}}};
inline constexpr std::array<double, actors> power_share{.35, .35, .12, .18}, reserve{.80, .71, .67, .88},
    concession{.30, .30, .15, .45};
inline constexpr PerIssue first_proposal{.40, .30, .75, .50, .35, .50};
inline constexpr Stream noise = stream("b1", "noise"), decisions = stream("b1", "decisions");

enum class Outcome { none, agreement, escalation };

class Model {
 public:
  struct Row {
    Outcome outcome = Outcome::none;
    int tick = 0, events = 0;  // the tick of the outcome; incidents in all
  };

  void start(int lane, std::uint64_t) {
    for (int i = 0; i < issues; ++i) proposal_[i][lane] = first_proposal[i];
    for (Lanes& trust : trust_) trust[lane] = 0.4;
    for (Lanes& mean : mean_trust_) mean[lane] = 0.4;
    tension_[lane] = 0.35;
    tick_[lane] = outcome_[lane] = decided_[lane] = events_[lane] = 0.0;
  }

  Mask day(const Draws& draws, const Mask&) {
    draws.normals(noise, normal_);
    draws.uniforms(decisions, uniform_);
    tick_ += 1.0;
    offer();
    accept();
    learn();
    incident();
    return at_least(tick_, ticks);
  }

  Row row(int lane) const {
    return {static_cast<Outcome>(outcome_[lane]), static_cast<int>(decided_[lane]), static_cast<int>(events_[lane])};
  }

 private:
  void offer() {
    std::array<Lanes, issues> mean;
    mean.fill(lanes(0.0));
    for (int a = 0; a < actors; ++a) {
      const Lanes c = clamp01(concession[a] + 0.4 * (mean_trust_[a] - 0.5) + tick_ * (0.25 / ticks) - 0.3 * tension_);
      for (int i = 0; i < issues; ++i) {
        const Lanes& n = normal_[a * issues + i];
        offer_[a][i] = clamp01(ideal[a][i] + c * (proposal_[i] - ideal[a][i]) + 0.05 * n);
        mean[i] += power_share[a] * offer_[a][i];
      }
    }
    for (int i = 0; i < issues; ++i) proposal_[i] = 0.7 * proposal_[i] + 0.3 * mean[i];
  }

  void accept() {
    accepting_ = lanes(0.0);
    for (int a = 0; a < actors; ++a) {
      Lanes loss = lanes(0.0), distance = lanes(0.0);
      for (int i = 0; i < issues; ++i) {
        loss += weight[a][i] * (proposal_[i] - ideal[a][i]).abs();
        distance += (offer_[a][i] - proposal_[i]).abs();
      }
      const Lanes ease = 1.0 - loss - reserve[a] + 0.2 * (mean_trust_[a] - 0.5) - 0.15 * tension_;
      const Mask accepts = below(uniform_[a], logistic(14.0 * ease));
      signal_[a] = 0.6 * (1.0 - distance * (1.0 / issues)) + 0.4 * accepts.on;
      accepting_ += accepts.on;
    }
  }

  void learn() {
    const Lanes* n = &normal_[actors * issues];
    for (int a = 0; a < actors; ++a) {
      for (int b = 0; b < actors; ++b) {
        if (a == b) continue;
        Lanes& trust = trust_[a * actors + b];
        trust = clamp01(trust + 0.05 * (signal_[b] - trust) + 0.02 * *n++);
      }
      average(a);
    }
    const Lanes mean = 0.25 * (mean_trust_[0] + mean_trust_[1] + mean_trust_[2] + mean_trust_[3]);
    tension_ = clamp01(tension_ + 0.06 * (0.4 - tension_) + 0.04 * (0.5 - mean) - 0.005 * accepting_ + 0.03 * *n);
  }

  void average(int a) {
    mean_trust_[a] = lanes(0.0);
    for (int b = 0; b < actors; ++b)
      if (a != b) mean_trust_[a] += trust_[a * actors + b] * (1.0 / (actors - 1));
  }

  void incident() {
    const Mask event = below(uniform_[actors], 1.0 - exponential(-exponential(4.0 * tension_ - 5.2)));
    const Mask agreement = equals(accepting_, actors);
    const Mask war = event & at_least(tension_, 0.52) & !agreement;
    const Mask first = equals(outcome_, 0.0) & (agreement | war);
    outcome_ += first.on * (agreement.on + 2.0 * war.on);
    decided_ += first.on * tick_;
    events_ += event.on;
    tension_ = (tension_ + 0.12 * event.on).min(1.0);
    if (!any(event)) return;
    for (Lanes& trust : trust_) trust = (trust - 0.05 * event.on).max(0.0);
    for (int a = 0; a < actors; ++a) average(a);
  }

  std::array<Lanes, issues> proposal_;
  std::array<std::array<Lanes, issues>, actors> offer_;
  std::array<Lanes, actors * actors> trust_;  // the diagonal is not used
  std::array<Lanes, actors> mean_trust_, signal_;
  Lanes tension_, accepting_, tick_, outcome_, decided_, events_;
  std::array<Lanes, actors * issues + actors*(actors - 1) + 1> normal_;
  std::array<Lanes, actors + 1> uniform_;
};
static_assert(Kernel<Model>);

}  // namespace backchannel::b1
