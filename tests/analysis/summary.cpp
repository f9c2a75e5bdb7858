#include "analysis/findings/summary.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "analysis/statistics/competing_risks.hpp"
#include "analysis/text/summary_page.hpp"
#include "analysis/text/text_table.hpp"
#include "analysis/text/words.hpp"
#include "sim/results/file/study_writer.hpp"
#include "tests/results/support.hpp"

using namespace backchannel;

namespace {

StudyFacts facts() {
  StudyFacts study;
  study.title = "test";
  study.horizon = 40;
  study.issues = {{"cap", "ceiling", "%", "", "", 20, 0}};
  study.actors = {{"a", "A", true, true}, {"b", "B", true, true}};
  return study;
}

/// Runs whose first strike comes at a constant rate that each pair shares, none after day 40.
std::vector<Row> rows(std::uint64_t runs) {
  std::mt19937_64 engine(1);
  std::uniform_real_distribution<double> uniform(0, 1);
  std::vector<Row> made(runs);
  double rate = 0;
  for (std::uint64_t run = 0; run < runs; ++run) {
    if (run % 2 == 0) rate = 0.04 * uniform(engine);
    const double day = -std::log(uniform(engine)) / rate;
    made[run].run = run;
    made[run].end_day = 40;
    if (day < 40) {
      made[run].strike_day = day;
      made[run].violence = Violence::strike;
      made[run].outcome = Outcome::limited_strike;
    }
  }
  return made;
}

Tally tally_of(const std::vector<Row>& rows) {
  Tally tally(1, 2, 40);
  for (const Row& row : rows) tally.add(row);
  return tally;
}

Daily no_series() { return Daily({}, 40); }

}  // namespace

TEST_CASE("shares by day are the Aalen-Johansen estimate, medians those of the runs") {
  const auto runs = rows(3001);
  const Summary summary = summarise(facts(), tally_of(runs), no_series());
  std::vector<FirstPassage> passages_of;
  for (const Row& row : runs)
    passages_of.push_back(row.strike_day > 0 ? FirstPassage{row.run, std::ceil(row.strike_day), 0}
                                             : FirstPassage{row.run, 40, censored});
  const CompetingRisks risks(passages_of, 1);
  const PassageSummary& strike = summary.first_passage.at(2);
  CHECK(strike.name == "strike");
  for (int day = 1; day <= 40; ++day)
    CHECK(strike.by_day.at(static_cast<std::size_t>(day - 1)).share == doctest::Approx(risks.probability(0, day)));
  CHECK(summary.outcomes.at(4).count == summary.violence.at(2).count);
  CHECK(strike.by_day.back().share == doctest::Approx(summary.outcomes[4].estimate.share));
  CHECK(!summary.first_passage.at(0).median_day_if_ever);
}

TEST_CASE("judgement's share and the range over the judgements are those of the rates drawn") {
  const Summary summary = summarise(facts(), tally_of(rows(40000)), no_series());
  // p = 1 - exp(-40 r), r uniform in (0, .04): mean .5012, sd .230, so rho = .212; the beta law with these moments has
  // its 5 and 95 % points at .115 and .887 (the law of p itself at .077 and .781).
  const ClassShare& strike = summary.outcomes.at(4);
  CHECK(strike.estimate.share == doctest::Approx(0.50119).epsilon(0.02));
  REQUIRE(strike.judgement);
  CHECK(strike.judgement->interval.contains(0.2118));
  REQUIRE(strike.prior_range);
  CHECK(strike.prior_range->low == doctest::Approx(0.11).epsilon(0.4));  // the true law is not a beta
  CHECK(strike.prior_range->high == doctest::Approx(0.887).epsilon(0.03));
  CHECK(!summary.outcomes.at(5).prior_range);  // it never happened
}

TEST_CASE("terms are told in the unit of the issue, lower before upper where the axis runs downwards") {
  std::vector<Row> runs(100);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    runs[i].run = i;
    runs[i].settlement = runs[i].in_force = Settlement::comprehensive;
    runs[i].terms[0] = static_cast<double>(i % 4) / 4;
  }
  const Summary summary = summarise(facts(), tally_of(runs), no_series());
  const TermSummary& term = summary.deals.at(1).terms.at(0);
  CHECK(term.mean == doctest::Approx(20 - 20 * 0.375));
  CHECK(term.lower == doctest::Approx(8.75));
  CHECK(term.median == doctest::Approx(12.5));
  CHECK(term.upper == doctest::Approx(16.25));
}

