// The dear parts of a model's work, counted where BACKCHANNEL_COUNT_PARTS is defined: in the benchmark that holds the
// flagship against the sum of its parts (tests/bench/parts.cpp). Elsewhere nothing is counted and nothing is paid.
#pragma once

#include <array>
#include <cstdint>

#include "sim/core/lanes.hpp"

namespace backchannel::parts {

enum Part { philox_block, normal_pair, exponential, logarithm, kinds };

#ifdef BACKCHANNEL_COUNT_PARTS
/// Numbers asked for in slices and in whole lanes, lanes that are not in use included.
struct Count {
  std::array<std::uint64_t, kinds> sliced{}, whole{};
};
inline thread_local Count counted;

template <int N>
void count(Part part, std::size_t numbers = N) {
  (N == slice_width ? counted.sliced : counted.whole)[part] += numbers;
}
#else
template <int N>
void count(Part, std::size_t = N) {}
#endif

}  // namespace backchannel::parts
