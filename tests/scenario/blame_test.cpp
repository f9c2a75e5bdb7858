// Faults that lie between keys are told with what was set last, not with the line of the file that it clashes with.
#include "sim/scenario/checks/blame.hpp"

#include <doctest/doctest.h>

#include "sim/scenario/overrides.hpp"
#include "tests/scenario/support.hpp"

using namespace backchannel;
using testing::load;
using testing::messages;
using testing::small;

namespace {

const std::string dyad = "dyads: {ab: {first: a, second: b, force: {a: {may_strike: true}, b: {}}}}\n";

}  // namespace

TEST_SUITE("what a setting brings about") {
  TEST_CASE("is told with the setting") {
    CHECK(messages(small, {"b.enabled=false"}) ==
          "--set b.enabled=false: actors: 1 enabled party (exactly two parties)");
    CHECK(messages(small + dyad, {"ab.first=b"})
              .starts_with("--set ab.first=b: ab.second: both sides are b (two different actors)"));
    CHECK(messages(small + dyad, {"horizon=90", "b.enabled=false", "a.firmness=0.5"}) ==
          "--set b.enabled=false: actors: 1 enabled party (exactly two parties)");
    CHECK(messages(small, {"talks.protocol=single_text"})
              .starts_with("--set talks.protocol=single_text: talks.protocol: "));
    CHECK(messages(small + "talks: {protocol: single_text}\nmediator: {style: formulation}\n",
                   {"mediator.style=facilitation"})
              .starts_with("--set mediator.style=facilitation: talks.protocol: single_text needs a mediator"));
  }

  TEST_CASE("is told with the line of the policy or study that set it") {
    const std::vector<Override> changes{{"b.enabled", "false", {"policy.yaml", 3, 5}}};
    CHECK_THROWS_WITH_AS((void)read_scenario_text(small, "s.yaml", changes),
                         "policy.yaml:3:5: actors: 1 enabled party (exactly two parties)", BadInput);
  }

  TEST_CASE("is not blamed on a setting that came to a fault of the file") {
    CHECK(messages(small + "  d: {preferences: {relief: {}}}\n", {"horizon=90"}) ==
          "s.yaml:5:3: actors: 3 enabled parties (exactly two parties; role: third_party for everybody else)");
  }

  TEST_CASE("a setting that a later one undoes is told, one that is only said twice is not") {
    const auto lost = [](const std::vector<std::string>& settings) {
      std::vector<Override> overrides;
      for (const std::string& setting : settings) overrides.push_back(parse_override(setting));
      return lost_settings(overrides);
    };
    using Notices = std::vector<std::string>;
    CHECK(lost({"a.firmness=0.1", "a.firmness=0.4"}) ==
          Notices{"--set a.firmness=0.1: a.firmness: has no effect (set again by --set a.firmness=0.4)"});
    CHECK(lost({"actors.a.firmness=0.1", "a.firmness=0.4"}).size() == 1);
    CHECK(lost({"mediator.skill=0.1", "mediator={style: formulation}"}) ==
          Notices{"--set mediator.skill=0.1: mediator.skill: has no effect (set again by --set mediator={style: "
                  "formulation})"});
    CHECK(lost({"mediator={style: formulation}", "mediator.skill=0.1"}).empty());
    CHECK(lost({"a.firmness=0.4", "a.firmness=0.4"}).empty());
    CHECK(lost({"a.firmness=0.4", "b.firmness=0.1"}).empty());
  }

  TEST_CASE("a mediator who is added by one of its keys is told") {
    CHECK(
        load(small, {"mediator.skill=0.4"}).notices ==
        std::vector<std::string>{"--set mediator.skill=0.4: mediator: is added, since the scenario has none (all that "
                                 "is not set there is as by default)"});
    CHECK(load(small, {"mediator={skill: 0.4}"}).notices.empty());
    CHECK(load(small + "mediator: {}\n", {"mediator.skill=0.4"}).notices.empty());
    CHECK(load(small, {"calendar.boycott=9"}).notices.empty());
  }
}
