// What the cases read off a run that has ended.
#pragma once

#include "cli/theory/cases.hpp"

namespace backchannel::theory {

inline std::size_t index(int n) { return static_cast<std::size_t>(n); }

/// f(row) as the only quantity.
template <class F>
Gauge of_row(F f) {
  return [f](const CrisisKernel& kernel, int lane) { return Gauged{f(kernel.row(lane))}; };
}

/// One agreed position: of the first issue in order of id, counted from `from`; −1 without a deal.
inline Gauge agreed_position(std::size_t issue = 0) {
  return of_row([issue](const Row& row) { return row.settlement > 0 ? row.terms[issue] : -1.0; });
}

inline double share_if(bool yes) { return yes ? 1.0 : 0.0; }

/// A pack of one run.
inline Pack only(int lane) {
  Pack pack;
  pack.size = 1;
  pack.lane.fill(lane);
  pack.active.on[0] = 1;
  return pack;
}

}  // namespace backchannel::theory
