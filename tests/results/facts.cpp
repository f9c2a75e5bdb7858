#include "sim/results/facts.hpp"

#include <doctest/doctest.h>

#include "sim/crisis/model/model.hpp"
#include "sim/results/outcome_list.hpp"
#include "sim/scenario/reader.hpp"

using namespace backchannel;

namespace {

Model model_of(const std::string& text) { return Model(read_scenario_text(text, "s.yaml")); }

const char* twins = R"(
issues:
  zeal: {title: "rate", unit: "%", high: 20}
  acre: {title: "rate", unit: "%", high: 50}
  rule:
    levels:
      - {name: "none", worth: {south: 1, north: 0}}
      - {name: "consultation", worth: {south: 0.5, north: 0.5}}
      - {name: "fixed release", worth: {south: 0, north: 1}}
actors:
  bank: {role: third_party, name: "State"}
  south: {name: "State", preferences: {zeal: {ideal: 1}}, war: {cost: {uniform: [0.1, 0.3]}}}
  north: {preferences: {zeal: {ideal: 0}}}
)";

}  // namespace

TEST_CASE("what a position means is told without floating noise") {
  IssueFacts toll;
  toll.high = 20;
  CHECK(toll.physical(0.295) == 5.9);     // 5.8999999999999995 as it is computed
  CHECK(toll.physical(0.5025) == 10.05);  // 10.049999999999999
  toll.low = -1, toll.high = 2;
  CHECK(toll.physical(2.0 / 3) == 1);
}

TEST_CASE("issues and actors keep their places of the scenario, the parties first, and equal titles are told apart") {
  const StudyFacts study = facts_of(model_of(twins), 1);
  std::vector<std::string> issues, actors;
  for (const std::size_t k : in_order(study.issues)) issues.push_back(study.issues[k].id);
  for (const std::size_t a : in_order(study.actors)) actors.push_back(study.actors[a].id);
  CHECK(issues == std::vector<std::string>{"zeal", "acre", "rule"});
  CHECK(actors == std::vector<std::string>{"south", "north", "bank"});
  CHECK(study.issues[0].title == "rate (acre)");
  CHECK(study.issues[2].title == "rate (zeal)");
  CHECK(study.issues[1].title == "rule");
  CHECK(name_of(study, "south") == "State (south)");
  CHECK(name_of(study, "bank") == "State (bank)");
  CHECK(name_of(study, "north") == "north");
}

TEST_CASE("an issue knows its levels by name and position") {
  const StudyFacts study = facts_of(model_of(twins), 1);
  const IssueFacts& rule = study.issues[1];
  CHECK(rule.levels == std::vector<std::string>{"none", "consultation", "fixed release"});
  CHECK(rule.level_at(0.5) == 1);
  CHECK(rule.level_at(1) == 2);
  CHECK(rule.level_at(0.2) == 0);
}

TEST_CASE("where things stand is known of an issue whose texts stand at its levels") {
  CHECK_FALSE(facts_of(model_of(twins), 1).issues[1].status_quo.has_value());  // they may stand between its levels
  std::string at_levels = twins;
  at_levels.replace(at_levels.find("rule:\n"), 6, "rule:\n    discrete: true\n");
  CHECK(facts_of(model_of(at_levels), 1).issues[1].status_quo == 0.0);
}

TEST_CASE("paths are told in words, by the names they stand for") {
  const StudyFacts study = facts_of(model_of(twins), 1);
  CHECK(path_title(study, "south.war.cost") == "State (south): war cost");
  CHECK(path_title(study, "mediator.skill") == "mediator: skill");
  CHECK(path_title(study, "north.preferences.acre.ideal") == "north: preferences rate (acre) ideal");
}

TEST_CASE("a study knows whether there are judgements to tell from luck") {
  CHECK(facts_of(model_of(twins), 1).judged);
  std::string certain = twins;
  certain.replace(certain.find("{uniform: [0.1, 0.3]}"), 21, "0.2");
  CHECK_FALSE(facts_of(model_of(certain), 1).judged);
}

TEST_CASE("outcomes are named after the actors, and agreement in force is one that is asked for by default") {
  const Model model = model_of(twins);
  CHECK(find_outcome("trust_south", model)->facts.title == "trust of State (south) at the end");
  CHECK(default_outcomes() == std::vector<std::string>{"comprehensive_agreement", "interim_agreement", "talks_continue",
                                                       "collapse_without_force", "limited_strike", "regional_war",
                                                       "agreement", "agreement_in_force", "force"});
  CHECK(find_outcome("agreement_by_60", facts_of(model, 1))->facts.title == "agreement by day 60");
  CHECK_FALSE(find_outcome("agreement_by_1000", model).has_value());
  Row row;
  row.settlement = Settlement::comprehensive;
  CHECK(find_outcome("agreement", model)->value(row) == 1);
  CHECK(find_outcome("agreement_in_force", model)->value(row) == 0);
}
