#include "sim/core/lanes.hpp"

#include "sim/core/parts.hpp"
#include "sim/core/scalar_math.hpp"

namespace backchannel::lanewise {

template <int N>
LanesOf<N> exponential(const LanesOf<N>& x) {
  parts::count<N>(parts::exponential);
  return map(scalar_math::exponential, x);
}

template <int N>
LanesOf<N> logarithm(const LanesOf<N>& x) {
  parts::count<N>(parts::logarithm);
  return map(scalar_math::logarithm, x);
}

template <int N>
LanesOf<N> logistic(const LanesOf<N>& x) {
  parts::count<N>(parts::exponential);
  return map(scalar_math::logistic, x);
}

template <int N>
LanesOf<N> power(const LanesOf<N>& base, const LanesOf<N>& exponent) {
  const LanesOf<N> value = exponential<N>(exponent * logarithm<N>(base));
  return select(equals(exponent, 0.0) | equals(base, 1.0), 1.0, value);
}

template <int N>
LanesOf<N> chance_of(const LanesOf<N>& difference, const LanesOf<N>& precision) {
  const MaskOf<N> sharp = equals(precision, scalar_math::infinity);
  return select(sharp, at_least(difference, -1e-12).on,
                logistic<N>(select(equals(precision, 0.0), 0.0, precision * difference)));
}

#define BACKCHANNEL_INSTANTIATE(N)                                 \
  template LanesOf<N> exponential(const LanesOf<N>&);              \
  template LanesOf<N> logarithm(const LanesOf<N>&);                \
  template LanesOf<N> logistic(const LanesOf<N>&);                 \
  template LanesOf<N> power(const LanesOf<N>&, const LanesOf<N>&); \
  template LanesOf<N> chance_of(const LanesOf<N>&, const LanesOf<N>&)

BACKCHANNEL_INSTANTIATE(lane_count);
#if BACKCHANNEL_LANES != 8
BACKCHANNEL_INSTANTIATE(slice_width);
#endif

}  // namespace backchannel::lanewise

namespace backchannel {

void exponentials(std::span<double> x) {
  parts::count<slice_width>(parts::exponential, x.size());
  for (double& value : x) value = scalar_math::exponential(value);
}

}  // namespace backchannel
