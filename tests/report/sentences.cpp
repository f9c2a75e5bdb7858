#include "cli/report/sentences.hpp"

#include <doctest/doctest.h>

using namespace backchannel;

namespace {

ClassShare share(const char* name, std::uint64_t count) {
  ClassShare result;
  result.name = name;
  result.count = count;
  result.estimate.share = static_cast<double>(count) / 1000;
  result.estimate.interval = {result.estimate.share - 0.01, result.estimate.share + 0.01};
  return result;
}

Summary example() {
  Summary summary;
  summary.study.start_date = "2026-02-07";
  summary.study.horizon = 180;
  summary.study.issues = {{"ceiling", "enrichment ceiling", "% U-235", "", "", 20, 0},
                          {"relief", "sanctions relief", "%", "", "", 0, 100}};
  summary.runs = 1000;
  summary.outcomes = {share("comprehensive_agreement", 100), share("interim_agreement", 300),
                      share("talks_continue", 250),          share("collapse_without_force", 150),
                      share("limited_strike", 120),          share("regional_war", 80)};
  summary.outcomes[1].prior_range = Interval{0.06, 0.575};
  summary.outcomes[1].judgement = VarianceShare{0.13, {0.1, 0.16}, 0.13, {0.1, 0.16}};
  summary.outcomes[5].judgement = VarianceShare{0.03, {0.01, 0.05}, 0.03, {0.01, 0.05}};
  for (const char* name : {"interim", "comprehensive", "strike", "war"}) {
    PassageSummary passage;
    passage.name = name;
    passage.by_day.resize(180);
    summary.first_passage.push_back(passage);
  }
  summary.first_passage[0].by_day.back().share = 0.4;
  summary.first_passage[0].median_day_if_ever = 125;
  summary.deals = {{"interim", 300, {{0, 5, 4, 5, 6}, {1, 41, 30, 40, 50}}}, {"comprehensive", 0, {}}};
  return summary;
}

}  // namespace

TEST_CASE("five sentences tell a study, both uncertainties apart") {
  const std::vector<std::string> told = five_sentences(example());
  REQUIRE(told.size() == 5);
  CHECK(
      told[0] ==
      "The crisis was played 1,000 times, up to 180 days from 7 February 2026: 40.0 % of the runs reached an agreement "
      "and saw no force, 40.0 % ended without agreement or force, and in 20.0 % force was used.");
  CHECK(
      told[1] ==
      "The most frequent ending is “interim agreement”, 30.0 % of runs (simulation 29.0–31.0 %; judgements 6.0–57.5 "
      "%); a regional war comes in 8.0 % of runs (simulation 7.0–9.0 %; no range over the judgements can be told from "
      "chance).");
  CHECK(told[2] ==
        "Where an interim agreement comes, half of the cases have come by day 125 (11 June 2026); no run sees a first "
        "strike.");
  CHECK(told[3] ==
        "What moves furthest in an interim agreement (median of 300 in force at the end): enrichment ceiling at 5.0 % "
        "U-235 and sanctions relief at 40 %.");
  CHECK(told[4] ==
        "The uncertain numbers of the scenario decide between 3 % (“regional war”) and 13 % (“interim agreement”) of "
        "whether a class of ending comes about; the rest is luck within one set of numbers.");
}

TEST_CASE("a study without agreements or without judgement says so") {
  Summary summary = example();
  summary.deals[0] = {"interim", 0, {}};
  for (ClassShare& outcome : summary.outcomes) outcome.judgement.reset();
  const std::vector<std::string> told = five_sentences(summary);
  CHECK(told[3] == "No agreement is in force at the end of any run.");
  CHECK(told[4] == "Too few runs to tell judgement from luck.");
}