TEST_CASE("quartiles of terms are those of the values, and issues that a text cannot move are not listed") {
  std::mt19937_64 engine(2);
  const TermScale scale(0);
  std::uniform_int_distribution<std::size_t> step(0, static_cast<std::size_t>(scale.steps));
  std::vector<Row> runs(101);
  std::vector<double> values;
  std::vector<std::uint64_t> numbers;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    runs[i].run = i;
    runs[i].settlement = runs[i].in_force = Settlement::interim;
    runs[i].terms[0] = scale.position(step(engine));
    values.push_back(20 - 20 * runs[i].terms[0]);
    numbers.push_back(i);
  }
  StudyFacts study = facts();
  const Quartiles expected = estimate_run_quartiles(numbers, values);
  const TermSummary term = summarise(study, tally_of(runs), no_series()).deals.at(0).terms.at(0);
  CHECK(term.lower == doctest::Approx(expected.lower.value));
  CHECK(term.median == doctest::Approx(expected.median.value));
  CHECK(term.upper == doctest::Approx(expected.upper.value));
  study.issues[0].in_text = {false, true};
  const Summary summary = summarise(study, tally_of(runs), no_series());
  CHECK(summary.deals.at(0).runs == 101);
  CHECK(summary.deals.at(0).terms.empty());
}

TEST_CASE("the JSON has what comes first, what drives it and base rates") {
  const auto runs = rows(400);
  std::vector<FirstPassage> events;
  for (const Row& row : runs)
    events.push_back(row.strike_day > 0 ? FirstPassage{row.run, std::ceil(row.strike_day), 1}
                                        : FirstPassage{row.run, 40, censored});
  JudgementSensitivity force;
  force.outcome = {"force", "a strike or war", "", OutcomeKind::share};
  force.parameters.push_back({.path = "a.b",
                              .title = "A: b",
                              .unit = "days",
                              .meaning = "",
                              .index = {0.4, 0.1, 0.05},
                              .thirds = {{1, 2}, {0.1, 0.2, 0.75}},
                              .classes = {},
                              .in_force = {}});
  const StudyDetails details{summarise_first_events(events, 40), {force}, {}};
  const auto json = json_of(summarise(facts(), tally_of(runs), no_series()), std::nullopt, Failures::allow, details);
  const CompetingRisks risks(events, first_events);
  CHECK(json["first_event"]["force"]["probability_by_day"][39][1] == risks.probability(1, 40));
  CHECK(json["first_event"]["force"]["ci95_by_day"][9][0] == risks.incidence(1, 10).band.low);
  CHECK(json["first_event"]["force"]["days_lost"]["value"] == risks.time_lost(1, 40).days);
  CHECK(json["first_event"]["agreement"]["days_lost"]["value"] == 0);
  CHECK(json["drivers"][0]["outcome"] == "force");
  CHECK(json["drivers"][0]["parameters"][0]["thirds"][2] == 0.75);
  CHECK(json["drivers"][0]["parameters"][0]["monotone"] == "rises");
  CHECK(json["base_rates"]["classes"][0]["outcomes"]["regional_war"]["share"] == 14.0 / 171);
  CHECK(json["base_rates"]["classes"][0]["crises"] == 171);
  CHECK(!json_of(summarise(facts(), tally_of(runs), no_series()), std::nullopt).contains("drivers"));
}

TEST_CASE("above one failed run in a thousand shares are withheld unless allowed") {
  Tally tally = tally_of(rows(1000));
  tally.add_failure();
  CHECK(!too_many_failed(summarise(facts(), tally, no_series())));
  tally.add_failure();
  const Summary summary = summarise(facts(), tally, no_series());
  CHECK(too_many_failed(summary));
  CHECK(json_of(summary, std::nullopt).at("outcomes").is_null());
  CHECK(json_of(summary, std::nullopt, Failures::allow).at("outcomes").is_object());
  CHECK(json_of(summary, std::nullopt).at("failed") == 2);
  CHECK(text_of(summary).find("2 failed and are left out") != std::string::npos);
}

