#include "sim/core/ids.hpp"

#include <doctest/doctest.h>

#include <type_traits>

namespace backchannel {

static_assert(!std::is_same_v<ActorId, IssueId>);
static_assert(!std::is_invocable_v<Field<ActorId>&, IssueId>, "an issue is not an actor");
static_assert(!std::is_invocable_v<Field<ActorId, IssueId>&, IssueId, ActorId>, "the order of indices matters");

TEST_CASE("ids compare by value") {
  CHECK(ActorId{1} < ActorId{2});
  CHECK(ActorId{3} == ActorId{3});
}

TEST_CASE("a field keeps a place for every index") {
  Field<ActorId, IssueId> positions(3, 2);
  CHECK(positions.size() == 6);
  CHECK(positions.rows() == 3);
  CHECK(positions.columns() == 2);
  for (std::uint32_t a = 0; a < 3; ++a) {
    for (std::uint32_t i = 0; i < 2; ++i) positions(ActorId{a}, IssueId{i}) = lanes(10.0 * a + i);
  }
  CHECK(positions(ActorId{2}, IssueId{1})[0] == 21.0);
  CHECK(positions(ActorId{0}, IssueId{1})[lane_count - 1] == 1.0);
  positions.fill(1, 7.0);
  CHECK(positions(ActorId{2}, IssueId{0})[1] == 7.0);
  CHECK(positions(ActorId{2}, IssueId{0})[2] == 20.0);
  positions.fill(0.5);
  CHECK(positions(ActorId{1}, IssueId{1})[3] == 0.5);
}

TEST_CASE("a field over one index, and in slices") {
  Field<ActorId, void, slice_width> trust(4);
  CHECK(trust.size() == 4);
  CHECK(trust(ActorId{3})[7] == 0.0);
  trust(ActorId{3}) += 2.0;
  CHECK(trust(ActorId{3})[7] == 2.0);
  CHECK(trust(ActorId{2})[7] == 0.0);
}

}  // namespace backchannel
