// A small random engine for bootstraps, permutations and designs: SplitMix64 (Steele, Lea and Flood 2014).
//
// The standard library's distributions and shuffle differ between libraries; these do not, so a seed gives the same
// bits on every machine. It satisfies UniformRandomBitGenerator and may feed Boost.Random. Runs of the model use the
// counter-based draws of sim/core instead. Seed 0 is a seed.
#pragma once

#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

namespace backchannel {

/// The finaliser of SplitMix64: a bijection of 64 bits that scatters neighbours.
constexpr std::uint64_t scatter(std::uint64_t bits) {
  bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9U;
  bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebU;
  return bits ^ (bits >> 31);
}

class SplitMix {
 public:
  using result_type = std::uint64_t;
  static constexpr std::uint64_t golden_gamma = 0x9e3779b97f4a7c15U;

  explicit constexpr SplitMix(std::uint64_t seed) : state_(seed) {}

  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<std::uint64_t>::max(); }
  constexpr result_type operator()() { return scatter(state_ += golden_gamma); }

  /// Uniform on [0, 1), a multiple of 2^-53.
  constexpr double uniform() { return static_cast<double>((*this)() >> 11) * 0x1p-53; }

  /// Uniform on 0 … bound − 1 without bias (rejection); bound ≥ 1.
  constexpr std::uint64_t below(std::uint64_t bound) {
    const std::uint64_t excess = (max() % bound + 1) % bound;
    std::uint64_t bits = (*this)();
    while (bits > max() - excess) bits = (*this)();
    return bits % bound;
  }

 private:
  std::uint64_t state_;
};

/// Fisher–Yates.
template <class T>
void shuffle(std::vector<T>& items, SplitMix& random) {
  for (std::size_t left = items.size(); left > 1; --left) std::swap(items[left - 1], items[random.below(left)]);
}

/// A random permutation of 0 … size − 1.
inline std::vector<int> permutation(int size, SplitMix& random) {
  std::vector<int> order(size);
  std::iota(order.begin(), order.end(), 0);
  shuffle(order, random);
  return order;
}

}  // namespace backchannel
