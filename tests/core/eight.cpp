#include "sim/core/eight.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <vector>

#include "sim/core/draws.hpp"
#include "sim/core/memory.hpp"

namespace backchannel {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
const double nan_value = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("eight numbers are what a plain double is, place by place") {
  const Eight a = Eight::of(0.1, -2, 0.0, inf, -inf, 7.5, -0.0, nan_value);
  const Eight b = Eight::of(0.2, 3, -0.0, 1, 2, 7.5, 0.0, 1);
  const Eight largest = a.max(b), smallest = a.min(b), clamped = clamp01(a), whole = floor_of(a), size = a.abs();
  const SliceMask less = below(a, b), as_much = at_most(a, b), same = equals(a, b);
  for (int n = 0; n < 8; ++n) {
    CAPTURE(n);
    CHECK(less[n] == (a[n] < b[n]));
    CHECK(as_much[n] == (a[n] <= b[n]));
    CHECK(same[n] == (a[n] == b[n]));
    CHECK(select(less, a, b).begin()[n] == (a[n] < b[n] ? a[n] : b[n]));
    if (n == 7) continue;
    CHECK(largest[n] == std::max(a[n], b[n]));
    CHECK(smallest[n] == std::min(a[n], b[n]));
    CHECK(clamped[n] == std::clamp(a[n], 0.0, 1.0));
    CHECK(whole[n] == std::floor(a[n]));
    CHECK(size[n] == std::abs(a[n]));
    CHECK((a * b + 1.0)[n] == a[n] * b[n] + 1.0);
  }
  CHECK(std::isnan(largest[7]));  // as of the left-hand side
  CHECK(std::isnan(clamped[7]));
}

TEST_CASE("numbers are looked up in a table, place by place") {
  const std::array<double, 5> table{0.5, 1.5, 2.5, 3.5, 4.5};
  const Eight place = Eight::of(0, 4, 1, 3, 2, 0, 4, 4);
  const Eight found = looked_up(table.data(), place);
  for (int n = 0; n < slice_width; ++n) CHECK(found[n] == place[n] + 0.5);
}

TEST_CASE("masks are bits") {
  for (const unsigned bits : {0u, 1u, 0x80u, 0xa5u, 0xffu}) {
    CAPTURE(bits);
    const SliceMask mask = SliceMask::of_bits(bits);
    CHECK(mask.bits() == bits);
    CHECK((!mask).bits() == (bits ^ 0xff));
    CHECK((mask & SliceMask::of_bits(0x0f)).bits() == (bits & 0x0f));
    CHECK((mask | SliceMask::of_bits(0x0f)).bits() == (bits | 0x0f));
    CHECK((mask ^ SliceMask::of_bits(0x0f)).bits() == (bits ^ 0x0f));
    CHECK(any(mask) == (bits != 0));
    CHECK(count(mask) == std::popcount(bits));
    CHECK(on(mask.on()).bits() == bits);
    SliceMask changed = mask;
    changed.set(2, true);
    changed.set(0, false);
    CHECK(changed.bits() == ((bits | 4u) & ~1u));
  }
}

TEST_CASE("rows are read turned, for the lanes of a pack") {
  constexpr std::size_t numbers = 7;
  Rows rows(numbers);
  Pack pack;
  for_each_pack(Mask::all(), [&](const Pack& some) {
    for (std::size_t n = 0; n < numbers; ++n) {
      Eight x;
      for (int place = 0; place < some.size; ++place) x[place] = 100.0 * some.lane[place] + static_cast<double>(n);
      rows.put(some, n, x);
    }
  });
  pack.size = 3;
  pack.lane = {2, 5, 1, 2, 2, 2, 2, 2};
  std::vector<Eight> read(Rows::rounded(numbers) - Rows::step);
  rows.read(pack, Rows::step, read);
  for (std::size_t n = 0; n + Rows::step < numbers; ++n)
    for (int place = 0; place < slice_width; ++place)
      CHECK(read[n][place] == 100.0 * pack.lane[place] + static_cast<double>(n + Rows::step));
}

TEST_CASE("flags are found where they are up") {
  struct Thing {};
  using ThingId = Id<struct ThingTag>;
  Memory memory;
  Flags<ThingId> flags(memory, Table<ThingId, Thing>(70));
  const auto words = [](const Lanes& lanes) { return neighbours(lanes, 0); };
  const auto up = [&](int thing, unsigned bits) {
    Lanes& word = flags.word_of(ThingId{thing});
    put_neighbours(with_bit(words(word), Flags<ThingId>::bit_of(ThingId{thing}), SliceMask::of_bits(bits)), word, 0);
  };
  up(3, 0x81);
  up(69, 0x02);
  up(3, 0x04);
  std::vector<std::pair<int, unsigned>> found;
  flags.each_up(words,
                [&](ThingId thing, const SliceMask& where) { found.emplace_back(thing.number(), where.bits()); });
  CHECK(found == std::vector<std::pair<int, unsigned>>{{3, 0x85}, {69, 0x02}});
  memory.clear_neighbours(0);
  flags.each_up(words, [](ThingId, const SliceMask&) { FAIL("a flag that was cleared"); });
}

TEST_CASE("eight lanes side by side draw what all lanes draw") {
  Draws draws(5);
  for (int lane = 0; lane < lane_count; ++lane) draws.set(lane, 40 + static_cast<std::uint64_t>(lane), 3);
  constexpr Stream of = stream("test", "eight");
  const Lanes all = draws.normal(of);
  for (int first = 0; first < lane_count; first += slice_width) {
    const Eight here = draws.neighbours(first).normal(of);
    for (int place = 0; place < slice_width; ++place) CHECK(here[place] == all[first + place]);
  }
}

}  // namespace backchannel
