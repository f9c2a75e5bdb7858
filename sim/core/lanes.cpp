#include "sim/core/lanes.hpp"

#include "sim/core/parts.hpp"
#include "sim/core/scalar_math.hpp"

namespace backchannel::lanewise {

namespace {

// f of all numbers, a register at a time.
template <int N, class F>
LanesOf<N> each(F f, const LanesOf<N>& x) {
  LanesOf<N> result;
  for (int first = 0; first < N; first += slice_width)
    Eight::parts(f, Eight::load(x.data() + first)).store(result.data() + first);
  return result;
}

}  // namespace

template <int N>
LanesOf<N> exponential(const LanesOf<N>& x) {
  parts::count<N>(parts::exponential);
  return each<N>([](auto value) { return scalar_math::exponential(value); }, x);
}

template <int N>
LanesOf<N> logarithm(const LanesOf<N>& x) {
  parts::count<N>(parts::logarithm);
  return each<N>([](auto value) { return scalar_math::logarithm(value); }, x);
}

template <int N>
LanesOf<N> logistic(const LanesOf<N>& x) {
  parts::count<N>(parts::exponential);
  return each<N>([](auto value) { return scalar_math::logistic(value); }, x);
}

template <int N>
LanesOf<N> power(const LanesOf<N>& base, const LanesOf<N>& exponent) {
  const LanesOf<N> value = exponential<N>(exponent * logarithm<N>(base));
  return select(equals(exponent, 0.0) | equals(base, 1.0), 1.0, value);
}

template <int N>
LanesOf<N> chance_of(const LanesOf<N>& difference, const LanesOf<N>& precision) {
  const MaskOf<N> sharp = equals(precision, scalar_math::infinity);
  return select(sharp, at_least(difference, -1e-12).on(),
                logistic<N>(select(equals(precision, 0.0), 0.0, precision * difference)));
}

#define BACKCHANNEL_INSTANTIATE(N)                                    \
  template LanesOf<N> exponential<N>(const LanesOf<N>&);              \
  template LanesOf<N> logarithm<N>(const LanesOf<N>&);                \
  template LanesOf<N> logistic<N>(const LanesOf<N>&);                 \
  template LanesOf<N> power<N>(const LanesOf<N>&, const LanesOf<N>&); \
  template LanesOf<N> chance_of<N>(const LanesOf<N>&, const LanesOf<N>&)

BACKCHANNEL_INSTANTIATE(lane_count);
#if BACKCHANNEL_LANES != 8
BACKCHANNEL_INSTANTIATE(slice_width);
#endif

}  // namespace backchannel::lanewise

namespace backchannel {

Eight logarithm_of_normal(const Eight& x) {
  parts::count<slice_width>(parts::logarithm);
  return Eight::parts([](auto part) { return scalar_math::logarithm_of_normal(part); }, x);
}

Eight power(const Eight& base, const Eight& exponent, const Eight& log_base) {
  return select(equals(exponent, 0.0) | equals(base, 1.0), 1.0, exponential(exponent * log_base));
}

void exponentials(std::span<Eight> x) {
  parts::count<slice_width>(parts::exponential, x.size() * slice_width);
  for (Eight& value : x) value = Eight::parts([](auto part) { return scalar_math::exponential(part); }, value);
}

}  // namespace backchannel
