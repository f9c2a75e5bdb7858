#include "sim/results/counts/tally.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/results/support.hpp"

using namespace backchannel;

namespace {

Row row(std::uint64_t run, Outcome outcome, double strike_day = 0) {
  Row made;
  made.run = run;
  made.outcome = outcome;
  made.strike_day = strike_day;
  made.violence = strike_day > 0 ? Violence::strike : Violence::none;
  return made;
}

}  // namespace

TEST_CASE("runs are counted in pairs; without their partner they count alone") {
  Tally tally(1, 2, 10);
  tally.add(row(0, Outcome::talks_continue));
  tally.add(row(1, Outcome::limited_strike, 3.5));
  tally.add(row(2, Outcome::talks_continue));
  tally.add_failure();  // run 3
  tally.add(row(4, Outcome::limited_strike, 10.0));
  tally.add(row(5, Outcome::limited_strike, 1.0));
  tally.add(row(6, Outcome::talks_continue));
  CHECK(tally.runs == 6);
  CHECK(tally.attempted() == 7);
  CHECK(tally.waiting.has_value());
  const Tally closed = tally.closed();
  const int talks = static_cast<int>(Outcome::talks_continue), strike = static_cast<int>(Outcome::limited_strike);
  CHECK(closed.outcome.pairs() == 2);
  CHECK(closed.outcome.one(talks) == 1);
  CHECK(closed.outcome.both(strike) == 1);
  CHECK(closed.outcome.one(strike) == 1);
  CHECK(closed.outcome.alone[static_cast<std::size_t>(talks)] == 2);
  const PassageTable& strikes = closed.passage[2];
  CHECK(strikes.earlier[4] == 1);  // 3.5 lies in day 4; its partner never
  CHECK(strikes.later[11] == 1);
  CHECK(strikes.earlier[1] == 1);
  CHECK(strikes.later[10] == 1);
  CHECK(strikes.alone[11] == 2);
}

TEST_CASE("a tally goes through JSON unchanged, in the middle of a pair too, and goes on to the same counts") {
  const auto model = testing::model();
  Tally whole(1, 2, 40), halves(1, 2, 40);
  testing::play(model, 0, 101, 1, [&](const RunBatch& batch, const Daily&) {
    for (const Row& each : batch.rows) whole.add(each);
    for (const Row& each : batch.rows) {
      if (each.run == 51) halves = nlohmann::json::parse(nlohmann::json(halves).dump()).get<Tally>();
      halves.add(each);
    }
  });
  CHECK(whole == halves);
  CHECK(whole.runs == 101);
}

TEST_CASE("terms count where a text is in force at the end") {
  Tally tally(1, 2, 10);
  Row kept = row(0, Outcome::interim_agreement), broken = row(1, Outcome::interim_agreement);
  kept.settlement = broken.settlement = Settlement::interim;
  kept.in_force = Settlement::interim;
  kept.terms[0] = 0.25;
  tally.add(kept);
  tally.add(broken);
  CHECK(tally.terms[0][0].total.count == 1);
  CHECK(tally.terms[0][0].counts[1000] == 1);
  CHECK(tally.terms[0][0].total.mean() == doctest::Approx(0.25));
  CHECK(tally.terms[1][0].total.count == 0);
}

TEST_CASE("the positions of levels are steps: two thirds is two thirds") {
  for (const std::size_t levels : {0, 2, 3, 4, 7, 8}) {
    CAPTURE(levels);
    TermTally tally(levels);
    CHECK(tally.steps() >= 4000);
    for (std::size_t l = 0; l < levels; ++l) {
      const double position = static_cast<double>(l) / static_cast<double>(levels - 1);
      CHECK(tally.position(TermScale(levels).step_of(position)) == position);
    }
  }
}

TEST_CASE("what became of agreements is counted beside the outcome: in force, broken, ended by force") {
  Tally tally(1, 2, 10);
  const auto add = [&](Outcome outcome, int settlement, int in_force, double breach) {
    Row made = row(tally.runs, outcome);
    made.settlement = static_cast<Settlement>(settlement);
    made.in_force = static_cast<Settlement>(in_force);
    made.breach_day = breach;
    tally.add(made);
    return fate_of(made);
  };
  CHECK(add(Outcome::comprehensive_agreement, 2, 2, 0) == Fate::in_force);
  CHECK(add(Outcome::comprehensive_agreement, 2, 0, 7.5) == Fate::broken);
  CHECK(add(Outcome::comprehensive_agreement, 2, 1, 3) == Fate::in_force);  // another text after the breach
  CHECK(add(Outcome::limited_strike, 1, 0, 0) == Fate::ended_by_force);
  CHECK(add(Outcome::talks_continue, 0, 0, 0) == Fate::no_agreement);
  const Tally closed = tally.closed();
  const int comprehensive = static_cast<int>(Outcome::comprehensive_agreement);
  const auto ending = [&](int outcome, Fate fate) { return ending_of(outcome, static_cast<int>(fate)); };
  CHECK(closed.ending.count(ending(comprehensive, Fate::in_force), ending(comprehensive, Fate::broken)) == 1);
  CHECK(closed.passage[4].earlier[8] == 1);
  CHECK(closed.passage[4].earlier[3] == 1);
}
