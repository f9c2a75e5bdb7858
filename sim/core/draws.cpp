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
Vector everywhere(std::uint64_t word) { return Vector{} + word; }

// Words below 2^32 of eight lanes, as the bits of numbers.
template <int vectors>
Eight below_2_32(const Vector (&words)[vectors]) {
  int v = 0;
  return Eight::parts([&](auto) { return number(words[v++] & low); }, Eight(0.0));
}

// The words of a block, each below 2^32 and held as the bits of eight numbers, so that those nobody asks for cost
// nothing.
struct Block {
  Eight word[4];
};

// Where a block stands: the runs and days of eight lanes.
struct Place {
  const std::array<std::uint64_t, slice_width>&run, &day;
  std::uint64_t seed;
};

// The rounds from number `done` on.
template <int vectors>
[[gnu::always_inline]] inline void finish(std::uint64_t seed, std::uint32_t done, Vector (&a)[vectors],
                                          Vector (&b)[vectors], Vector (&c)[vectors], Vector (&d)[vectors]) {
  using namespace philox_constants;
  const Key start = key_of(seed);
  Vector first = everywhere(start[0] + done * weyl[0]), second = everywhere(start[1] + done * weyl[1]);
  for (std::uint32_t round = done; round < rounds; ++round) {
    for (int v = 0; v < vectors; ++v) {
      const Vector p = product(a[v], everywhere(multiplier[0]));
      const Vector q = product(c[v], everywhere(multiplier[1]));
      a[v] = (q >> 32) ^ b[v] ^ first;
      c[v] = (p >> 32) ^ d[v] ^ second;
      b[v] = q;
      d[v] = p;
    }
    first += everywhere(weyl[0]);
    second += everywhere(weyl[1]);
  }
}

[[gnu::always_inline]] inline Block block(const Place& place, Stream of, std::size_t index) {
  using namespace philox_constants;
  parts::count<slice_width>(parts::philox_block);
  constexpr int vectors = slice_width / vector_places;
  Vector a[vectors], b[vectors], c[vectors], d[vectors];
  for (std::size_t v = 0; v < vectors; ++v) {
    a[v] = load(&place.run[v * vector_places]);
    b[v] = a[v] >> 32;
    c[v] = (load(&place.day[v * vector_places]) << 12) + index;
    d[v] = everywhere(of.key);
  }
  finish(place.seed, 0, a, b, c, d);
  return {{below_2_32(a), below_2_32(b), below_2_32(c), below_2_32(d)}};
}

Eight uniform_from(const Eight& word) {
  return Eight::parts([](Numbers w) { return (whole(bits(w)) + 0.5) * 0x1p-32; }, word);
}

// The runs of a pack, each at its place.
SliceDraws packed_from(const auto& draws, const Pack& pack) {
  const auto run = [&](int place) { return number(draws.run(pack.lane[place])); };
  const auto day = [&](int place) { return number(std::uint64_t{draws.day(pack.lane[place])}); };
  return {draws.seed(), Eight::of(run(0), run(1), run(2), run(3), run(4), run(5), run(6), run(7)),
          Eight::of(day(0), day(1), day(2), day(3), day(4), day(5), day(6), day(7))};
}

struct NormalPair {
  Eight first, second;
};

NormalPair normals_from(const Eight& radius, const Eight& angle) {
  constexpr std::uint64_t sign = std::uint64_t{1} << 63;
  constexpr std::uint64_t lower30 = (1u << 30) - 1;
  parts::count<slice_width>(parts::normal_pair);
  const Eight r = Eight::parts(
      [](Numbers w) { return registers::root(-logarithm_of_normal((whole(bits(w)) + 0.5) * 0x1p-32)); }, radius);
  const Eight g = Eight::parts(
      [](Numbers w) { return (whole(bits(w) & lower30) - (0x1p29 - 0.5)) * (std::numbers::pi / 2 * 0x1p-30); }, angle);
  const Eight cosine = Eight::parts([](Numbers x) { return scalar_math::cosine(x); }, g);
  const Eight sine = Eight::parts([](Numbers x) { return scalar_math::sine(x); }, g);
  const auto signed_by = [&](const Eight& size, int shift) {
    return Eight::parts([shift](Numbers x, Numbers w) { return number(bits(x) ^ ((bits(w) << shift) & sign)); }, size,
                        angle);
  };
  return {signed_by(r * (cosine - sine), 32), signed_by(r * (cosine + sine), 33)};
}

}  // namespace

SliceDraws::DrawsOf(std::uint64_t seed, const Eight& runs, const Eight& days) : seed_(seed) {
  runs.store(reinterpret_cast<double*>(run_.data()));
  days.store(reinterpret_cast<double*>(day_.data()));
  share();
}

