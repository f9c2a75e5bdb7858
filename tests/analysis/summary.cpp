#include "analysis/findings/summary.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "analysis/statistics/competing_risks.hpp"

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
      made[run].violence = 2;
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

TEST_CASE("judgement's share and the range over the priors are those of the rates drawn") {
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
    runs[i].settlement = runs[i].in_force = 2;
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
    runs[i].settlement = runs[i].in_force = 1;
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
  Driver driver{.path = "a.b", .unit = "days", .terciles = {}};
  driver.terciles.shares.fill(std::vector<ShareEstimate>(outcomes));
  driver.terciles.shares[2][4].share = 0.75;
  driver.terciles.effect = 0.75;
  driver.terciles.strongest = 4;
  const StudyDetails details{summarise_first_events(events, 40), DriverTable{{driver}, 0.1, 200}, {}};
  const auto json = json_of(summarise(facts(), tally_of(runs), no_series()), std::nullopt, Failures::allow, details);
  const CompetingRisks risks(events, first_events);
  CHECK(json["first_event"]["force"]["probability_by_day"][39][1] == risks.probability(1, 40));
  CHECK(json["first_event"]["force"]["ci95_by_day"][9][0] == risks.incidence(1, 10).band.low);
  CHECK(json["first_event"]["force"]["days_lost"]["value"] == risks.time_lost(1, 40).days);
  CHECK(json["first_event"]["agreement"]["days_lost"]["value"] == 0);
  CHECK(json["drivers"]["parameters"][0]["outcome"] == "limited_strike");
  CHECK(json["drivers"]["parameters"][0]["shares_in_thirds"]["limited_strike"][2] == 0.75);
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
    CHECK(text_of(summary).find("does not predict") != std::string::npos);
  }
}