TEST_CASE("studies of no run, one run and runs that all agree are told without nonsense") {
  CHECK(text_of(summarise(facts(), Tally(1, 2, 40), no_series())).find("No run finished.") != std::string::npos);
  for (const std::uint64_t runs : {1, 2, 3, 7}) {
    const Summary summary = summarise(facts(), tally_of(rows(runs)), no_series());
    CHECK(json_of(summary, SessionFacts{1, 2, runs}).dump().find("null") != std::string::npos);
    CHECK(text_of(summary, {.width = 110}).find("does not predict") != std::string::npos);
  }
}

namespace {

/// 100 runs: 80 reach a comprehensive agreement on day 5, of which 70 break on day 20, 40 for A's losses, 20 for its
/// mistrust, 10 by B and chance; 10 more end in a strike.
Summary broken_agreements() {
  std::vector<Row> runs(100);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    runs[i].run = i;
    if (i < 90) runs[i].settlement = Settlement::comprehensive, runs[i].comprehensive_day = 5, runs[i].crisis_end = 5;
    if (i < 80) runs[i].outcome = Outcome::comprehensive_agreement;
    if (i < 70) {
      runs[i].breach_day = 20;
      runs[i].breach_by = i < 60 ? 0 : 1;
      runs[i].breach_ratio = i < 40 ? 1.2 : 0.5;
      runs[i].breach_trust = i < 60 ? 0.3 : 0.7;
    }
    if (i >= 70 && i < 80) runs[i].in_force = Settlement::comprehensive;
    if (i >= 80 && i < 90)
      runs[i].outcome = Outcome::limited_strike, runs[i].violence = Violence::strike, runs[i].strike_day = 9;
  }
  return summarise(facts(), tally_of(runs), no_series());
}

bool has(const std::string& text, const std::string& part) {
  CAPTURE(text);
  CAPTURE(part);
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("wherever an agreement is counted it is said how many are in force at the end, and how many broke") {
  const Summary summary = broken_agreements();
  CHECK(summary.agreements.reached.share == doctest::Approx(0.9));
  CHECK(summary.agreements.in_force.share == doctest::Approx(0.1));
  CHECK(summary.agreements.broken.share == doctest::Approx(0.7));
  CHECK(summary.agreements.ended_by_force.share == doctest::Approx(0.1));
  REQUIRE(summary.outcomes[0].in_force);
  CHECK(summary.outcomes[0].in_force->share == doctest::Approx(0.1));
  CHECK_FALSE(summary.outcomes[2].in_force);
  const std::string text = text_of(summary, {.width = 110});
  CHECK(has(text, "in force at the end 10.0 % [4.3, 21.4], not any more 70.0 %"));
  // Pairs end alike, so that 100 runs count as 50: Wilson on n_eff.
  CHECK(has(
      text,
      "agreements                 reached in 90.0 % of runs; in force at the end in 10.0 % [4.3, 21.4]; broken, and"));
  CHECK(has(text, "  breach of an agreement "));
  CHECK(has(text, " 70.0 %    70.0 %   20\n"));
  CHECK(has(text, "╱"));
  const std::string who =
      "A breaks first in 60.0 % of runs (its losses exceed what honouring keeps in 40.0 %, it trusts too little in "
      "20.0 "
      "%); B breaks first in 10.0 % of runs (by chance in 10.0 %)";
  CHECK(breaker_words(summary) == who);
  CHECK(has(page_of(summary, {}), who));
  const auto json = json_of(summary, std::nullopt);
  CHECK(json["outcomes"]["comprehensive_agreement"]["in_force_at_end"]["share"] == 0.1);
  CHECK(json["agreements"]["broken_and_none_in_force"]["share"] == 0.7);
  CHECK(json["agreements"]["first_to_break"]["a"]["grounds"]["mistrust"] == 0.2);
  CHECK(json["first_passage"]["breach"]["share_by_day"][39][1] == 0.7);
}

TEST_CASE("the length of a crisis is a day by which half have ended, not one before") {
  std::vector<Row> runs(1000);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    runs[i].run = i;
    runs[i].crisis_end = i < 499 ? 10 : i < 520 ? 20 : 40;
  }
  const Summary summary = summarise(facts(), tally_of(runs), no_series());
  CHECK(summary.duration_lower == 10);
  CHECK(summary.duration_median == 20);  // a histogram's 19.05 would be rounded down
  CHECK(summary.duration_upper == 40);
}