// Rounds one to three of block 0, as far as the stream does not matter: round one mixes it in by one exclusive or.
void SliceDraws::share() {
  using namespace philox_constants;
  const Key key = key_of(seed_);
  const auto key_in = [&](std::size_t word, std::uint32_t round) {
    return everywhere(static_cast<std::uint32_t>(key[word] + round * weyl[word]));
  };
  const auto keep = [](Vector words, std::uint64_t* to) { *reinterpret_cast<Vector*>(to) = words; };
  for (int v = 0; v < slice_width; v += vector_places) {
    const Vector run = load(&run_[v]), day = load(&day_[v]) << 12;
    const Vector p1 = product(run, everywhere(multiplier[0])), q1 = product(day, everywhere(multiplier[1]));
    const Vector p2 = product((q1 >> 32) ^ (run >> 32) ^ key_in(0, 0), everywhere(multiplier[0]));
    const Vector q3 = product((p2 >> 32) ^ p1 ^ key_in(1, 1), everywhere(multiplier[1]));
    keep((p1 >> 32) ^ key_in(1, 0), &shared_.stream[v]);
    keep(q1 ^ key_in(0, 1), &shared_.first[v]);
    keep((q3 >> 32) ^ key_in(0, 2), &shared_.second[v]);
    keep(p2 ^ key_in(1, 2), &shared_.third[v]);
    keep(q3, &shared_.fourth[v]);
  }
}

// The first word of block 0.
[[gnu::always_inline]] inline Eight SliceDraws::first_word(Stream of) const {
  using namespace philox_constants;
  parts::count<slice_width>(parts::philox_block);
  constexpr int vectors = slice_width / vector_places, shared_rounds = 3;
  Vector a[vectors], b[vectors], c[vectors], d[vectors];
  for (int v = 0; v < vectors; ++v) {
    const int at = v * vector_places;
    const Vector q = product(load(&shared_.stream[at]) ^ everywhere(of.key), everywhere(multiplier[1]));
    d[v] = product((q >> 32) ^ load(&shared_.first[at]), everywhere(multiplier[0]));
    a[v] = load(&shared_.second[at]) ^ q;
    c[v] = (d[v] >> 32) ^ load(&shared_.third[at]);
    b[v] = load(&shared_.fourth[at]);
  }
  finish(seed_, shared_rounds, a, b, c, d);
  return below_2_32(a);
}

void SliceDraws::set(int lane, std::uint64_t run, std::uint32_t day) {
  run_[lane] = run;
  day_[lane] = day;
  share();
}

void SliceDraws::next_day() {
  for (std::uint64_t& day : day_) ++day;
  share();
}

void SliceDraws::uniforms(Stream of, std::span<Eight> out) const {
  for (std::size_t done = 0; done < out.size(); done += 4) {
    const Block words = block({run_, day_, seed_}, of, done / 4);
    const std::size_t wanted = std::min<std::size_t>(4, out.size() - done);
    for (std::size_t n = 0; n < wanted; ++n) out[done + n] = uniform_from(words.word[n]);
  }
}

Eight SliceDraws::uniform(Stream of) const { return uniform_from(first_word(of)); }

void SliceDraws::normals(Stream of, std::span<Eight> out) const {
  for (std::size_t done = 0; done < out.size(); done += 4) {
    const Block words = block({run_, day_, seed_}, of, done / 4);
    for (std::size_t n = 0; n < 4 && done + n < out.size(); n += 2) {
      const NormalPair z = normals_from(words.word[n], words.word[n + 1]);
      out[done + n] = z.first;
      if (done + n + 1 < out.size()) out[done + n + 1] = z.second;
    }
  }
}

Eight SliceDraws::normal(Stream of) const {
  const Block words = block({run_, day_, seed_}, of, 0);
  return normals_from(words.word[0], words.word[1]).first;
}

Eight SliceDraws::choose(Stream of, std::span<const Eight> logits) const {
  if (logits.empty() || logits.size() > most_choices) throw std::length_error("choose: 1 to 64 logits");
  Eight largest = logits[0];
  for (const Eight& logit : logits.subspan(1)) largest = maximum(largest, logit);
  std::array<Eight, most_choices> weight;
  Eight total = 0.0;
  for (std::size_t k = 0; k < logits.size(); ++k) {
    weight[k] = exponential(select(equals(logits[k], largest), 0.0, logits[k] - largest));
    total += weight[k];
  }
  const Eight target = uniform(of) * total;
  Eight index = 0.0, passed = 0.0;
  for (std::size_t k = 0; k + 1 < logits.size(); ++k) {
    passed += weight[k];
    index += at_most(passed, target).on();
  }
  return index;
}

