// What a reader of results should know: equal names, arms races without end.
#include <doctest/doctest.h>

#include <cmath>

#include "sim/scenario/checks/arms_race.hpp"
#include "tests/scenario/support.hpp"

namespace backchannel {
namespace {

std::vector<std::string> notices(const std::vector<std::string>& settings) {
  return testing::load(testing::small, settings).notices;
}
using Notices = std::vector<std::string>;

ArmsRace race(const std::vector<std::string>& settings) {
  const LoadedScenario loaded = testing::load(testing::small, settings);
  return arms_race(*loaded.scenario, loaded.parameters);
}

}  // namespace

TEST_SUITE("notices of the reader") {
  TEST_CASE("equal names and titles are told apart") {
    const std::string text = R"(issues:
  toll: {title: "rate"}
  road: {title: "rate"}
  dam: {title: "toll"}
actors:
  a: {name: "State", preferences: {toll: {}}}
  b: {name: "State", preferences: {toll: {}}}
mediator: {name: "State"}
)";
    const LoadedScenario loaded = testing::load(text);
    CHECK(loaded.notices ==
          Notices{
              "s.yaml:6:13: a.name: another is called `State`, too (told as `State (a)`)",
              "s.yaml:7:13: b.name: another is called `State`, too (told as `State (b)`)",
              "s.yaml:8:18: mediator.name: another is called `State`, too (told as `State (mediator)`)",
              "s.yaml:3:17: road.title: another is called `rate`, too (told as `rate (road)`)",
              "s.yaml:2:17: toll.title: another is called `rate`, too (told as `rate (toll)`)",
          });
    CHECK(loaded.scenario->actors.at("b").name == "State (b)");
    CHECK(loaded.scenario->mediator->name == "State (mediator)");
    CHECK(loaded.scenario->issues.at("road").title == "rate (road)");
    CHECK(loaded.scenario->issues.at("dam").title == "toll");
    CHECK(notices({"a.name=b"}) == Notices{"--set a.name=b: a.name: another is called `b`, too (told as `b (a)`)"});
    CHECK(notices({"a.name=A", "b.name=B"}).empty());
  }

  TEST_CASE("the growth of an arms race is the leading eigenvalue") {
    // Two sides: (−f_a − f_b + √((f_a − f_b)² + 4 r_ab r_ba))/2.
    const auto eigenvalue = [](double fa, double fb, double ab, double ba) {
      return (-fa - fb + std::sqrt((fa - fb) * (fa - fb) + 4 * ab * ba)) / 2;
    };
    const ArmsRace even = race({"a.posture={fatigue: 0.02, reaction: {b: 0.05}}", "b.posture={reaction: {a: 0.03}}"});
    CHECK(even.typical == doctest::Approx(eigenvalue(0.02, 0.02, 0.05, 0.03)));
    CHECK(even.most == doctest::Approx(even.typical));
    CHECK(even.strongest == std::vector<std::string>{"actors", "a", "posture", "reaction", "b"});
    const ArmsRace uneven =
        race({"a.posture={fatigue: 0.3, reaction: {b: 0.2}}", "b.posture={fatigue: 0.1, reaction: {a: 0.2}}"});
    CHECK(uneven.typical == doctest::Approx(eigenvalue(0.3, 0.1, 0.2, 0.2)));
    // Opposed reactions turn in a circle: ±i√(r_ab r_ba), of the real part −f.
    CHECK(race({"a.posture={reaction: {b: 0.1}}", "b.posture={reaction: {a: -0.1}}"}).typical ==
          doctest::Approx(-0.02));
    CHECK(race({}).strongest.empty());
  }

  TEST_CASE("reactions that exceed fatigue are told") {
    const std::string rest = " (weaker reactions or more fatigue let it settle)";
    CHECK(
        notices({"a.posture={reaction: {b: 0.05}}", "b.posture={reaction: {a: 0.03}}"}) ==
        Notices{
            "--set a.posture={reaction: {b: 0.05}}: a.posture.reaction.b: reactions exceed fatigue: an arms race that "
            "doubles postures every 37 days, without end" +
            rest});
    CHECK(
        notices({"a.posture={reaction: {b: {uniform: [0, 0.03]}}}", "b.posture={reaction: {a: 0.02}}"}) ==
        Notices{
            "--set a.posture={reaction: {b: {uniform: [0, 0.03]}}}: a.posture.reaction.b: at the ends of their priors "
            "reactions exceed fatigue: an arms race that doubles postures every 154 days, without end" +
            rest});
    CHECK(notices({"a.posture={reaction: {b: 0.05}}"}).empty());  // nobody answers
    CHECK(notices({"a.posture={reaction: {b: 0.02}}", "b.posture={reaction: {a: 0.02}}"}).empty());
    CHECK(notices({"a.posture={reaction: {b: 0.05}}", "b.posture={reaction: {a: 0.03}}", "mechanisms.posture=false"})
              .empty());
  }
}

}  // namespace backchannel
