#include "sim/scenario/pages/catalogue.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "sim/scenario/pages/evidence.hpp"
#include "tests/scenario/support.hpp"

namespace backchannel {
namespace {

std::vector<std::string> paths(const std::vector<Explanation>& explanations) {
  std::vector<std::string> result;
  for (const Explanation& explanation : explanations) result.push_back(explanation.key.path);
  return result;
}

}  // namespace

TEST_SUITE("explain") {
  TEST_CASE("every key has a meaning, once") {
    std::set<std::string> seen;
    for (const KeyInfo& key : catalogue()) {
      CAPTURE(key.path);
      CHECK(seen.insert(key.path).second);
      CHECK_FALSE(key.meaning.empty());
      if (key.kind == "number") CHECK_FALSE(key.unit.empty());
      if (key.kind == "number" || key.kind == "day" || key.kind == "whole number") CHECK_FALSE(key.source.empty());
    }
    CHECK(seen.contains("<actor>.factions.<faction>.preferences.<issue>.red_line.at"));
  }

  TEST_CASE("a key in generic, concrete and short form") {
    for (const char* path : {"<actor>.war.cost", "iran.war.cost", "actors.iran.war.cost", "war.cost"}) {
      CAPTURE(path);
      CHECK(to_text(explain(path)) ==
            "<actor>.war.cost\n"
            "  cost of war c_i\n"
            "  number; unit: value; -10 to 100; default 0.3\n"
            "  source: Fearon 1995\n"
            "  limiting case: V5\n");
    }
    CHECK(to_text(explain("mediator.leverage.budget")) ==
          "mediator.leverage.budget\n"
          "  what sweeteners and pressure may cost in all\n"
          "  number; unit: value; 0 to 100; default 0.3\n"
          "  source: sim/MODEL.md 7.6\n"
          "  only with style manipulation\n");
    CHECK(paths(explain("mediator.leverage")).size() == 5);
    CHECK(paths(explain("")).size() == catalogue().size());
  }

  TEST_CASE("with a scenario, what stands there") {
    const LoadedScenario loaded = testing::load(
        testing::small, {"a.war.cost={uniform: [0.1, 0.4], basis: judgement, note: \"n\", private: true}"});
    const auto of_all = explain("war.cost", &loaded);
    REQUIRE(of_all.size() == 1);
    REQUIRE(of_all[0].values.size() == 3);
    const auto of_one = explain("a.war.cost", &loaded);
    REQUIRE(of_one.size() == 1);
    REQUIRE(of_one[0].values.size() == 1);
    CHECK(to_text(of_one).ends_with("  a.war.cost = uniform 0.1 to 0.4, private  (judgement; n)\n"));
    CHECK(to_text(explain("b.war.cost", &loaded)).ends_with("  b.war.cost = 0.3  (default)\n"));
    CHECK(to_text(explain("a.tactic.kind", &loaded)).ends_with("  a.tactic.kind = time_dependent\n"));
    CHECK(paths(explain("relief", &loaded)).front() == "<issue>.title");
  }

  TEST_CASE("a key that does not exist") {
    const auto message = [](const char* path) {
      try {
        (void)explain(path);
      } catch (const BadInput& error) {
        return std::string(error.what());
      }
      return std::string();
    };
    CHECK(message("iran.wra") == "iran.wra: no such key (did you mean war?)");
    CHECK(message("mediator.xyzzy") == "mediator.xyzzy: no such key (without a path every key is listed)");
    CHECK(message("xyzzyplugh") ==
          "xyzzyplugh: no such key (ids are known with --scenario FILE; without a path every key is listed)");
  }
}

TEST_SUITE("evidence") {
  TEST_CASE("each number has its row, gaps are flagged") {
    const LoadedScenario loaded =
        testing::load(testing::small, {"a.war.cost={value: 0.2, basis: judgement}",
                                       "b.war.cost={value: 0.2, basis: fact, source: \"S\"}",
                                       "b.tempo={uniform: [0, 1], basis: judgement, note: \"n\"}"});
    const EvidenceTable table = evidence(loaded);
    CHECK(table.rows.size() == loaded.parameters.size());
    CHECK(table.facts == 1);
    CHECK(table.judgements == 2);
    CHECK(table.without_basis == 4);  // the ideal points
    CHECK(table.priors == 1);
    CHECK(table.judgements_without_prior == 1);
    CHECK(table.judgements_unexplained == 1);
    const std::string text = to_text(table);
    CHECK(text.find("a.war.cost                                   judgement  0.2  <- no prior, no source or note\n") !=
          std::string::npos);
    CHECK(text.find("b.war.cost                                   fact       0.2; source: S\n") != std::string::npos);
    CHECK(text.find("b.tempo                                      judgement  uniform 0 to 1; note: n\n") !=
          std::string::npos);
    CHECK(text.find("a.tempo") == std::string::npos);
    CHECK(to_text(table, Defaults::listed).find("a.tempo") != std::string::npos);
  }
}

}  // namespace backchannel
