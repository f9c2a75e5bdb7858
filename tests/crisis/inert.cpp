// Numbers that cannot act say so, and act again once what they need is there.
#include <doctest/doctest.h>

#include "tests/crisis/support.hpp"

using namespace backchannel;
using testing::model_of;

namespace {

const std::string small = R"(issues: {x: {}}
actors:
  a: {preferences: {x: {ideal: 1}}}
  b: {preferences: {x: {ideal: 0}}}
)";

std::string why(const std::string& path, const testing::Settings& set = {}) {
  const auto model = model_of(small, set);
  const auto param = model->loaded.parameters.find(path);
  REQUIRE_MESSAGE(param.has_value(), path);
  return model->loaded.parameters[*param].inert;
}

struct Case {
  std::string path, told;
  testing::Settings acts;  // with these it acts
};

}  // namespace

TEST_CASE("numbers that act on nothing in a scenario say why, until something brings them into play") {
  const std::string front =
      "dyads.f={first: a, second: b, incidents: {base: 0.1, grave_share: 0.2}, force: {a: {may_strike: true}, b: {}}}";
  const std::string move =
      "a.moves.m={effects: {act: provocation, posture: 1}, drivers: {reciprocity: 1, domestic: 1}}";
  const std::string faction = "a.factions.f={weight: 1, hawkishness: 1}";
  const std::vector<Case> cases{
      {"a.posture.fatigue", "its posture stays 0", {"a.posture.start=1"}},
      {"a.mobilised", "its posture stays 0", {"a.posture.reaction.b=0.1", "b.posture.grievance=0.1"}},
      {"a.war.mobilisation_sensitivity", "the posture of b stays 0", {"b.posture.grievance=0.1"}},
      {"tension.floor", "every posture stays 0", {move}},
      {"tension.posture_scale", "every posture stays 0", {"b.posture.start=2"}},
      {"a.tempo", "it has no moves", {move}},
      {"precision.move", "nobody has moves", {move}},
      {"domestic.memory", "no move answers hostility", {move}},
      {"domestic.hawk_decay", "no faction and no move heeds hawks", {move, front}},
      {"domestic.hawk_incident", "no faction and no move heeds hawks", {faction, front}},
      {"domestic.hawk_strike", "no faction and no move heeds hawks", {faction, front}},
      {"a.ratification.threshold", "it has no factions, which would vote", {faction}},
      {"precision.ratification", "no side has factions, which would vote", {faction}},
      {"trust.provocation", "nobody does such an act", {move}},
      {"trust.sanction", "nobody does such an act", {"history=[{day: -3, act: sanction, by: a, against: b}]"}},
      {"trust.incident", "no minor incident can happen", {front}},
      {"trust.grave_incident", "no grave incident can happen", {front}},
      {"trust.strike", "nobody can use force", {front}},
      {"trust.resolve_factor", "no side's cost of war is uncertain", {"a.war.cost={uniform: [0.1, 0.5]}"}},
      {"force.rate", "nobody can use force", {front}},
      {"force.persistence", "nobody can use force", {front}},
      {"precision.force", "nobody can use force", {front}},
      {"planning_horizon", "nobody can use force", {front}},
      {"tension.strike", "nobody can use force", {front}},
      {"talks.verification_power", "no issue has the role verification", {"x.role=verification"}},
      {"a.logroll", "there is one issue", {"issues.y={}"}},
      {"a.preferences.x.salience", "there is one issue", {"issues.y={}"}}};
  for (const Case& one : cases) {
    CAPTURE(one.path);
    CHECK(why(one.path) == one.told);
    CHECK(why(one.path, one.acts).empty());
  }
}

TEST_CASE("hawks need incidents or strikes, and an answer a posture that can move") {
  CHECK(why("domestic.hawk_decay", {"a.factions.f={weight: 1, hawkishness: 1}"}) ==
        "no grave incident and no strike can happen");
  CHECK(why("a.factions.f.hawkishness", {"a.factions.f={weight: 1, hawkishness: 1}"}) ==
        "no grave incident and no strike can happen");
  CHECK(why("a.posture.reaction.b", {"a.posture.reaction.b=0.1"}) == "the posture of b stays 0");
  CHECK(why("a.posture.reaction.b", {"a.posture.reaction.b=0.1", "b.posture.start=1"}).empty());
  CHECK(why("mediator.variance", {"mediator={style: facilitation}"}) == "the mediator puts no text of its own");
  CHECK(why("mediator.variance", {"mediator={style: formulation}"}).empty());
}
