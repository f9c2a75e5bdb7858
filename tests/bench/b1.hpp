// B1: a small reference model of four actors, a mediator and six issues over 180 ticks, the same in every language it
// was timed in. Each tick, with N a standard normal and U a uniform draw, and clip to [0, 1]:
//   c[a]        = clip(c0 + .4 (trust[a] - 1/2) + .25 t/180 - .3 tau)
//   offer[a][i] = clip(ideal + c[a] (m[i] - ideal) + .05 N)
//   m[i]        = .7 m[i] + .3 sum over a of weight_of_actor * offer[a][i]                  the proposal
//   u[a]        = 1 - sum over i of weight * |m[i] - ideal|;  a accepts if
//                 U < logistic(14 (u[a] - reserve + .2 (trust[a] - 1/2) - .15 tau))
//   signal[b]   = .6 (1 - mean over i of |offer[b][i] - m[i]|) + .4 accept[b]
//   t[a][b]     = clip(t[a][b] + .05 (signal[b] - t[a][b]) + .02 N);  trust[a] = mean over b != a of t[a][b]
//   tau         = clip(tau + .06 (.4 - tau) + .04 (1/2 - mean trust) - .02 accepting / 4 + .03 N)        the tension
//   event       if U < 1 - exp(-exp(-5.2 + 4 tau)), war if then tau >= .52; after it tau + .12 and t - .05, clipped
// The first outcome counts: agreement if all four accept, else escalation if war; the dynamics go on to tick 180.
#pragma once

#include "sim/montecarlo/kernel.hpp"

namespace backchannel::b1 {
inline constexpr int actors = 4, issues = 6, ticks = 180;
// clang-format off
inline constexpr double ideal[actors][issues]{
  {.10, .10, .95, .25, .1, .6}, {.85, .70, .35, 1, .9, .3}, {0, 0, 1, 0, 0, .8}, {.3, .2, .85, .6, .3, .5}};
inline constexpr double weight[actors][issues]{
  {.25, .15, .2, .15, .15, .1}, {.25, .1, .1, .35, .1, .1}, {.3, .15, .2, .05, .25, .05}, {.15, .15, .25, .2, .1, .15}};
// clang-format on
inline constexpr double weight_of_actor[]{.35, .35, .12, .18}, reserve[]{.80, .71, .67, .88}, c0[]{.30, .30, .15, .45};
inline constexpr double first_proposal[issues]{.40, .30, .75, .50, .35, .50};
inline constexpr Stream noise = stream("b1", "noise"), decisions = stream("b1", "decisions");
enum class Outcome { none, agreement, escalation };

class Model {
 public:
  struct Row {
    Outcome outcome = Outcome::none;
    int tick = 0, events = 0;  // the tick of the outcome; events in all
  };

  void start(int lane, std::uint64_t) {
    for (int i = 0; i < issues; ++i) proposal_[i][lane] = first_proposal[i];
    for (auto& trust : trust_) trust[lane] = 0.4;
    for (auto& trust : mean_trust_) trust[lane] = 0.4;
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

  Row row(int lane) const { return {Outcome(outcome_[lane]), int(decided_[lane]), int(events_[lane])}; }

 private:
  void offer() {
    for (int a = 0; a < actors; ++a) {
      const Lanes c = clamp01(c0[a] + 0.4 * (mean_trust_[a] - 0.5) + tick_ * (0.25 / ticks) - 0.3 * tension_);
      for (int i = 0; i < issues; ++i)
        offer_[a][i] = clamp01(ideal[a][i] + c * (proposal_[i] - ideal[a][i]) + 0.05 * normal_[a * issues + i]);
    }
    for (int i = 0; i < issues; ++i) {
      proposal_[i] *= 0.7;
      for (int a = 0; a < actors; ++a) proposal_[i] += (0.3 * weight_of_actor[a]) * offer_[a][i];
    }
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
      signal_[a] = 0.6 * (1.0 - distance * (1.0 / issues)) + 0.4 * accepts.on();
      accepting_ += accepts.on();
    }
  }

  void learn() {
    const Lanes* n = &normal_[actors * issues];
    for (int link = 0; link < actors * (actors - 1); ++link) {
      const Lanes& signal = signal_[(link / 3 + link % 3 + 1) % actors];
      trust_[link] = clamp01(trust_[link] + 0.05 * (signal - trust_[link]) + 0.02 * *n++);
    }
    average();
    const Lanes mean = (mean_trust_[0] + mean_trust_[1] + mean_trust_[2] + mean_trust_[3]) * 0.25;
    tension_ = clamp01(tension_ + 0.06 * (0.4 - tension_) + 0.04 * (0.5 - mean) - 0.005 * accepting_ + 0.03 * *n);
  }

  void average() {
    for (int a = 0; a < actors; ++a)
      mean_trust_[a] = (trust_[3 * a] + trust_[3 * a + 1] + trust_[3 * a + 2]) * (1.0 / 3.0);
  }

  void incident() {
    const Mask event = below(uniform_[actors], 1.0 - exponential(-exponential(4.0 * tension_ - 5.2)));
    const Mask agreement = equals(accepting_, actors);
    const Mask war = event & at_least(tension_, 0.52) & !agreement;
    const Mask first = equals(outcome_, 0.0) & (agreement | war);
    outcome_ += first.on() * (agreement.on() + 2.0 * war.on());
    decided_ += first.on() * tick_;
    events_ += event.on();
    tension_ = (tension_ + 0.12 * event.on()).min(1.0);
    if (!any(event)) return;
    for (Lanes& trust : trust_) trust = (trust - 0.05 * event.on()).max(0.0);
    average();
  }

  // Links: 3 a + k is what a thinks of actor (a + k + 1) mod 4.
  Lanes proposal_[issues], offer_[actors][issues], trust_[actors * 3], mean_trust_[actors];
  Lanes signal_[actors], tension_, accepting_, tick_, outcome_, decided_, events_, normal_[37], uniform_[actors + 1];
};
static_assert(Kernel<Model>);

}  // namespace backchannel::b1
