#include "sim/scenario/reader.hpp"

#include <doctest/doctest.h>

#include "sim/scenario/scenario.hpp"
#include "tests/scenario/support.hpp"

namespace backchannel {
namespace {

using testing::load;
using testing::messages;
using testing::small;

const Parameter& at(const LoadedScenario& loaded, const std::string& path) {
  const auto param = loaded.parameters.find(path);
  REQUIRE_MESSAGE(param, path);
  return loaded.parameters[*param];
}
double value(const LoadedScenario& loaded, const std::string& path) { return at(loaded, path).prior.numbers[0]; }

}  // namespace

TEST_SUITE("reader") {
  TEST_CASE("a ten-line scenario loads, defaults do the rest") {
    const LoadedScenario loaded = load(small);
    CHECK(loaded.scenario->actors.size() == 3);
    CHECK(loaded.scenario->horizon == 180);
    CHECK(loaded.hash.size() == 32);
    CHECK(loaded.text == small);
    CHECK(value(loaded, "a.war.cost") == 0.3);
    CHECK_FALSE(at(loaded, "a.war.cost").given);
    CHECK(at(loaded, "a.preferences.relief.ideal").given);
    CHECK(at(loaded, "a.preferences.relief.ideal").place.line == 7);
    CHECK(loaded.parameters.find("actors.a.war.cost") == loaded.parameters.find("a.war.cost"));
    CHECK_FALSE(loaded.parameters.find("a.war.costs"));
  }

  TEST_CASE("a whole number may be written in any way") {
    CHECK(load(small, {"horizon=90.0"}).scenario->horizon == 90);
    CHECK(load(small, {"talks.max_rounds=1e3"}).scenario->talks.max_rounds == 1000);
    CHECK(load(small, {"horizon=90.0"}).hash == load(small, {"horizon=90"}).hash);
    CHECK(messages(small, {"horizon=3e9"}) ==
          "--set horizon=3e9: horizon: 3e9 is out of range (a whole number, 1 to 36500)");
  }

  TEST_CASE("all actors have all issues") {
    const LoadedScenario loaded = load(small);
    const Preference& preference = loaded.scenario->actors.at("c").preferences.at("stock");
    CHECK(loaded.parameters[preference.salience].prior == Prior::constant(0));
    CHECK(loaded.parameters[preference.ideal].prior == Prior::constant(0.5));
    CHECK(value(loaded, "a.preferences.stock.salience") == 1);
  }

  TEST_CASE("the order of the history has no meaning") {
    const auto with = [](const std::string& acts) { return load(small + "history:\n" + acts); };
    const std::string early = "  - {day: -30, act: strike, by: a, against: b}\n",
                      late = "  - {day: -3, act: breach, by: b, against: a}\n",
                      same_day = "  - {day: -3, act: strike, by: a, against: b}\n";
    const LoadedScenario one = with(early + late + same_day), other = with(same_day + late + early);
    CHECK(one.hash == other.hash);
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(one.scenario->history[i].kind == other.scenario->history[i].kind);
      CHECK(one.scenario->history[i].by.id == other.scenario->history[i].by.id);
    }
    CHECK(at(other, "history.3.day").place.line == 15);  // paths count in the order of the file
  }

  TEST_CASE("the order of the YAML has no meaning") {
    const LoadedScenario one = load(small), other = load(R"(actors:
  c: {role: third_party}
  b:
    preferences: {stock: {ideal: 1}, relief: {ideal: 0}}
  a:
    preferences:
      stock: {ideal: 0}
      relief: {ideal: 1}
issues:
  stock: {}
  relief: {}
)");
    CHECK(one.hash == other.hash);
    REQUIRE(one.parameters.size() == other.parameters.size());
    for (std::uint32_t i = 0; i < one.parameters.size(); ++i)
      CHECK(one.parameters[Param{i}].path == other.parameters[Param{i}].path);
  }

  TEST_CASE("numbers, priors, dates and evidence") {
    const LoadedScenario loaded =
        load(small + R"(calendar: {deadline: 2026-01-31, recess_median: {lognormal: [10, 0.5, 0, 90]}}
precision: {text: .inf}
mediator: {skill: {uniform: [0.1, 0.4], basis: judgement, source: "S", note: "N", private: true}}
talks: {calm_interim: {discrete: {values: [0, 1], weights: [1, 3]}}}
)");
    CHECK(value(loaded, "calendar.deadline") == 31);
    CHECK(at(loaded, "calendar.recess_median").prior == Prior{Prior::Kind::lognormal, {10, 0.5, 0, 90}, {}});
    CHECK(value(loaded, "precision.text") == infinite);
    const Parameter& skill = at(loaded, "mediator.skill");
    CHECK(skill.prior == Prior{Prior::Kind::uniform, {0.1, 0.4}, {}});
    CHECK(skill.is_private);
    CHECK(skill.evidence == Evidence{Basis::judgement, "S", "N"});
    CHECK(at(loaded, "talks.calm_interim").prior == Prior{Prior::Kind::discrete, {0, 1}, {1, 3}});
  }

