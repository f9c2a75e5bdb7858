#include "cli/story/replay.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/story/chronicle.hpp"
#include "cli/story/events.hpp"
#include "cli/story/json.hpp"
#include "cli/story/words.hpp"
#include "sim/montecarlo/batch.hpp"
#include "sim/scenario/scenario.hpp"
#include "tests/cli_story/support.hpp"

using namespace backchannel;
using test::actor, test::quiet_days, test::second_day;

namespace {

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

void check_same(const Row& told, const Row& row) {
  CHECK(told.run == row.run);
  CHECK(told.outcome == row.outcome);
  CHECK(told.violence == row.violence);
  CHECK(told.settlement == row.settlement);
  CHECK(told.path == row.path);
  CHECK(told.first_striker == row.first_striker);
  CHECK(same_bits(told.end_day, row.end_day));
  CHECK(same_bits(told.tension, row.tension));
  CHECK(same_bits(told.escalation, row.escalation));
  for (std::size_t k = 0; k < row.terms.size(); ++k) CHECK(same_bits(told.terms[k], row.terms[k]));
  for (std::size_t a = 0; a < row.value.size(); ++a) CHECK(same_bits(told.value[a], row.value[a]));
}

template <class E>
bool tells(const Replay& told) {
  return happened<E>(told.entries);
}

}  // namespace

TEST_CASE("a run told is the run of the batch, bit for bit") {
  const auto model = test::model_of("flagship/oman-2026.yaml");
  CrisisKernel kernel(model, 7);
  const auto batch = play_batch(kernel, 7, 0, 80);
  for (const std::uint64_t run : {0, 1, 2, 3, 40, 63, 64, 79}) {
    CAPTURE(run);
    const Replay told = replay(model, 7, run);
    check_same(told.row, batch.rows[run]);
    CHECK(told.evenings.size() == static_cast<std::size_t>(told.row.end_day));
  }
}

TEST_CASE("the story and the row agree") {
  const auto model = test::model_of("flagship/oman-2026.yaml");
  for (std::uint64_t run = 0; run < 24; ++run) {
    CAPTURE(run);
    const Replay told = replay(model, 3, run);
    CHECK(tells<told::Struck>(told) == (told.row.strikes > 0));
    CHECK(tells<told::Established>(told) == (told.row.war_day > 0));
    CHECK(tells<told::Breached>(told) == (told.row.breach_day > 0));
    CHECK(tells<told::Ratified>(told) == (told.row.interim_day > 0 || told.row.comprehensive_day > 0));
    for (std::size_t i = 1; i < told.entries.size(); ++i) CHECK(told.entries[i - 1].day <= told.entries[i].day);
    const std::string text = told_text(told);
    CHECK(text.find("nan") == std::string::npos);
    CHECK(text.find(how_it_ended(told).substr(0, 20)) != std::string::npos);
  }
}

TEST_CASE("data has a row's terms only where a text is in force, and worths of those who have preferences") {
  const auto model = test::model_of("flagship/oman-2026.yaml");
  int with = 0, without = 0;
  for (std::uint64_t run = 0; run < 48; ++run) {
    CAPTURE(run);
    const Replay told = replay(model, 1, run);
    const auto row = nlohmann::json::parse(to_json(told))["row"];
    CHECK(row["in_force"] == settlement_names[static_cast<std::size_t>(told.row.in_force)]);
    CHECK(row["terms"].is_null() == !told.row.text_in_force());
    ++(told.row.text_in_force() ? with : without);
    for (const CompiledActor& actor : model->actors) CHECK(row["value"].contains(actor.id) == actor.values);
  }
  CHECK(with > 0);
  CHECK(without > 0);
}

TEST_CASE("data repeats no entry, though the sides exchange texts several times a day") {
  const auto model = test::model_of("flagship/oman-2026.yaml");
  REQUIRE(model->scenario.talks.exchanges > 1);
  for (std::uint64_t run = 0; run < 6; ++run) {
    CAPTURE(run);
    std::set<std::string> entries;
    const auto data = nlohmann::json::parse(to_json(replay(model, 1, run)));
    for (const auto& entry : data["entries"]) CHECK(entries.insert(entry.dump()).second);
  }
}