TEST_CASE("without uncertain numbers there is no judgement to speak of") {
  StudyFacts study = facts();
  study.judged = false;
  const Summary summary = summarise(study, tally_of(rows(400)), no_series());
  CHECK_FALSE(summary.outcomes[4].judgement);
  const std::string text = text_of(summary, {.width = 110});
  for (const char* word : {"judgement", "luck"}) CHECK(text.find(word) == std::string::npos);
}

TEST_CASE("where all runs end alike the legend speaks of no column that is not there") {
  std::vector<Row> alike(400);
  for (std::size_t i = 0; i < alike.size(); ++i) alike[i].run = i;
  const std::string text = text_of(summarise(facts(), tally_of(alike), no_series()), {.width = 110});
  for (const char* word : {"judgements where", "luck", "▓"}) CHECK(text.find(word) == std::string::npos);
}

TEST_CASE("what cannot be told from luck is called that, and what can is told day by day") {
  std::vector<Row> lucky(400);
  for (std::size_t i = 0; i < lucky.size(); ++i) {
    lucky[i].run = i;
    if (i % 3 == 0)
      lucky[i].strike_day = 30, lucky[i].violence = Violence::strike, lucky[i].outcome = Outcome::limited_strike;
  }
  const std::string text = text_of(summarise(facts(), tally_of(lucky), no_series()), {.width = 110});
  CHECK(has(text, "judgements not told"));
  CHECK(has(text, "luck > "));
  const Summary judged = summarise(facts(), tally_of(rows(40000)), no_series());
  const PassageSummary& strike = judged.first_passage[2];
  CHECK(strike.prior_range[39]->low == doctest::Approx(judged.outcomes[4].prior_range->low));
  REQUIRE(strike.prior_range
              [9]);  // by day 10: p = 1 − exp(−10 r), r uniform in (0, .04), its 5 and 95 % points .020 and .316
  CHECK(strike.prior_range[9]->low == doctest::Approx(0.03).epsilon(0.5));
  CHECK(strike.prior_range[9]->high == doctest::Approx(0.35).epsilon(0.15));
  CHECK(has(text_of(judged, {.width = 110}), "judgements, %"));
}

TEST_CASE("terms of an issue with levels have the levels' names, in text and JSON, and exact positions") {
  StudyFacts study = facts();
  study.issues = {{"rule",
                   "drought rule",
                   "",
                   "",
                   "",
                   0,
                   1,
                   {true, true},
                   {"none", "consultation", "fixed release", "arbitration"}}};
  Tally tally(std::array<std::size_t, 1>{4}, 2, 40);
  for (std::uint64_t run = 0; run < 10; ++run) {
    Row row;
    row.run = run;
    row.settlement = row.in_force = Settlement::comprehensive;
    row.terms[0] = run < 2 ? 1.0 / 3 : 2.0 / 3;
    tally.add(row);
  }
  const Summary summary = summarise(study, tally, no_series());
  CHECK(has(text_of(summary, {.width = 110}), "consultation in 20.0 %, fixed release in 80.0 %"));
  study.issues[0].status_quo = 0.6;
  CHECK(has(text_of(summarise(study, tally, no_series()), {.width = 110}),
            "consultation in 20.0 %, fixed release (as before) in 80.0 %"));
  const auto term = json_of(summary, std::nullopt)["deal_terms"]["comprehensive"]["terms"]["rule"];
  CHECK(term["quartile_levels"] == std::vector<std::string>{"fixed release", "fixed release", "fixed release"});
  CHECK(term["quartiles"][1] == 2.0 / 3);
  CHECK(term["levels"][1]["share"] == 0.2);
}

