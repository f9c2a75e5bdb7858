#include "sim/scenario/reader.hpp"

#include <doctest/doctest.h>

TEST_SUITE("scenario reader") {
  TEST_CASE("a ten-line scenario loads, defaults do the rest") {
    const auto loaded = backchannel::read_scenario_text(R"(issues:
  enrichment: {}
actors:
  iran: {preferences: {enrichment: {ideal: 1}}}
  usa: {preferences: {enrichment: {ideal: 0}}}
)",
                                                        "small.yaml");
    CHECK(loaded.scenario.actors.size() == 2);
    CHECK(loaded.hash.size() == 32);
  }
}