TEST_CASE("the story as data") {
  const Replay told = replay(test::model_of("flagship/oman-2026.yaml"), 1, 0);
  const auto data = nlohmann::json::parse(to_json(told));
  CHECK(data["run"] == 0);
  CHECK(data["seed"] == 1);
  CHECK(data["outcome"] == outcome_names[static_cast<std::size_t>(told.row.outcome)]);
  CHECK(data["entries"].size() == told.entries.size());
  CHECK(data["evenings"].size() == told.evenings.size());
  CHECK(data["evenings"][0]["date"] == "2026-02-07");
  for (const auto& evening : data["evenings"]) {
    CHECK((evening["settlement"] == "none" || evening["settlement"] == "interim" ||
           evening["settlement"] == "comprehensive"));
    CHECK(evening["in_force"].is_null() == (evening["settlement"] == "none"));
  }
  CHECK(data["evenings"][0]["in_force"].is_null());
  CHECK(data["story"].size() == chronicle(told).size());
  bool offered = false;
  for (const auto& entry : data["entries"]) {
    if (entry["kind"] != "offer") continue;
    offered = true;
    CHECK(entry["text"]["enrichment"].get<double>() >= 0);
    CHECK(entry["text"]["enrichment"].get<double>() <= 20);
    CHECK((entry["scope"] == "interim" || entry["scope"] == "comprehensive"));
  }
  CHECK(offered);
}

// ---------------------------------------------------------------------------------------------- what is said
TEST_CASE("a strike is told with its own chance, whoever else weighed one on the day") {
  Replay told = quiet_days();
  const ActorId iran = actor(told, "iran"), israel = actor(told, "israel"), us = actor(told, "us");
  told.entries = {{2, told::ForceConsidered{StrikeId{0}, israel, iran, true, 0.06}},
                  {2, told::ForceConsidered{StrikeId{1}, us, iran, false, 0}},
                  {2, told::Struck{israel, iran}}};
  CHECK(second_day(told) == "Israel STRIKES Iran (the decision stood at 6 %).");
}

TEST_CASE("what a strike takes with it is told") {
  Replay told = quiet_days();
  const StoryEntry strike{2, told::Struck{actor(told, "israel"), actor(told, "iran")}};
  told.entries = {{1, told::Ratified{Scope::interim}}, strike, strike};
  told.evenings[0].settlement = Scope::interim;
  told.evenings[0].pending = Scope::comprehensive;
  told.evenings[0].open = told.evenings[1].open = true;
  CHECK(second_day(told).ends_with(
      "Israel STRIKES Iran (the decision stood at 0 %). THE INTERIM AGREEMENT FALLS with it. The comprehensive text "
      "that waited for the capitals falls with it."));
  CHECK(
      how_it_ended(told).starts_with("An interim agreement entered into force on 7 February (day 1). It fell with the "
                                     "strike on 8 February (day 2). "));
  CHECK(how_it_ended(told).find("It fell") == how_it_ended(told).rfind("It fell"));  // told once
  Replay at_once = told;  // what enters into force on the day of the strike falls too
  at_once.entries = {{2, told::Ratified{Scope::interim}}, strike};
  at_once.evenings[0].settlement.reset();
  CHECK(second_day(at_once).find("THE INTERIM AGREEMENT FALLS with it.") != std::string::npos);
  told.entries.push_back({2, told::Breached{actor(told, "iran")}});
  CHECK(second_day(told).find("AGREEMENT FALLS") == std::string::npos);  // a breach says so itself
}

TEST_CASE("several incidents are counted in words") {
  Replay told = quiet_days();
  told::Clashed clash{DyadId{0}, actor(told, "iran"), actor(told, "us"), 2, true};
  told.entries = {{2, clash}};
  CHECK(second_day(told) == "Two incidents between Iran and the United States, one of them grave.");
  clash.number = 7;
  told.entries = {{2, clash}};
  CHECK(second_day(told) == "7 incidents between Iran and the United States, one of them grave.");
}

