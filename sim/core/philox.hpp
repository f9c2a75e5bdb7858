// Philox4x32-10: 128 counter bits and 64 key bits to 128 random bits, without state.
// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011); the same as C++26's
// std::philox4x32.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

namespace backchannel {

using Words = std::array<std::uint32_t, 4>;
using Key = std::array<std::uint32_t, 2>;

namespace philox_constants {
inline constexpr int rounds = 10;
inline constexpr std::array<std::uint32_t, 2> multiplier{0xD2511F53, 0xCD9E8D57};  // on word 0 and on word 2
inline constexpr std::array<std::uint32_t, 2> weyl{0x9E3779B9, 0xBB67AE85};        // added to the key every round
}  // namespace philox_constants

constexpr Key key_of(std::uint64_t seed) {
  return {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
}

constexpr Words philox(Words counter, Key key) {
  using namespace philox_constants;
  for (int round = 0; round < rounds; ++round) {
    const std::uint64_t a = std::uint64_t{multiplier[0]} * counter[0];
    const std::uint64_t b = std::uint64_t{multiplier[1]} * counter[2];
    counter = {static_cast<std::uint32_t>(b >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
               static_cast<std::uint32_t>(a >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
    key = {key[0] + weyl[0], key[1] + weyl[1]};
  }
  return counter;
}

// Whose draws and what for. Two streams never share a draw; a stream does not depend on any order or index.
struct Stream {
  std::uint32_t key = 0;
};

// FNV-1a over both names with a separator, then murmur3's finaliser, folded to 32 bits.
constexpr Stream stream(std::string_view owner, std::string_view purpose) {
  std::uint64_t hash = 0xcbf29ce484222325;
  const auto add = [&hash](unsigned char byte) { hash = (hash ^ byte) * 0x100000001b3; };
  for (const char letter : owner) add(static_cast<unsigned char>(letter));
  add(0);
  for (const char letter : purpose) add(static_cast<unsigned char>(letter));
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
  return {static_cast<std::uint32_t>(hash ^ (hash >> 32))};
}

// A uniform random bit generator over one stream of one index (a pair of runs, for priors): for Boost.Random.
class PhiloxEngine {
 public:
  using result_type = std::uint32_t;
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

  constexpr PhiloxEngine(std::uint64_t seed, std::uint64_t index, Stream of)
      : key_(key_of(seed)),
        counter_{static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32), 0, of.key} {}

  constexpr result_type operator()() {
    if (used_ == words_.size()) {
      words_ = philox(counter_, key_);
      ++counter_[2];
      used_ = 0;
    }
    return words_[used_++];
  }

 private:
  Key key_;
  Words counter_;
  Words words_{};
  std::size_t used_ = words_.size();
};

}  // namespace backchannel
