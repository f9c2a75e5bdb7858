#include "sim/scenario/pages/units.hpp"

#include <doctest/doctest.h>

#include "tests/scenario/support.hpp"

using namespace backchannel;

TEST_CASE("the ends of an axis are told in the unit of their issue") {
  const LoadedScenario loaded =
      testing::load(testing::small, {"relief.high=18289.23", "relief.unit=million", "stock.high=300", "a.patience=30"});
  const auto unit = [&](const char* path) {
    return unit_of(loaded.parameters[*loaded.parameters.find(path)], *loaded.scenario);
  };
  CHECK(unit("relief.high") == "million");
  CHECK(unit("relief.low") == "million");
  CHECK(unit("stock.high").empty());
  CHECK(unit("a.patience") == "days");
}
