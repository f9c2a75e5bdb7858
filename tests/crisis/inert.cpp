// Numbers that cannot act say so, and act again once what they need is there.
#include <doctest/doctest.h>

#include "sim/crisis/kernel.hpp"
#include "sim/montecarlo/batch.hpp"
#include "sim/scenario/scalars.hpp"
#include "sim/scenario/scenario.hpp"
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
      {"a.strain.fighting", "its pain is 0", {"a.strain.pain=0.2", front}},
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

TEST_CASE("who can set a date binds itself in public for others to see, whatever its own audience minds") {
  const testing::Settings free{"a.audience.cost=0", "a.audience.start=0.3"};
  CHECK(why("a.audience.start", free) == "its audience cost is 0");
  testing::Settings dated = free;
  dated.insert(dated.end(), {"calendar.deadline=40", "calendar.deadline_by=a"});
  for (const char* number : {"start", "growth", "decay"})
    CHECK(why(std::string("a.audience.") + number, dated).empty());
  dated.push_back("mechanisms.deadline=false");
  CHECK(why("a.audience.start", dated) == "its audience cost is 0");
  const std::string move = "b.moves.m={effects: {pressure: 0.2}}";
  CHECK(why("b.moves.m.effects.pressure", {move}) == "the pain of a is 0");
  CHECK(why("b.moves.m.effects.pressure", {move, "a.strain.pain=0.3"}).empty());
}

TEST_CASE("numbers of a mechanism that is switched off say so, and the row is the same whatever they are") {
  const std::vector<std::string> brought = {
      "dyads.f={first: a, second: b, incidents: {base: 0.1, grave_share: 0.3, branching: 0.3, recent: 2}, force: "
      "{a: {may_strike: true, gain: 0.3, readiness: 0.2}, b: {loss: 0.1}}}",
      "a.moves.m={effects: {act: provocation, posture: 1, tension: 0.2, commitment: 0.2, deadline_in: 20}, drivers: "
      "{reciprocity: 1, domestic: 1}, cooldown: 5}",
      "a.factions.f={weight: 1, hawkishness: 1}",
      "b.factions.g={weight: 1, hawkishness: 1}",
      "b.posture={start: 1, grievance: 0.1, fatigue: 0.1, reaction: {a: 0.1}}",
      "a.audience={cost: 0.3, start: 0.2, growth: 0.01}",
      "a.strain={start: 0.3, pressure: 0.4, pain: 0.3}",
      "a.preventive={discount: 0.9}",
      "b.preventive={shift: 0.2}",
      "a.war={cost: {uniform: [0.1, 0.5]}, perceived_risk: 0.2}",
      "a.loss_aversion=2",
      "a.linkages={x*y: 0.3}",
      "issues.y={}",
      "a.preferences.y={ideal: 0, salience: 0.5, red_line: {kind: soft, side: at_most, at: 0.7, penalty: 1}}",
      "b.preferences.y={ideal: 1, salience: 0.5}",
      "actors.c={role: third_party, preferences: {x: {ideal: 1}}, backs: a, voice: 0.4, patron: b, autonomy: 0.4, "
      "leash: 0.2, support: {a: 0.4}, join: 0.2}",
      "c.promises.p={to: b, kind: sweetener, issue: x, side: at_least, at: 0.2, size: 0.2}",
      "calendar={deadline: 40, extension: 0.3, deadline_pull: 2}",
      "talks={direct_contact: 0.6, interim_track: 0.4, reopening: 0.02, misreading: 0.1}",
      "events.e={rate: 0.05, times: 3, by: a, against: b, effects: {pressure: 0.1, tension: 0.1, posture: 1}}",
      "mediator={style: manipulation, skill: 0.6, access: 0.5, agenda: 0.4, cover: 0.4, guarantee: 0.4, extension: "
      "0.3, reopening: 0.05, holds_at_table: 0.4, softens_boycott: 0.5, incident_channel: 0.5, leverage: {budget: 5, "
      "sweetener: 0.3, fade: 30}}",
      "y.role=verification",
      "x.interim=true"};
  const auto rows = [&](const testing::Settings& more) {
    testing::Settings set = brought;
    set.insert(set.end(), more.begin(), more.end());
    CrisisKernel kernel(model_of(small, set), 1);
    return play_batch(kernel, 1, 0, 64).rows;
  };
  const auto same = [](const Row& a, const Row& b) {
    return a.outcome == b.outcome && a.end_day == b.end_day && a.rounds == b.rounds && a.escalation == b.escalation &&
           a.tension == b.tension && a.terms == b.terms && a.value == b.value && a.trust == b.trust &&
           a.top_rung == b.top_rung && a.perceived_risk == b.perceived_risk && a.incidents == b.incidents;
  };
#define NAME_OF(name, meaning) #name,
  for (const char* name : {BACKCHANNEL_SWITCHES(NAME_OF)}) {
#undef NAME_OF
    const std::string off = std::string("mechanisms.") + name + "=false",
                      told = std::string("mechanisms.") + name + " is off";
    testing::Settings set = brought;
    set.push_back(off);
    const auto model = model_of(small, set);
    const auto as_it_is = rows({off});
    int noted = 0;
    for (const Parameter& number : model->loaded.parameters) {
      if (number.inert != told) continue;
      ++noted;
      for (const double end : {number.spec.low, number.spec.high, 0.35, 3.0}) try {
          const auto moved = rows({off, number.path + "=" + shortest(end)});
          INFO(number.path << " = " << end << ", " << told);
          bool all_same = true;
          for (std::size_t n = 0; n < moved.size(); ++n) all_same = all_same && same(moved[n], as_it_is[n]);
          CHECK(all_same);
        } catch (const BadInput&) {  // may not stand there
        }
    }
    CAPTURE(told);
    CHECK(noted > 0);
  }
}

