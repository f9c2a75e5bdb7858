// What the figures of a study say, as data.
#include "analysis/figures/study_figures.hpp"

#include <doctest/doctest.h>

using namespace backchannel;
using namespace backchannel::figures;

namespace {

std::vector<std::string> labels(const std::vector<Tick>& ticks) {
  std::vector<std::string> result;
  for (const Tick& tick : ticks) result.push_back(tick.label);
  return result;
}

}  // namespace

TEST_CASE("an issue on which all texts agree has its value in place of bars") {
  Summary summary;
  summary.study.issues = {{"cap", "ceiling", "%", "", "", 20, 0},
                          {"relief", "relief", "%", "", "", 0, 100},
                          {"checks", "checks", "%", "", "", 0, 100}};
  Tally tally(3, 0, 10);
  for (const int scope : {1, 1, 2}) {
    Row row;
    row.run = tally.runs;
    row.in_force = static_cast<std::uint8_t>(scope);
    row.terms = {0.25, tally.runs == 1 ? 0.5 : 0.75, tally.runs == 1 ? 0.98 : 1};
    tally.add(row);
  }
  const Figure figure = terms_figure(summary, tally);
  REQUIRE(figure.panels.size() == 3);
  const auto boxes = [&](std::size_t panel, std::size_t series) {
    return std::get<Boxes>(figure.panels[panel].series[series]).boxes.size();
  };
  CHECK(boxes(0, 0) + boxes(0, 1) == 0);
  CHECK(std::get<Texts>(figure.panels[0].series.back()).texts[0].text == "15.0 in every text");
  CHECK(std::get<Texts>(figure.panels[2].series.back()).texts[0].text == "98.0 – 100 in every text");
  CHECK(boxes(1, 0) == 2);
  CHECK(boxes(1, 1) == 1);
}

TEST_CASE("terms are drawn for the texts that can move an issue") {
  Summary summary;
  summary.study.issues = {{"cap", "ceiling", "%", "", "", 20, 0, {false, true}},
                          {"arms", "missiles", "km", "", "", 0, 1, {false, false}}};
  Tally tally(2, 0, 10);
  for (const int scope : {1, 1, 2}) {
    Row row;
    row.run = tally.runs;
    row.in_force = static_cast<std::uint8_t>(scope);
    row.terms = {scope == 2 ? 0.5 : 0, 0};
    tally.add(row);
  }
  const Figure figure = terms_figure(summary, tally);
  REQUIRE(figure.panels.size() == 1);
  CHECK(figure.panels[0].title == "ceiling");
  CHECK(std::get<Texts>(figure.panels[0].series.back()).texts[0].text == "10.0 in every text");
  CHECK(figure.caption[0].find("no text here can move: missiles.") != std::string::npos);
}

TEST_CASE("days are told by the score of their acts, the mean with an interval of half the runs") {
  Summary summary;
  summary.study.horizon = 1;
  summary.study.actors.resize(4);
  Daily daily({{"escalation", "", "", score_bins(4), AfterTheEnd::left_out}}, 1);
  for (const double score : {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 2.5, 7.0, -0.5}) daily.add(0, 1, score);
  const Figure figure = escalation_figure(summary, daily, Overlay::none);
  REQUIRE(figure.panels.size() == 2);
  const auto reaches = [&](std::size_t series) { return std::get<Band>(figure.panels[1].series[series]).high[0]; };
  CHECK(reaches(0) == doctest::Approx(0.1));  // 28 and more over four actors: 7 each
  CHECK(reaches(1) == doctest::Approx(0.1));
  CHECK(reaches(2) == doctest::Approx(0.3));
  CHECK(reaches(3) == doctest::Approx(0.4));
  // Mean 1, variance 4.65: ± 1.96·√(4.65/5)
  const Band& band = std::get<Band>(figure.panels[0].series[0]);
  CHECK(band.low[0] == doctest::Approx(1 - 1.8901).epsilon(0.001));
  CHECK(band.high[0] == doctest::Approx(1 + 1.8901).epsilon(0.001));
}

TEST_CASE("postures are drawn on one axis of rungs, whose names are told") {
  Summary summary;
  summary.study.horizon = 1;
  summary.study.actors = {{"a", "A", true, true}, {"b", "B", true, true}};
  summary.study.ladder = {"none", "alert", "war"};
  Daily daily({{"posture.a", "", "", {0, 2, 200}, AfterTheEnd::last_value},
               {"posture.b", "", "", {0, 2, 200}, AfterTheEnd::last_value}},
              1);
  for (int run = 0; run < 10; ++run) daily.add(0, 1, 0.4), daily.add(1, 1, 0.9);
  const Figure figure = ladder_figure(summary, daily);
  REQUIRE(figure.panels.size() == 2);
  CHECK(labels(figure.panels[0].y.ticks) == std::vector<std::string>{"0", "1"});
  CHECK(figure.caption[0].starts_with("Rungs: 0 none; 1 alert. "));
}

TEST_CASE("thirds of a parameter are told with the class that differs, and measures only as units") {
  Driver driver{.path = "parties.a.tactic.exponent", .unit = "beta", .terciles = {}};
  driver.terciles.cuts = {0.5, 1.5};
  driver.terciles.effect = 0.315;
  driver.terciles.strongest = static_cast<int>(Outcome::talks_continue);
  driver.terciles.shares.fill(std::vector<ShareEstimate>(outcomes));
  Driver delay = driver;
  delay.unit = "days";
  const Figure figure = parameters_figure({}, {.drivers = {driver, delay}, .floor = 0, .draws = 60});
  REQUIRE(figure.panels.size() == 2);
  CHECK(figure.panels[0].title == "parties.a.tactic.exponent; talks continue: 31.5 points");
  CHECK(figure.panels[0].y.ticks[0].label == "up to 0.5");
  CHECK(figure.panels[1].y.ticks[2].label == "above 1.5 days");
}
