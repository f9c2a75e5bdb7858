#include "cli/story/replay.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <nlohmann/json.hpp>

#include "cli/story/chronicle.hpp"
#include "cli/story/json.hpp"
#include "sim/montecarlo/batch.hpp"
#include "tests/cli_story/support.hpp"

using namespace backchannel;

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

bool tells(const Replay& told, Told what) {
  for (const StoryEntry& entry : told.entries)
    if (entry.told == what) return true;
  return false;
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
    CHECK(tells(told, Told::strike) == (told.row.strikes > 0));
    CHECK(tells(told, Told::war) == (told.row.war_day > 0));
    CHECK(tells(told, Told::breach) == (told.row.breach_day > 0));
    CHECK(tells(told, Told::ratified) == (told.row.interim_day > 0 || told.row.comprehensive_day > 0));
    for (std::size_t i = 1; i < told.entries.size(); ++i) CHECK(told.entries[i - 1].day <= told.entries[i].day);
    const std::string text = told_text(told);
    CHECK(text.find("nan") == std::string::npos);
    CHECK(text.find(how_it_ended(told).substr(0, 20)) != std::string::npos);
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

TEST_CASE("a scenario without mediator, moves and dyads is told") {
  const Replay told = replay(test::model_of("minimal.yaml"), 1, 0);
  const std::string text = told_text(told);
  CHECK(text.find("north asks for toll rate 15.9 %") != std::string::npos);
  CHECK(text.find("mediator") == std::string::npos);
}
