// Tabulated issues: what an actor wants follows from what the levels are worth to it.
#include "sim/scenario/checks/ideals.hpp"

#include <doctest/doctest.h>

#include "tests/scenario/support.hpp"

namespace backchannel {
namespace {

/// Three levels at 0, .5 and 1 with worths for north and south, and their preferences.
std::string table(const std::string& north, const std::string& south = "{}",
                  const std::string& top = "north: 1, south: 0", const std::string& more = "") {
  return "issues:\n"
         "  toll: {interim: true, levels: [{name: none, worth: {north: 0, south: 1}}, {name: half, worth: {north: 0.4, "
         "south: 0.7}}, {name: full, worth: {" +
         top +
         "}}]}\n"
         "  road: {}\n"
         "actors:\n"
         "  north: {preferences: {toll: " +
         north + ", road: {ideal: 1}}" + more +
         "}\n"
         "  south: {preferences: {toll: " +
         south + ", road: {ideal: 0}}}\n";
}

double ideal(const LoadedScenario& loaded, const std::string& whose) {
  return loaded.parameters[*loaded.parameters.find(whose + ".preferences.toll.ideal")].prior.numbers[0];
}

}  // namespace

TEST_SUITE("ideals on tabulated issues") {
  TEST_CASE("are the level of greatest worth") {
    const LoadedScenario loaded = testing::load(table("{}"));
    CHECK(ideal(loaded, "north") == 1);
    CHECK(ideal(loaded, "south") == 0);
    CHECK(loaded.notices.empty());
    CHECK(ideal(testing::load(table("{}"), {"toll.levels.2.worth.north=1.0"}), "north") == 0.5);  // the first of two
    CHECK(ideal(testing::load(table("{}"), {"toll.levels.2.worth.north={uniform: [0.9, 1]}",
                                            "toll.levels.3.worth.north={uniform: [0.2, 1]}"}),
                "north") == 0.5);
  }

  TEST_CASE("are as by default where no level is better than another") {
    const LoadedScenario loaded = testing::load(
        table("{}"),
        {"toll.levels.1.worth.north=0.4", "toll.levels.3.worth.north=0.4", "toll.levels.3.worth.south=0.1"});
    CHECK(ideal(loaded, "north") == 0.5);
    CHECK(ideal(loaded, "south") == 0);
  }

  TEST_CASE("of factions are those of their party") {
    const std::string guard = ", factions: {guard: {preferences: {toll: {salience: 3}}}}";
    const LoadedScenario loaded = testing::load(table("{}", "{}", "north: 1, south: 0", guard));
    CHECK(ideal(loaded, "north") == 1);
    CHECK(loaded.notices.empty());
    CHECK(
        testing::load(table("{}", "{}", "north: 1, south: 0", guard), {"north.factions.guard.preferences.toll.ideal=0"})
            .notices ==
        std::vector<std::string>{
            "--set north.factions.guard.preferences.toll.ideal=0: north.factions.guard.preferences.toll.ideal: 0 is "
            "not where north gains most, which is level `full` at 1 (leave it out, or change the worth of the "
            "levels)"});
  }

  TEST_CASE("that are written hold, with a notice where they contradict the levels") {
    const LoadedScenario loaded = testing::load(table("{ideal: 0.5}", "{ideal: 0.004}"));
    CHECK(ideal(loaded, "north") == 0.5);
    CHECK(ideal(loaded, "south") == 0.004);
    CHECK(loaded.notices == std::vector<std::string>{
                                "s.yaml:5:39: north.preferences.toll.ideal: 0.5 is not where north gains most, which "
                                "is level `full` at 1 (leave it out, or change the worth of the levels)"});
    CHECK(testing::load(table("{ideal: {uniform: [0.4, 1]}}")).notices.empty());
    CHECK(testing::load(table("{ideal: {uniform: [0.4, 0.9]}}")).notices.size() == 1);
    // A prior that can be there, but hardly ever is: the best level is the nearest in fewer than one of twenty draws.
    CHECK(testing::load(table("{ideal: {truncated_normal: [0.1, 0.1, 0, 1]}}")).notices ==
          std::vector<std::string>{"s.yaml:5:39: north.preferences.toll.ideal: normal, mean 0.1, sd 0.1 within 0 to 1 "
                                   "is not where north gains most, which is level `full` at 1 (leave it out, or change "
                                   "the worth of the levels)"});
    CHECK(testing::load(table("{ideal: {discrete: {values: [0, 1], weights: [98, 2]}}}"))
              .notices.at(0)
              .find(" is hardly ever where north gains most") != std::string::npos);
    CHECK(testing::load(table("{ideal: {triangular: [0, 0.2, 1]}}")).notices.empty());  // 7.8 % beyond .75
    CHECK(testing::load(table("{ideal: {discrete: {values: [0, 1], weights: [1, 1]}}}")).notices.empty());
  }

  TEST_CASE("stand on levels that have no name, which are called by their number") {
    const LoadedScenario loaded = testing::load(
        "issues:\n  toll: {levels: [{worth: {north: 0, south: 1}}, {name: half, worth: {north: 1, south: 1}}, {worth: "
        "{north: 0.4, south: 0}}]}\nactors:\n  north: {preferences: {toll: {}}}\n  south: {preferences: {toll: {}}}\n");
    const std::vector<Level>& levels = loaded.scenario->issues.at("toll").levels;
    CHECK(levels[0].name == "level 1");
    CHECK(levels[1].name == "half");
    CHECK(levels[2].name == "level 3");
    CHECK(testing::messages(
              "issues:\n  toll: {levels: [{}, {name: level 1}]}\n  road: {}\nactors:\n  north: {preferences: {toll: "
              "{salience: 0}, road: {}}}\n  south: {preferences: {toll: {salience: 0}, road: {}}}\n") ==
          "s.yaml:2:18: toll.levels: two levels are called `level 1` (names that differ)");
  }
  TEST_CASE("read back from the resolved copy") {
    const LoadedScenario loaded = testing::load(table("{}"));
    const LoadedScenario again = testing::load(table("{ideal: 1}", "{ideal: 0}"));
    CHECK(again.hash == loaded.hash);
  }

  TEST_CASE("need a worth of every level for each who cares") {
    const std::string rest = " (worth: {south: 0 to 1} on every level, or no salience on toll)";
    CHECK(testing::messages(table("{}", "{}", "north: 1")) ==
          "s.yaml:2:33: toll.levels: no worth for south on `full`" + rest);
    CHECK(testing::messages(table("{}", "{salience: 0}", "north: 1")).empty());
    CHECK(testing::messages(table("{}", "{salience: {uniform: [0, 1]}}", "north: 1")) ==
          "s.yaml:2:33: toll.levels: no worth for south on `full`" + rest);
    CHECK(testing::messages("issues:\n  toll: {levels: [{name: a}, {}]}\nactors:\n  north: {preferences: {toll: {}}}\n"
                            "  south: {preferences: {toll: {}}}\n") ==
          "s.yaml:2:18: toll.levels: no worth for north on `a`, `level 2` (worth: {north: 0 to 1} on every level, or "
          "no salience "
          "on toll)\n"
          "s.yaml:2:18: toll.levels: no worth for south on `a`, `level 2`" +
              rest);
    // A third party cares only about what it lists, a party also through its factions.
    const std::string third = "  bank: {role: third_party, preferences: {road: {}}}\n";
    CHECK(testing::messages(table("{}") + third).empty());
    CHECK(
        testing::messages(
            table("{salience: 0}", "{}", "south: 0", ", factions: {guard: {preferences: {toll: {salience: 3}}}}")) ==
        "s.yaml:2:33: toll.levels: no worth for north on `full` (worth: {north: 0 to 1} on every level, or no salience "
        "on toll)");
  }
}

}  // namespace backchannel
