// What the cases read off a run that has ended, and what their closed forms have in common.
#pragma once

#include "cli/theory/cases.hpp"
#include "sim/crisis/look.hpp"

namespace backchannel::theory {

/// f(row) as the only quantity.
template <class F>
Gauge of_row(F f) {
  return [f](const CrisisKernel& kernel, int lane) { return Gauged{f(kernel.row(lane))}; };
}

/// One agreed position: of the first issue in order of id, counted from `from`; −1 without a deal.
inline Gauge agreed_position(std::size_t issue = 0) {
  return of_row([issue](const Row& row) { return row.agreed() ? row.terms[issue] : -1.0; });
}

inline double share_if(bool yes) { return yes ? 1.0 : 0.0; }

// ---------------------------------------------------------------------------------------------- closed forms
// `first` and `second` contend over one issue, ideals 1 and 0, linear losses.

inline std::string other_than(const std::string& side) { return side == "first" ? "second" : "first"; }

/// p = m_i/(m_i + m_j).
inline double chance_of_winning(const Numbers& of, const std::string& side) {
  const double own = of(side + ".capability");
  return own / (own + of(other_than(side) + ".capability"));
}

/// W = p − c.
inline double worth_of_war(const Numbers& of, const std::string& side) {
  return chance_of_winning(of, side) - of(side + ".war.cost");
}

inline double worth_now(const Numbers& of, const std::string& issue, const std::string& side) {
  const double now = of(issue + ".status_quo");
  return side == "first" ? now : 1 - now;
}

/// N = (1 − ŵ)·V(sq) + ŵ·W.
inline double worth_of_no_deal(const Numbers& of, const std::string& issue, const std::string& side) {
  const double risk = of(side + ".war.perceived_risk");
  return (1 - risk) * worth_now(of, issue, side) + risk * worth_of_war(of, side);
}

/// The zero of a function that falls from low to high.
template <class F>
double falling_zero(double low, double high, F f) {
  for (int n = 0; n < 200; ++n) {
    const double middle = 0.5 * (low + high);
    (f(middle) > 0 ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace backchannel::theory
