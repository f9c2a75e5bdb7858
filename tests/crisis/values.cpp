#include "sim/crisis/model/values.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

#include "tests/crisis/support.hpp"

using namespace backchannel;
using namespace backchannel::testing;

TEST_CASE("a pinned parameter has its value in every run; all others are drawn as before, and beliefs stay") {
  const auto model = model_from("flagship/oman-2026.yaml");
  const ParameterTable& table = model->loaded.parameters;
  Values free(table, 7), pinned(table, 7, 2, {{"iran.war.cost", 0.55}});
  const Param cost = *table.find("iran.war.cost");
  int differing = 0;
  for (std::uint64_t run : {0u, 1u, 2u, 999u}) {
    free.start(0, run), pinned.start(0, run);
    CHECK(pinned[cost][0] == 0.55);
    for (const Param p : free.uncertain()) differing += free[p][0] != pinned[p][0];
  }
  CHECK(differing == 4);
  CHECK_THROWS_AS(Values(table, 7, 2, {{"iran.war.costs", 0.5}}), std::invalid_argument);
  CHECK_THROWS_AS(Values(table, 7, 2, {{"horizon", 0.5}}), std::invalid_argument);
}