TEST_CASE("a round is told: what is asked, advised and answered, in the issues' units, and what both hope for") {
  Replay told = quiet_days();
  const ActorId iran = actor(told, "iran"), israel = actor(told, "israel"), us = actor(told, "us");
  const auto text = [&](double stock, double relief) {
    const Model& model = *told.model;
    Positions x(model.agenda.size());
    x[model.issue("heu_stockpile")] = stock;
    x[model.issue("sanctions_relief")] = relief;
    x[model.issue("verification")] = 0.1;
    return x;
  };
  const Scope whole = Scope::comprehensive;
  told.entries = {{2, told::SpokeUp{israel, us, whole, text(1, 0.1)}},
                  {2, told::Offered{us, iran, whole, Stage::clarify, false, text(0.8, 0.2)}},
                  {2, told::Answered{us, iran, whole, told::Verdict::none_beats_no_deal, 0}},
                  {2, told::Offered{iran, us, whole, Stage::clarify, false, text(0.2, 0.9)}},
                  {2, told::Answered{iran, us, whole, told::Verdict::crosses_line, 0}}};
  told.evenings[1].rounds = 1;
  told.evenings[1].side_hope = {0.3, 0.45};
  told.evenings[1].next_session = 0;
  CHECK(second_day(told) ==
        "Round 1: Oman carries texts between the delegations. Iran asks for sanctions relief 90 % and stock of 60 % "
        "uranium 353 kg; nothing on enrichment ceiling, verification of both sides' steps, guarantee against attack or "
        "duration of the limits. The United States asks for sanctions relief 20 % and stock of 60 % uranium 88 kg; "
        "nothing on enrichment ceiling, verification of both sides' steps, guarantee against attack or duration of the "
        "limits. The advice of Israel to the United States is to stand firmer on stock of 60 % uranium (88 → 0 kg) and "
        "sanctions relief (20 → 10 %). Neither takes the other's comprehensive text: Iran, the text crosses its red "
        "line; the United States, no text is worth more to it than no deal. From what Oman passes on, Iran puts the "
        "chance of a deal at 30 %, the United States at 45 %.");
}

TEST_CASE("what has no name or text is called by its id, read as words; equal names are told apart") {
  const auto model = test::model_of_text(R"(
issues:
  river_toll: {interim: true}
actors:
  lower_land: {preferences: {river_toll: {ideal: 1}}, moves: {close_gates: {kind: exercise, category: posturing}}}
  upper_land: {name: "Upland", preferences: {river_toll: {ideal: 0}}}
  upper_town: {name: "Upland", role: third_party}
events:
  dry_year: {day: 2, category: neutral}
)");
  Replay told = replay(model, 1, 0);
  CHECK(name_of(*model, model->actor("lower_land")) == "lower land");
  CHECK(name_of(*model, model->actor("upper_town")) == "Upland (upper_town)");
  told.entries = {{2, told::Happened{EventId{0}, {}, {}}}, {2, told::Made{MoveId{0}, model->actor("lower_land"), {}}}};
  const std::string text = told_text(told);
  CHECK(text.find("What happens: dry year. Lower land makes its move “close gates”.") != std::string::npos);
  CHECK(axes_of(*model)[IssueId{0}].title() == "river toll");
}

TEST_CASE("a side whose turn it is not has texts to offer") {
  const std::vector<Override> turns{{"talks.protocol", "alternating"}};
  const Replay told = replay(test::model_of("minimal.yaml", turns), 1, 0);
  CHECK(tells<told::Offered>(told));
  CHECK(told_text(told).find("has no text") == std::string::npos);
}

TEST_CASE("a scenario without mediator, moves and dyads is told") {
  const Replay told = replay(test::model_of("minimal.yaml"), 1, 0);
  const std::string text = told_text(told);
  CHECK(text.find("north asks for toll rate 16 %") != std::string::npos);
  CHECK(text.find("mediator") == std::string::npos);
}
