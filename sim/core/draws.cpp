#include "sim/core/draws.hpp"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "sim/core/parts.hpp"
#include "sim/core/scalar_math.hpp"

namespace backchannel {

namespace {

using registers::Numbers;
using scalar_math::bits;
using scalar_math::logarithm_of_normal;
using scalar_math::number;
using scalar_math::whole;

// Several 32-bit words in 64-bit places; the upper halves may hold anything until `low` clears them.
constexpr int vector_places = registers::places;
using Vector = registers::Words;

constexpr std::uint64_t low = 0xffffffff;

// The 64-bit product of the lower halves.
Vector product(Vector a, Vector b) {
#if defined(__AVX512F__)
  return (Vector)_mm512_mul_epu32((__m512i)a, (__m512i)b);
#elif defined(__AVX2__)
  return (Vector)_mm256_mul_epu32((__m256i)a, (__m256i)b);
#else
  return (a & low) * (b & low);
#endif
}

Vector load(const std::uint64_t* from) { return *reinterpret_cast<const Vector*>(from); }
void store(std::uint64_t* to, Vector value) { *reinterpret_cast<Vector*>(to) = value; }
void store(double* to, Numbers value) { __builtin_memcpy(to, &value, sizeof value); }
Vector everywhere(std::uint64_t word) { return Vector{} + word; }

std::array<Vector, 2 * philox_constants::rounds> round_keys(std::uint64_t seed) {
  using namespace philox_constants;
  std::array<Vector, 2 * rounds> keys;
  Key key = key_of(seed);
  for (int round = 0; round < rounds; ++round) {
    keys[2 * round] = everywhere(key[0]);
    keys[2 * round + 1] = everywhere(key[1]);
    key = {key[0] + weyl[0], key[1] + weyl[1]};
  }
  return keys;
}

}  // namespace

template <int N>
void DrawsOf<N>::set(int lane, std::uint64_t run, std::uint32_t day) {
  run_[lane] = run;
  day_[lane] = day;
}

template <int N>
void DrawsOf<N>::next_day() {
  for (std::uint64_t& day : day_) ++day;
}

template <int N>
auto DrawsOf<N>::block(Stream of, const PerLane& day, std::size_t index) const -> Block {
  using namespace philox_constants;
  parts::count<N>(parts::philox_block);
  const std::array<Vector, 2 * rounds> key = round_keys(seed_);
  Block result;
  for (int lane = 0; lane < N; lane += vector_places) {
    const Vector run = load(&run_[lane]);
    Vector a = run, b = run >> 32, c = (load(&day[lane]) << 12) + index, d = everywhere(of.key);
    for (int round = 0; round < rounds; ++round) {
      const Vector p = product(a, everywhere(multiplier[0]));
      const Vector q = product(c, everywhere(multiplier[1]));
      a = (q >> 32) ^ b ^ key[2 * round];
      c = (p >> 32) ^ d ^ key[2 * round + 1];
      b = q;
      d = p;
    }
    store(&result.word[0][lane], a & low);
    store(&result.word[1][lane], b & low);
    store(&result.word[2][lane], c & low);
    store(&result.word[3][lane], d & low);
  }
  return result;
}

namespace {

template <int N>
LanesOf<N> uniform_from(const std::array<std::uint64_t, N>& word) {
  LanesOf<N> u;
  for (int lane = 0; lane < N; lane += vector_places)
    store(&u[lane], (whole(load(&word[lane])) + 0.5) * 0x1p-32);
  return u;
}

template <int N>
struct NormalPair {
  LanesOf<N> first, second;
};

template <int N>
NormalPair<N> normals_from(const std::array<std::uint64_t, N>& radius, const std::array<std::uint64_t, N>& angle) {
  constexpr std::uint64_t sign = std::uint64_t{1} << 63;
  constexpr std::uint64_t lower30 = (1u << 30) - 1;
  parts::count<N>(parts::normal_pair);
  NormalPair<N> z;
  for (int lane = 0; lane < N; lane += vector_places) {
    const Vector turn = load(&angle[lane]);
    const Numbers r = registers::root(-logarithm_of_normal((whole(load(&radius[lane])) + 0.5) * 0x1p-32));
    const Numbers g = (whole(turn & lower30) - (0x1p29 - 0.5)) * (std::numbers::pi / 2 * 0x1p-30);
    const Numbers cosine = scalar_math::cosine(g), sine = scalar_math::sine(g);
    const Vector first = bits(r * (cosine - sine)), second = bits(r * (cosine + sine));
    store(&z.first[lane], number(first ^ ((turn << 32) & sign)));
    store(&z.second[lane], number(second ^ ((turn << 33) & sign)));
  }
  return z;
}

}  // namespace

template <int N>
void DrawsOf<N>::uniforms(Stream of, std::span<LanesOf<N>> out) const {
  for (std::size_t done = 0; done < out.size(); done += 4) {
    const Block words = block(of, day_, done / 4);
    const std::size_t wanted = std::min<std::size_t>(4, out.size() - done);
    for (std::size_t n = 0; n < wanted; ++n) out[done + n] = uniform_from<N>(words.word[n]);
  }
}

template <int N>
LanesOf<N> DrawsOf<N>::uniform(Stream of) const {
  return uniform_from<N>(block(of, day_, 0).word[0]);
}

template <int N>
void DrawsOf<N>::normals(Stream of, std::span<LanesOf<N>> out) const {
  for (std::size_t done = 0; done < out.size(); done += 4) {
    const Block words = block(of, day_, done / 4);
    for (std::size_t n = 0; n < 4 && done + n < out.size(); n += 2) {
      const NormalPair<N> z = normals_from<N>(words.word[n], words.word[n + 1]);
      out[done + n] = z.first;
      if (done + n + 1 < out.size()) out[done + n + 1] = z.second;
    }
  }
}

template <int N>
LanesOf<N> DrawsOf<N>::normal(Stream of) const {
  const Block words = block(of, day_, 0);
  return normals_from<N>(words.word[0], words.word[1]).first;
}

template <int N>
LanesOf<N> DrawsOf<N>::choose(Stream of, std::span<const LanesOf<N>> logits) const {
  if (logits.empty() || logits.size() > most_choices) throw std::length_error("choose: 1 to 64 logits");
  LanesOf<N> largest = logits[0];
  for (const LanesOf<N>& logit : logits.subspan(1)) largest = maximum(largest, logit);
  std::array<LanesOf<N>, most_choices> weight;
  LanesOf<N> total = filled<N>(0.0);
  for (std::size_t k = 0; k < logits.size(); ++k) {
    weight[k] = exponential(select(equals(logits[k], largest), 0.0, logits[k] - largest));
    total += weight[k];
  }
  const LanesOf<N> target = uniform(of) * total;
  LanesOf<N> index = filled<N>(0.0);
  LanesOf<N> passed = filled<N>(0.0);
  for (std::size_t k = 0; k + 1 < logits.size(); ++k) {
    passed += weight[k];
    index += at_most(passed, target).on();
  }
  return index;
}

template <int N>
LanesOf<N> DrawsOf<N>::poisson_at(const LanesOf<N>& u, const LanesOf<N>& mean) {
  LanesOf<N> term = exponential(-mean);
  LanesOf<N> passed = term;
  LanesOf<N> events = filled<N>(0.0);
  for (int n = 1; n <= most_poisson; ++n) {
    const MaskOf<N> more = at_most(passed, u);
    if (!any(more)) break;
    events += more.on();
    term = term * mean / n;
    passed += term;
  }
  return events;
}

namespace {

template <int N>
std::array<std::uint64_t, N> whole_numbers(const LanesOf<N>& key) {
  alignas(64) std::array<std::uint64_t, N> numbers;
  for (int lane = 0; lane < N; ++lane) numbers[lane] = scalar_math::bits(key[lane] + 0x1p52) & most_days;
  return numbers;
}

}  // namespace

template <int N>
LanesOf<N> DrawsOf<N>::keyed(Stream of, const LanesOf<N>& key) const {
  alignas(64) const PerLane numbers = whole_numbers<N>(key);
  return uniform_from<N>(block(of, numbers, 0).word[0]);
}

template <int N>
LanesOf<N> DrawsOf<N>::keyed_normal(Stream of, const LanesOf<N>& key) const {
  alignas(64) const PerLane numbers = whole_numbers<N>(key);
  const Block words = block(of, numbers, 0);
  return normals_from<N>(words.word[0], words.word[1]).first;
}

template <int N>
DrawsOf<slice_width> DrawsOf<N>::packed(const Pack& pack) const {
  DrawsOf<slice_width> slice(seed_);
  for (int place = 0; place < slice_width; ++place) {
    slice.run_[place] = run_[pack.lane[place]];
    slice.day_[place] = day_[pack.lane[place]];
  }
  return slice;
}

template class DrawsOf<lane_count>;
#if BACKCHANNEL_LANES != 8
template class DrawsOf<slice_width>;
#endif

}  // namespace backchannel