  TEST_CASE("`all` links every pair, a pair of its own stands against it") {
    const LoadedScenario all = load(small, {"a.linkages={all: {uniform: [-1, 1]}}"});
    CHECK(all.scenario->actors.at("a").linkages.size() == 1);
    CHECK(at(all, "a.linkages.relief*stock").prior.kind == Prior::Kind::uniform);
    const LoadedScenario single = load(small, {"a.linkages={all: {uniform: [-1, 1]}, stock*relief: 0.25}"});
    CHECK(value(single, "a.linkages.relief*stock") == 0.25);
    const LoadedScenario set = load(small, {"a.linkages={stock*relief: 0.25}", "a.linkages.relief*stock=0.5"});
    CHECK(value(set, "a.linkages.relief*stock") == 0.5);
  }

  TEST_CASE("a faction has the party's own preferences where it writes none") {
    const LoadedScenario loaded = load(small, {"a.preferences.relief={ideal: 1, red_line: {kind: soft, at: 0.2}}",
                                               "a.factions={guard: {preferences: {relief: {salience: 3}}}}"});
    const Actor& actor = loaded.scenario->actors.at("a");
    const Preference& own = actor.preferences.at("relief");
    const Preference& guard = actor.factions.at("guard").preferences.at("relief");
    CHECK(guard.ideal == own.ideal);
    CHECK(guard.red_line.at == own.red_line.at);
    CHECK(guard.red_line.kind == LineKind::soft);
    CHECK(guard.salience != own.salience);
    CHECK(value(loaded, "a.factions.guard.preferences.relief.salience") == 3);
    CHECK_FALSE(loaded.parameters.find("a.factions.guard.preferences.relief.ideal"));
  }

