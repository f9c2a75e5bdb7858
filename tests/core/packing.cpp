#include "sim/core/packing.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace backchannel {
namespace {

Mask every_third() {
  Mask mask = Mask::none();
  for (int lane = 0; lane < lane_count; lane += 3) mask.set(lane, true);
  return mask;
}

}  // namespace

TEST_CASE("packs cover exactly the lanes that are on, in order") {
  std::vector<int> seen;
  Usage usage;
  for_each_pack(
      every_third(),
      [&](const Pack& pack) {
        CHECK(count(pack.active) == pack.size);
        for (int place = 0; place < pack.size; ++place) seen.push_back(pack.lane[place]);
        for (int place = pack.size; place < slice_width; ++place) CHECK(pack.lane[place] == pack.lane[0]);
      },
      &usage);
  std::vector<int> expected;
  for (int lane = 0; lane < lane_count; lane += 3) expected.push_back(lane);
  CHECK(seen == expected);
  CHECK(usage.useful == expected.size());
  CHECK(usage.offered == (expected.size() + slice_width - 1) / slice_width * slice_width);
}

TEST_CASE("nothing on: no pack") {
  for_each_pack(Mask::none(), [](const Pack&) { FAIL("a pack without lanes"); });
  CHECK(Usage{}.share() == 1.0);
}

TEST_CASE("what is gathered and scattered reaches its own lane only") {
  Lanes x;
  for (int lane = 0; lane < lane_count; ++lane) x[lane] = lane;
  for_each_pack(every_third(), [&](const Pack& pack) { scatter(gathered(x, pack) + 1000.0, x, pack); });
  for (int lane = 0; lane < lane_count; ++lane) CHECK(x[lane] == (lane % 3 == 0 ? lane + 1000.0 : lane));
}

}  // namespace backchannel