TEST_CASE("beside payoffs set outright, what they would be worked out from does not act") {
  const auto force = [](const std::string& payoffs) {
    return testing::Settings{"dyads.f={first: a, second: b, force: {a: {may_strike: true, gain: 0.5" + payoffs +
                             "}, b: {}}}"};
  };
  const std::string outright = ", payoffs: {status_quo: 0, unanswered: 1}";
  CHECK(why("f.force.a.gain", force("")).empty());
  for (const char* number : {"gain", "loss", "damage", "struck_first", "becomes_war", "readiness"})
    CHECK(why(std::string("f.force.a.") + number, force(outright)) == "its payoffs are set outright");
  CHECK(why("f.force.a.payoffs.unanswered", force(outright)).empty());
}

TEST_CASE("numbers of fighting name the mechanism that they act through, when it is off") {
  const std::string front = "dyads.f={first: a, second: b, force: {a: {may_strike: true}, b: {}}}";
  const std::vector<std::pair<std::string, std::string>> carried{
      {"ceasefire", "force.spoils"},   {"ceasefire", "force.learning"},   {"exchange", "force.spoils"},
      {"resolve", "force.learning"},   {"strain", "a.strain.fighting"},   {"tension", "tension.fighting"},
      {"exchange", "force.ceasefire"}, {"ceasefire", "a.strain.fighting"}};
  for (const auto& [mechanism, path] : carried)
    CHECK(why(path, {front, "a.strain.pain=0.2", "a.war.cost={uniform: [0.1, 0.5], private: true}",
                     "mechanisms." + mechanism + "=false"}) == "mechanisms." + mechanism + " is off");
}

TEST_CASE("what acts by itself is not told as idle, and what a run does not live to see is") {
  const std::string front = "dyads.f={first: a, second: b, force: {a: {may_strike: true}, b: {}}}";
  CHECK(why("force.persistence", {front, "mechanisms.exchange=false"}).empty());  // fighting on for a day teaches
  CHECK(why("force.spoils", {front}).empty());
  CHECK(why("force.spoils", {front, "run_ends_at=war"}) == "runs end where a war begins");
}

TEST_CASE("fighting wears down whom an exchange of force may reach") {
  const std::string front = "dyads.f={first: a, second: b, force: {a: {may_strike: true}, b: {}}}";
  const testing::Settings hurt{"a.strain.pain=0.2", "a.strain.fighting=0.1"};
  CHECK(why("a.strain.fighting", hurt) == "it takes part in no exchange of force");
  CHECK(why("a.strain.pain", hurt) == "its strain stays 0");
  testing::Settings fights = hurt;
  fights.push_back(front);
  CHECK(why("a.strain.fighting", fights).empty());
  CHECK(why("a.strain.pain", fights).empty());
}
