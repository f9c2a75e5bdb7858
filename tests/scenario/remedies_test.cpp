// What messages suggest: that it works, and what is said where the obvious would not.
#include <doctest/doctest.h>

#include "sim/scenario/tree.hpp"
#include "tests/scenario/support.hpp"

namespace backchannel {
namespace {

const std::string toll = R"(horizon: 60
issues:
  toll: {interim: true}
  road: {}
actors:
  north:
    curvature: 1
    preferences: {toll: {ideal: 1}, road: {ideal: 0}}
  south:
    preferences: {toll: {ideal: 0}, road: {ideal: 1}}
dyads:
  border: {first: north, second: south}
)";

/// The message of one setting, without its place.
std::string set(const std::string& setting) {
  const std::string text = testing::messages(toll, {setting});
  const std::string place = "--set " + setting + ": ";
  return text.starts_with(place) ? text.substr(place.size()) : text;
}

}  // namespace

TEST_SUITE("what messages suggest") {
  TEST_CASE("a prior is cut until all that depends on it is content") {
    CHECK(set("border.incidents.base={gamma: [2, 0.003]}") ==
          "border.incidents.base: gamma reaches above 100 (use {gamma: [2, 0.003, 0, 0.035]})");
    CHECK(set("border.incidents.base={gamma: [2, 0.003, 0, 0.035]}").empty());
    CHECK(set("border.incidents.base={gamma: [2, 0.003, 0.001, 200], basis: judgement, note: \"n\"}") ==
          "border.incidents.base: gamma reaches above 100 (use {gamma: [2, 0.003, 0.001, 0.035]})");
    CHECK(set("border.incidents.base={lognormal: [0.01, 2]}") ==
          "border.incidents.base: lognormal reaches above 100 (use {lognormal: [0.01, 2, 0, 4.8]})");
    CHECK(set("border.incidents.base={lognormal: [0.01, 2, 0, 4.8]}").empty());
    CHECK(set("south.tempo={normal: [0.1, 0.1]}") ==
          "south.tempo: normal reaches below 0 (use {truncated_normal: [0.1, 0.1, 0, .inf]})");
    CHECK(set("south.tempo={truncated_normal: [0.1, 0.1, 0, .inf]}").empty());
    // Nothing of it lies in the range.
    CHECK(set("south.firmness={normal: [100, 1]}") == "south.firmness: normal reaches below 0 (0 to 1)");
    CHECK(set("border.incidents.base={gamma: [1000, 1]}") ==
          "border.incidents.base: gamma reaches above 100 (0 to 100)");
  }

  TEST_CASE("a prior of the file is cut in place") {
    CHECK(testing::messages(toll + "force: {rate: {normal: [0.5, 1], basis: fact, source: \"S\"}}\n") ==
          "s.yaml:13:24: force.rate: normal reaches below 0 (use {truncated_normal: [0.5, 1, 0, 1]})");
  }

  TEST_CASE("no key that is written already") {
    CHECK(set("south={curvature: 1, curvatur: 2, preferences: {toll: {ideal: 0}}}")
              .starts_with("south.curvatur: unknown key (one of name, role, enabled, curvature, "));
    CHECK(testing::messages(toll + "horizn: 3\n").starts_with("s.yaml:13:1: horizn: unknown key (one of title, "));
    CHECK(set("south.firmness={uniform: [0, 1], unifrom: [0, 1]}")
              .starts_with("south.firmness.unifrom: unknown key (one of value, uniform, "));
  }

  TEST_CASE("what is set replaces what is written") {
    CHECK(set("north.curvatur=2") == "north.curvatur: unknown key (did you mean curvature?)");
    CHECK(set("horizn=30") == "horizn: unknown key (did you mean horizon?)");
    CHECK(set("border.frist=south").ends_with("border.frist: unknown key (did you mean first?)"));
  }

  TEST_CASE("a key whose value is refused there is told with the reason") {
    CHECK(set("south.curvatur=9") ==
          "south.curvatur: unknown key (did you mean curvature? 9 is out of range there: 0.2 to 5)");
    CHECK(set("south.wra={cst: 1}") == "south.wra: unknown key (did you mean war?)");
  }

  TEST_CASE("nobody is sent against himself") {
    CHECK(set("north.moves={m: {against: nort}}") == "north.moves.m.against: unknown actor `nort` (only south)");
    CHECK(set("north.moves={m: {against: sout}}") ==
          "north.moves.m.against: unknown actor `sout` (did you mean south?)");
    CHECK(set("north.trust={norht: 0.5}") == "north.trust.norht: unknown actor (only south)");
    CHECK(set("border.second=norht") == "border.second: unknown actor `norht` (one of north, south)");
    CHECK(set("border.second=soth") == "border.second: unknown actor `soth` (did you mean south?)");
    CHECK(set("north.linkages={road*raod: 1}") == "north.linkages.road*raod: unknown issue `raod` (one of road, toll)");
    CHECK(set("north.linkages={road*tol: 1}") == "north.linkages.road*tol: unknown issue `tol` (did you mean toll?)");
  }

  TEST_CASE("an id that a path begins with is tried with what is set") {
    CHECK(set("norht.firmness=0.3") == "norht.firmness: unknown id `norht` (did you mean north?)");
    CHECK(set("norht.firmness=3") == "norht.firmness: unknown id `norht` (one of road, toll, north, south, border)");
    CHECK(set("actors.norht.firmness=0.3") == "actors.norht.firmness: unknown id `norht` (did you mean north?)");
    CHECK(set("actors.norht.firmnes=0.3") == "actors.norht.firmnes: unknown id `norht` (one of north, south)");
    // The nearest is an issue, which has no such key.
    CHECK(set("tolls.firmness=0.3") == "tolls.firmness: unknown id `tolls` (one of road, toll, north, south, border)");
    CHECK(set("tolls.min_step=0.3") == "tolls.min_step: unknown id `tolls` (did you mean toll?)");
    CHECK(set("issues.tol.levels.1.name=x") == "issues.tol.levels.1.name: unknown id `tol` (one of toll, road)");
  }

  TEST_CASE("the defaults are offered where they suffice") {
    CHECK(set("border=3") == "border: `3` stands where a map is expected (a map of its keys)");
    CHECK(set("south.moves={m: 3}") ==
          "south.moves.m: `3` stands where a map is expected (a map of its keys, {} for the defaults)");
    CHECK(set("mediator=3") ==
          "mediator: `3` stands where a map is expected (a map of its keys, {} for the defaults, or none)");
    CHECK(set("south.moves={m: {when: 3}}") ==
          "south.moves.m.when: `3` stands where a map is expected (a map of its keys, or none)");
  }

  TEST_CASE("a date that may stand there") {
    CHECK(
        testing::messages(toll + "start_date: 2031-04-01\ncalendar: {first_session: soon}\n") ==
        "s.yaml:14:27: calendar.first_session: `soon` is not a number (a day, a date such as 2031-04-01 or a prior, 1 "
        "to 36500)");
    CHECK(
        testing::messages(toll + "start_date: 2031-04-01\nhistory: [{day: x, by: north, against: south}]\n") ==
        "s.yaml:14:17: history.1.day: `x` is not a number (a day, a date such as 2031-03-31 or a prior, -36500 to 0)");
  }

  TEST_CASE("all that a mediator's text needs") {
    const auto single_text = [](const std::string& more) {
      return testing::messages(toll + "talks: {protocol: single_text}\n" + more);
    };
    const std::string what = "s.yaml:13:19: talks.protocol: single_text needs a mediator who formulates ";
    CHECK(single_text("") == what + "(mediator.style formulation or manipulation, or another protocol)");
    CHECK(single_text("mechanisms: {mediation: false}\n") ==
          what + "(mediator.style formulation or manipulation and mechanisms.mediation true, or another protocol)");
    CHECK(single_text("mechanisms: {mediation: false}\nmediator: {style: formulation}\n") ==
          what + "(mechanisms.mediation true, or another protocol)");
  }
}

}  // namespace backchannel
