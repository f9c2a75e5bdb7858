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
  summary.outcomes[0].in_force = share("", 60).estimate;
  summary.outcomes[1].in_force = share("", 250).estimate;
  summary.outcomes[1].prior_range = Interval{0.06, 0.575};
  summary.outcomes[1].judgement = VarianceShare{0.13, {0.1, 0.16}, 0.13, {0.1, 0.16}};
  summary.outcomes[5].judgement = VarianceShare{0.03, {0.01, 0.05}, 0.03, {0.01, 0.05}};
  for (const char* name : {"interim", "comprehensive", "strike", "war", "breach"}) {
    PassageSummary passage;
    passage.name = name;
    passage.by_day.resize(180);
    summary.first_passage.push_back(passage);
  }
  summary.first_passage[0].by_day.back().share = 0.4;
  summary.first_passage[0].median_day_if_ever = 125;
  summary.first_passage[4].median_day_if_ever = 150;
  summary.deals = {{"interim", 300, {{0, 5, 4, 5, 6}, {1, 41, 30, 40, 50}}}, {"comprehensive", 0, {}}};
  return summary;
}

}  // namespace

TEST_CASE("five sentences tell a study, both uncertainties apart, and what became of its agreements") {
  const std::vector<std::string> told = five_sentences(example());
  REQUIRE(told.size() == 5);
  CHECK(
      told[0] ==
      "The crisis was played 1,000 times, up to 180 days from 7 February 2026: 40.0 % of the runs reached an agreement "
      "and saw no force (in 31.0 % one is in force at the end, in 9.0 % it was broken), 40.0 % ended without agreement "
      "or "
      "force, and in 20.0 % force was used.");
  CHECK(told[1] ==
        "The most frequent ending is “interim agreement”, 30.0 % of runs (simulation 29.0–31.0 %; judgements 6.0–57.5 "
        "%), 25.0 % with one in force at the end; a regional war comes in 8.0 % of runs (simulation 7.0–9.0 %; "
        "judgements not told from luck).");
  CHECK(
      told[2] ==
      "Where an interim agreement comes, half of the cases have come by day 125 (11 June 2026); where a breach comes, "
      "half of the cases have come by day 150 (6 July 2026); no run sees a first strike.");
  CHECK(told[3] ==
        "What moves furthest in an interim agreement (median of 300 in force at the end): enrichment ceiling at 5.0 % "
        "U-235 and sanctions relief at 40 %.");
  CHECK(told[4] ==
        "The uncertain numbers of the scenario decide between 3 % (“regional war”) and 13 % (“interim agreement”) of "
        "whether an ending comes about; the rest is luck within one set of numbers.");
}

TEST_CASE("levels are told by their names, and a number without a unit alone") {
  Summary summary = example();
  summary.study.issues = {{"rule", "drought rule", "", "", "", 0, 1},
                          {"relief", "sanctions relief", "", "", "", 0, 100}};
  summary.study.issues[0].levels = {"none", "consultation", "fixed release", "arbitration"};
  summary.deals[0].terms = {{0, 0.66, 0.6675, 0.6675, 1}, {1, 41, 30, 40, 50}};
  CHECK(five_sentences(summary)[3] ==
        "What moves furthest in an interim agreement (median of 300 in force at the end): drought rule “fixed release” "
        "and sanctions relief at 40.");
}

TEST_CASE("a study without agreements or without judgement says so") {
  Summary summary = example();
  summary.deals[0] = {"interim", 0, {}};
  for (ClassShare& outcome : summary.outcomes) {
    outcome.judgement.reset();
    outcome.prior_range.reset();
  }
  for (const std::size_t agreement : {0, 1}) summary.outcomes[agreement].estimate.share = 0;
  const std::vector<std::string> told = five_sentences(summary);
  CHECK(told[0].find("0.0 % of the runs reached an agreement and saw no force, 40.0 %") != std::string::npos);
  CHECK(told[3] == "No agreement is in force at the end of any run.");
  CHECK(told[4] == "Judgement cannot be told from luck in so few runs.");
  summary.study.judged = false;
  CHECK(five_sentences(summary)[1].find("8.0 % of runs (simulation 7.0–9.0 %).") != std::string::npos);
  CHECK(five_sentences(summary)[4] == "No number of the scenario is uncertain: what differs between the runs is luck.");
}
