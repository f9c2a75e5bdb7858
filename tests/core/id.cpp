// Plain indices into ranges.
#include "sim/core/id.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

using namespace backchannel;

TEST_CASE("what is found is told by its index, what is not by the size of the range") {
  const std::vector<std::string> names{"a", "b", "b"};
  CHECK(find_index(names, "b") == 1);
  CHECK(find_index(names, "c") == 3);
  CHECK(index_at(names, names.end()) == 3);
  const std::array<std::pair<int, const char*>, 2> pairs{{{4, "x"}, {7, "y"}}};
  CHECK(find_index(pairs, 7, &std::pair<int, const char*>::first) == 1);
}

TEST_CASE("the nearest of evenly spread values, halves rounded up, positions beyond the ends held there") {
  CHECK(nearest_index(0, 5) == 0);
  CHECK(nearest_index(0.124, 5) == 0);
  CHECK(nearest_index(0.125, 5) == 1);
  CHECK(nearest_index(1, 5) == 4);
  CHECK(nearest_index(-0.3, 5) == 0);
  CHECK(nearest_index(1.3, 5) == 4);
  CHECK(nearest_index(0.7, 1) == 0);
}