Eight SliceDraws::poisson(Stream of, const Eight& mean) const {
  const Eight u = uniform(of);
  Eight term = exponential(-mean);
  Eight passed = term;
  Eight events = 0.0;
  for (int n = 1; n <= most_poisson; ++n) {
    const SliceMask more = at_most(passed, u);
    if (!any(more)) break;
    events += more.on();
    term = term * mean / static_cast<double>(n);
    passed += term;
  }
  return events;
}

// A key stands where the day does.
auto SliceDraws::days_of(const Eight& key) -> PerLane {
  alignas(64) PerLane days;
  Eight::parts([](Numbers x) { return number(bits(x + 0x1p52) & most_days); }, key)
      .store(reinterpret_cast<double*>(days.data()));
  return days;
}

Eight SliceDraws::keyed(Stream of, const Eight& key) const {
  alignas(64) const PerLane days = days_of(key);
  return uniform_from(block({run_, days, seed_}, of, 0).word[0]);
}

Eight SliceDraws::keyed_normal(Stream of, const Eight& key) const {
  alignas(64) const PerLane days = days_of(key);
  const Block words = block({run_, days, seed_}, of, 0);
  return normals_from(words.word[0], words.word[1]).first;
}

template <int N>
template <class F>
LanesOf<N> DrawsOf<N>::each(F f) const {
  LanesOf<N> result;
  for (int first = 0; first < N; first += slice_width) f(neighbours(first), first).store(result.data() + first);
  return result;
}

template <int N>
void DrawsOf<N>::uniforms(Stream of, std::span<LanesOf<N>> out) const {
  for (int first = 0; first < N; first += slice_width)
    for (std::size_t done = 0; done < out.size(); done += 4) {
      const SliceDraws& eight = neighbours(first);
      const Block words = block({eight.run_, eight.day_, eight.seed_}, of, done / 4);
      const std::size_t wanted = std::min<std::size_t>(4, out.size() - done);
      for (std::size_t n = 0; n < wanted; ++n) uniform_from(words.word[n]).store(out[done + n].data() + first);
    }
}

template <int N>
LanesOf<N> DrawsOf<N>::uniform(Stream of) const {
  return each([of](const SliceDraws& eight, int) { return eight.uniform(of); });
}

template <int N>
void DrawsOf<N>::normals(Stream of, std::span<LanesOf<N>> out) const {
  for (int first = 0; first < N; first += slice_width)
    for (std::size_t done = 0; done < out.size(); done += 4) {
      const SliceDraws& eight = neighbours(first);
      const Block words = block({eight.run_, eight.day_, eight.seed_}, of, done / 4);
      for (std::size_t n = 0; n < 4 && done + n < out.size(); n += 2) {
        const NormalPair z = normals_from(words.word[n], words.word[n + 1]);
        z.first.store(out[done + n].data() + first);
        if (done + n + 1 < out.size()) z.second.store(out[done + n + 1].data() + first);
      }
    }
}

template <int N>
LanesOf<N> DrawsOf<N>::normal(Stream of) const {
  return each([of](const SliceDraws& eight, int) { return eight.normal(of); });
}

template <int N>
LanesOf<N> DrawsOf<N>::choose(Stream of, std::span<const LanesOf<N>> logits) const {
  if (logits.size() > most_choices) throw std::length_error("choose: 1 to 64 logits");
  std::array<Eight, most_choices> here;
  return each([&](const SliceDraws& eight, int first) {
    for (std::size_t k = 0; k < logits.size(); ++k) here[k] = Eight::load(logits[k].data() + first);
    return eight.choose(of, {here.data(), logits.size()});
  });
}

template <int N>
LanesOf<N> DrawsOf<N>::poisson_of(Stream of, const LanesOf<N>& mean) const {
  return each([&](const SliceDraws& eight, int first) { return eight.poisson(of, Eight::load(mean.data() + first)); });
}

template <int N>
LanesOf<N> DrawsOf<N>::keyed(Stream of, const LanesOf<N>& key) const {
  return each([&](const SliceDraws& eight, int first) { return eight.keyed(of, Eight::load(key.data() + first)); });
}

template <int N>
LanesOf<N> DrawsOf<N>::keyed_normal(Stream of, const LanesOf<N>& key) const {
  return each(
      [&](const SliceDraws& eight, int first) { return eight.keyed_normal(of, Eight::load(key.data() + first)); });
}

SliceDraws SliceDraws::packed(const Pack& pack) const { return packed_from(*this, pack); }

template <int N>
SliceDraws DrawsOf<N>::packed(const Pack& pack) const {
  return packed_from(*this, pack);
}

#if BACKCHANNEL_LANES != 8
template class DrawsOf<lane_count>;
#endif

}  // namespace backchannel