TEST_CASE("actors are told by name, in the order of the scenario") {
  StudyFacts study = facts();
  study.actors[0].place = 1, study.actors[1].place = 0;
  study.actors[0].name = "Aland", study.actors[1].name = "Bland";
  std::vector<Row> runs = rows(400);
  for (Row& row : runs) row.first_striker = row.strike_day > 0 ? static_cast<int>(row.run % 2) : -1;
  const std::string text = text_of(summarise(study, tally_of(runs), no_series()), {.width = 110});
  CHECK(text.find("who strikes first          Bland") != std::string::npos);
}

TEST_CASE("a summary of runs kept in memory says what one of a study file says") {
  const testing::Folder folder;
  const auto model = testing::model();
  const StudyFacts study = facts_of(*model, 7);
  DetailsCollector kept(study);
  Record record(*model);
  {
    StudyWriter writer(folder / "a.sqlite", model, study, RowTable::kept, Begin::afresh);
    writer.begin({"test", "{}", 1, 600});
    testing::play(model, 0, 600, 1, [&](const RunBatch& batch, const Daily& daily) {
      record.add(batch, daily);
      writer.add(batch, record);
      writer.commit(record, 0.5);
      for (const Row& row : batch.rows) kept.add(row);
    });
    writer.end("complete");
  }
  const StoredStudy stored = read_study(folder / "a.sqlite");
  const auto of_memory = json_of(summarise(study, record.tally, record.daily), std::nullopt, Failures::allow,
                                 kept.details(draws_of(*model, study, 600)));
  const auto of_file = json_of(summarise(stored.facts, stored.record.tally, stored.record.daily), std::nullopt,
                               Failures::allow, read_details(open_study(folder / "a.sqlite"), stored.facts));
  CHECK(of_memory == of_file);
  CHECK(of_file["drivers"].size() == 3);
  CHECK(of_file["first_event"].size() == 2);
}

TEST_CASE("a term on a short axis keeps its digits") {
  const auto on = [](double axis) {
    IssueFacts issue{};
    issue.high = axis;
    return issue;
  };
  CHECK(term_text(0.0185, on(0.05)) == "0.0185");
  CHECK(term_text(0.000161, on(0.0004)) == "0.000161");
  CHECK(term_text(0.0185, on(24)) == "0.02");
  CHECK(term_text(343.4, on(1000)) == "343");
}

TEST_CASE("a term has no more digits than the steps bear, in text and as a number") {
  const auto on = [](double axis) {
    IssueFacts issue{};
    issue.low = -axis;
    return issue;
  };
  CHECK(term_text(-5.34, on(100)) == "-5.3");  // in steps of .025
  CHECK(term_text(-914.461667, on(18289)) == "-910");
  CHECK(term_text(-914461.667, on(1e6)) == "-914,000");
  CHECK(term_text(-5.34, on(40)) == "-5.34");
  CHECK(term_number(-5.34, on(100)) == -5.3);
  CHECK(term_number(-34.26, on(100)) == -34.3);
  CHECK(term_number(-914461.667, on(1e6)) == -914000);
  IssueFacts tabulated = on(1);
  tabulated.levels = {"a", "b", "c", "d"};
  CHECK(term_number(2.0 / 3, tabulated) == 2.0 / 3);
}

TEST_CASE("one rule of rounding for numbers in words: three digits, thousands parted from 10,000 on") {
  CHECK(brief(0.1234) == "0.123");
  CHECK(brief(0.1234) == brief_number(0.1234, false));
  CHECK(brief(31415.9) == "31,416");
  CHECK(brief_number(-31415.9, false) == "-31,416");
}

TEST_CASE("luck that may be anything is not told, one day is no days") {
  ClassShare share;
  share.judgement = VarianceShare{0.5, {0, 1}, 0.5, {-0.2, 1.2}};
  CHECK(luck_words(share) == "not told");
  share.judgement->interval.high = 0.4;
  CHECK(luck_words(share) == "> 60 %");
  Summary summary;
  summary.runs = 10, summary.study.horizon = 1, summary.study.seed = 1;
  CHECK(provenance(summary) == "10 runs of up to 1 day, seed 1");
}
