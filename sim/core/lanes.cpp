#include "sim/core/lanes.hpp"

#include "sim/core/scalar_math.hpp"

namespace backchannel::lanewise {

template <int N>
LanesOf<N> exponential(const LanesOf<N>& x) {
  return map(scalar_math::exponential, x);
}

template <int N>
LanesOf<N> logarithm(const LanesOf<N>& x) {
  return map(scalar_math::logarithm, x);
}

template <int N>
LanesOf<N> logistic(const LanesOf<N>& x) {
  return map(scalar_math::logistic, x);
}

template <int N>
LanesOf<N> power(const LanesOf<N>& base, const LanesOf<N>& exponent) {
  const auto power_of = [](double a, double b) {
    const double value = scalar_math::exponential(b * scalar_math::logarithm(a));
    const double unless_one = a == 1.0 ? 1.0 : value;
    return b == 0.0 ? 1.0 : unless_one;
  };
  return map(power_of, base, exponent);
}

template <int N>
LanesOf<N> chance_of(const LanesOf<N>& difference, const LanesOf<N>& precision) {
  const auto chance = [](double d, double q) {
    const double smooth = scalar_math::logistic(q * d);
    const double step = d >= -1e-12 ? 1.0 : 0.0;
    return q == scalar_math::infinity ? step : smooth;
  };
  return map(chance, difference, precision);
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