  TEST_CASE("what exists only through a disabled actor goes with it") {
    const std::string text = small + R"(dyads: {ac: {first: a, second: c}, ab: {first: a, second: b}}
history: [{day: -3, act: strike, by: c, against: a}, {day: -2, act: strike, by: a, against: b}]
events: {e: {day: 3, when: none, against: c}, f: {when: {state: posture.c, value: 1}}, g: {rate: 0.1}}
)";
    const std::vector<std::string> settings = {"c.enabled=false", "a.trust={c: 0.2, b: 0.3}",
                                               "a.moves={m: {against: c}, n: {}}"};
    const LoadedScenario loaded = load(text, settings);
    const Scenario& scenario = *loaded.scenario;
    CHECK(scenario.actors.size() == 2);
    CHECK(scenario.dyads.size() == 1);
    CHECK(scenario.history.size() == 1);
    CHECK(scenario.events.size() == 1);
    CHECK(scenario.actors.at("a").trust.size() == 1);
    CHECK(scenario.actors.at("a").moves.size() == 1);
    for (const char* path : {"c.war.cost", "ac.incidents.base", "a.trust.c", "a.moves.m.cooldown", "e.restraint"})
      CHECK_FALSE(loaded.parameters.find(path));
    CHECK(messages(text, {"c.enabled=false", "c.war.cost=x"}) ==
          "--set c.war.cost=x: c.war.cost: `x` is not a number (a number or a prior, -10 to 100)");
  }

  TEST_CASE("settings reach numbers, choices, flags, groups and items of lists") {
    const std::string text = small + "mediator: {}\nhistory: [{day: -3, by: a, against: b}]\n";
    const LoadedScenario loaded =
        load(text, {"a.war.cost=0.7", "actors.b.war.cost={uniform: [0, 1]}", "mediator.style=manipulation",
                    "mediator.leverage={budget: 0.9}", "history.1.day=-9", "mechanisms.force=false"});
    CHECK(value(loaded, "a.war.cost") == 0.7);
    CHECK(at(loaded, "a.war.cost").place.file == "--set a.war.cost=0.7");
    CHECK(at(loaded, "b.war.cost").prior.kind == Prior::Kind::uniform);
    CHECK(loaded.scenario->mediator->style == Style::manipulation);
    CHECK(value(loaded, "mediator.leverage.budget") == 0.9);
    CHECK(value(loaded, "history.1.day") == -9);
    CHECK_FALSE(loaded.scenario->mechanisms.force);
    CHECK_FALSE(load(text, {"mediator=none"}).scenario->mediator);
  }

  TEST_CASE("a setting that takes away the effect of written keys says so") {
    const LoadedScenario loaded =
        load(small + "mediator: {style: manipulation, leverage: {budget: 1}}\n", {"mediator.style=facilitation"});
    REQUIRE(loaded.notices.size() == 1);
    CHECK(loaded.notices[0] ==
          "s.yaml:12:33: mediator.leverage: left out, has no effect here (only with style manipulation)");
  }

  TEST_CASE("numbers that cannot act are noted") {
    LoadedScenario loaded = load(small);
    loaded.parameters.note_inert(*loaded.parameters.find("a.preferences.relief.ideal"), "no reason at all");
    loaded.parameters.note_inert(*loaded.parameters.find("a.war.cost"), "not written");
    CHECK(inert_notices(loaded.parameters) ==
          std::vector<std::string>{"s.yaml:7:23: a.preferences.relief.ideal: cannot act here (no reason at all)"});
  }

  TEST_CASE("numbers of a mechanism that is switched off are told in one line") {
    LoadedScenario loaded = load(small + "force: {rate: 0.2, stake: 2, persistence: 3}\ntalks: {misreading: 0.1}\n");
    const auto off = [&](const char* path, const char* mechanism) {
      loaded.parameters.note_inert(*loaded.parameters.find(path), switched_off(mechanism));
    };
    off("force.rate", "force"), off("talks.misreading", "misreading");
    CHECK(inert_notices(loaded.parameters) ==
          std::vector<std::string>{"s.yaml:13:21: talks.misreading: cannot act here (mechanisms.misreading is off)",
                                   "s.yaml:12:15: force.rate: cannot act here (mechanisms.force is off)"});
    off("force.stake", "force");
    CHECK(inert_notices(loaded.parameters).back() ==
          "s.yaml:12:15: force.rate and force.stake: cannot act here (mechanisms.force is off)");
    off("force.persistence", "force");
    CHECK(inert_notices(loaded.parameters).back() ==
          "s.yaml:12:15: force.rate and other numbers (3 in all): cannot act here (mechanisms.force is off)");
  }

  TEST_CASE("every problem is reported at once, in the order of the file") {
    CHECK(messages("title: [x]\nissues: {x: {low: 1}}\nactors:\n  a: {tempo: -1}\n  b: {wra: {}}\nhorizn: 3\n") ==
          "s.yaml:1:8: title: a list stands where text is expected (words)\n"
          "s.yaml:2:13: x.high: low and high are both 1 (two different values)\n"
          "s.yaml:4:6: a.preferences: missing (a party needs a positive salience on at least one issue)\n"
          "s.yaml:4:14: a.tempo: -1 is out of range (at least 0)\n"
          "s.yaml:5:6: b.preferences: missing (a party needs a positive salience on at least one issue)\n"
          "s.yaml:5:7: b.wra: unknown key (did you mean war?)\n"
          "s.yaml:6:1: horizn: unknown key (did you mean horizon?)");
  }

  TEST_CASE("limits") {
    std::string issues = "issues: {", actors = "}\nactors: {a: {preferences: {i0: {}}}, b: {preferences: {i0: {}}}";
    for (int i = 0; i < 33; ++i) issues += (i ? ", i" : "i") + std::to_string(i) + ": {}";
    for (int i = 0; i < 7; ++i) actors += ", t" + std::to_string(i) + ": {role: third_party}";
    CHECK(messages(issues + actors + "}\n") ==
          "s.yaml:1:9: issues: 33 issues (1 to 32 issues)\ns.yaml:2:9: actors: 7 third parties (at most 6)");
    CHECK(messages("issues: {x: {role: cap}, y: {role: cap}}\nactors: {a: {preferences: {x: {}}}, "
                   "b: {preferences: {y: {}}}}\n") ==
          "s.yaml:1:36: y.role: a second issue has the role cap (one issue a role; the first is x)");
    std::string many = "issues: {";
    for (int i = 0; i < 1001; ++i) many += (i ? ", i" : "i") + std::to_string(i) + ": {}";
    CHECK(messages(many + "}\n") == "s.yaml:1:1: issues: 1001 entries (at most 1000)");
    CHECK(messages("title: x\n") ==
          "s.yaml:1:1: issues: missing (1 to 32 issues)\n"
          "s.yaml:1:1: actors: missing (two parties and up to 6 third parties)");
    CHECK(messages("issues: {}\nactors: {}\n") ==
          "s.yaml:1:9: issues: no issue (1 to 32 issues)\ns.yaml:2:9: actors: 0 enabled parties (exactly two parties)");
  }
}

}  // namespace backchannel
