// Why and when talks end or rest, told alike on the day and at the end.
#include "cli/story/closing.hpp"

#include <doctest/doctest.h>

#include "sim/scenario/scenario.hpp"
#include "tests/cli_story/support.hpp"

using namespace backchannel;
using test::actor, test::quiet_days, test::second_day;

namespace {

std::string passage_of(const Replay& told, int day) {
  for (const Passage& passage : chronicle(told))
    if (passage.day == day) return passage.text;
  return "";
}

}  // namespace

TEST_CASE("whose patience ended the talks is the same on the day and at the end") {
  const std::vector<Override> hasty{{"mediator.patience", "4"}, {"iran.patience", "60"}};
  const Replay told = replay(test::model_of("flagship/oman-2026.yaml", hasty), 1, 0);
  const auto closed = closing(told);
  REQUIRE(closed.has_value());
  CHECK(closed->why == Closing::Why::patience);
  CHECK(passage_of(told, closed->day).find("THE TALKS ARE OVER: the patience of Oman has run out.") !=
        std::string::npos);
  // By the end that of the sides would have run out, too.
  const Evening& last = told.evenings.back();
  CHECK(last.day - last.first_session > told.patience[Side::first]);
  CHECK(how_it_ended(told).find("; the talks ended on ") != std::string::npos);
  CHECK(how_it_ended(told).find("the patience of Oman had run out.") != std::string::npos);
}

TEST_CASE("what closed the door: a refusal too many, the last round, a breakdown") {
  Replay told = quiet_days();
  const ActorId iran = actor(told, "iran");
  told.evenings[1].open = false;
  SUBCASE("a capital") {
    const int tries = told.model->at(Side::first).spec->ratification.tries;
    for (int n = 0; n < tries; ++n) told.entries.push_back({2, told::Voted{iran, Scope::interim, false, 0.2}});
    CHECK(closing(told)->why == Closing::Why::capital);
    CHECK(second_day(told).ends_with("THE TALKS ARE OVER: the capital of Iran has refused as often as it may."));
  }
  SUBCASE("rounds") {
    told.evenings[1].rounds = told.evenings[0].rounds = told.model->scenario.talks.max_rounds;
    CHECK(closing(told)->why == Closing::Why::rounds);
    CHECK(reason(*closing(told), told, "had") == "no round had been left");
  }
  SUBCASE("a breakdown") {
    told.entries = {{2, told::BrokenDown{}}};
    CHECK(reason(*closing(told), told, "had") == "the talks had broken down");
  }
}

TEST_CASE("a boycott is told from the first day on, with the day from which talks are possible") {
  Replay told = quiet_days();
  SUBCASE("from day 1") {
    told.evenings[0].boycott_until = told.evenings[1].boycott_until = 30;
    CHECK(passage_of(told, 1) == "No talks before 8 March.");
    CHECK(second_day(told).empty());
  }
  SUBCASE("within a day") {
    told.evenings[1].boycott_until = 2.4;  // they can meet tomorrow
    CHECK(second_day(told).empty());
  }
  SUBCASE("by half a day longer") {
    told.evenings[0].next_session = told.evenings[1].next_session = 5;
    told.evenings[1].boycott_until = 9.4;
    CHECK(second_day(told) == "No talks before 16 February.");
  }
  SUBCASE("shorter than the recess") {
    told.evenings[1].boycott_until = 9;
    told.evenings[1].next_session = 12;
    CHECK(second_day(told).empty());
  }
}

TEST_CASE("while a vote is due the talks are not told as over, and then they are") {
  const auto model = test::model_of_text(R"(start_date: 2027-12-20
horizon: 30
issues: {a: {interim: true}, b: {}}
actors:
  x: {name: X, preferences: {a: {ideal: 1, salience: 3}, b: {ideal: 0.3}}, patience: 10, factions: {f: {weight: 1}}}
  y: {name: Y, preferences: {a: {ideal: 0.6}, b: {ideal: 1, salience: 3}}, patience: 10, ratification: {delay: 30}}
calendar: {first_session: 2027-12-25, session_days: 5, recess_median: 0}
)");
  const Replay told = replay(model, 1, 1);
  CHECK(told.row.outcome == Outcome::talks_continue);
  REQUIRE(closing(told).has_value());
  CHECK(passage_of(told, closing(told)->day) ==
        "NO FURTHER ROUND WILL BE HELD: the patience of X and Y has run out; the capitals still vote, on 30 January.");
  CHECK(
      how_it_ended(told) ==
      "2 rounds were held; the talks ended on 5 January (day 17): the patience of X and Y had run out, but a text lies "
      "before the capitals, which vote on 30 January. The horizon of 30 days was reached.");
}

TEST_CASE("a vote that was all that was left of the talks ends them when it fails") {
  Replay told = quiet_days();
  told.evenings[0].open = told.evenings[1].open = told.start.open = false;
  told.evenings[0].pending = told.start.pending = Scope::interim;
  told.entries = {{2, told::Voted{actor(told, "iran"), Scope::interim, false, 0.2}}};
  CHECK(second_day(told) == "The capital of Iran REFUSES the interim text (20 % in favour). THE TALKS ARE OVER.");
}

TEST_CASE("an agreement that is no longer in force is not told as one") {
  Row row;
  row.outcome = Outcome::interim_agreement;
  row.settlement = row.in_force = Settlement::interim;
  CHECK(outcome_of(row) == "interim agreement");
  row.in_force = Settlement::none;
  CHECK(outcome_of(row) == "interim agreement, no longer in force");
  row.outcome = Outcome::regional_war;
  CHECK(outcome_of(row) == "regional war");
}
