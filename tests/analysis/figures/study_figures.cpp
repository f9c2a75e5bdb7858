// What the figures of a study say, as data.
#include "analysis/figures/study_figures.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "analysis/figures/draw/layout.hpp"
#include "analysis/figures/draw/script_style.hpp"
#include "analysis/figures/draw/text.hpp"
#include "analysis/figures/figure_list.hpp"
#include "analysis/text/palette.hpp"

using namespace backchannel;
using namespace backchannel::figures;

namespace {

std::vector<std::string> labels(const std::vector<Tick>& ticks) {
  std::vector<std::string> result;
  for (const Tick& tick : ticks) result.push_back(tick.label);
  return result;
}

}  // namespace

TEST_CASE("every figure of a run has a name") {
  CHECK(run_figure_names() ==
        std::vector<std::string>{"outcomes", "timing", "terms", "tension", "ladder", "escalation", "parameters"});
}

TEST_CASE("an issue on which all texts agree has its value in place of bars") {
  Summary summary;
  summary.study.issues = {{"cap", "ceiling", "%", "", "", 20, 0},
                          {"relief", "relief", "%", "", "", 0, 100},
                          {"checks", "checks", "%", "", "", 0, 100}};
  Tally tally(3, 0, 10);
  for (const int scope : {1, 1, 2}) {
    Row row;
    row.run = tally.runs;
    row.in_force = static_cast<Settlement>(scope);
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

TEST_CASE("names of levels are not broken within words where a wider panel holds them") {
  Summary summary;
  IssueFacts rule{"rule", "drought rule", "", "", "", 0, 1};
  rule.levels = {"none", "consultation", "fixed release", "release by arbitration"};
  summary.study.issues = {rule, rule, rule, rule};
  for (std::size_t k = 0; k < 4; ++k) summary.study.issues[k].id += std::to_string(k);
  const std::vector<std::size_t> levels(4, 4);
  Tally tally(levels, 0, 10);
  for (const double level : {0.0, 1 / 3.0, 2 / 3.0, 1.0}) {
    Row row;
    row.run = tally.runs;
    row.in_force = Settlement::comprehensive;
    row.terms = {level, level, level, level};
    tally.add(row);
  }
  const Figure figure = terms_figure(summary, tally);
  const Layout layout = layout_of(figure);
  REQUIRE(layout.panels.size() == 4);
  for (const PlacedPanel& panel : layout.panels) {
    REQUIRE(panel.x.ticks.size() == 4);
    CHECK(panel.x.ticks[1].lines == std::vector<std::string>{"consultation"});
    for (const std::string& line : panel.x.ticks[3].lines)
      CHECK((line == "release" || line == "by" || line == "arbitration" || line == "release by" ||
             line == "by arbitration" || line == "release by arbitration"));
  }
}

TEST_CASE("terms are drawn for the texts that can move an issue") {
  Summary summary;
  summary.study.issues = {{"cap", "ceiling", "%", "", "", 20, 0, {false, true}},
                          {"arms", "missiles", "km", "", "", 0, 1, {false, false}}};
  Tally tally(2, 0, 10);
  for (const int scope : {1, 1, 2}) {
    Row row;
    row.run = tally.runs;
    row.in_force = static_cast<Settlement>(scope);
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

TEST_CASE("bins of the escalation figure hold what their legend says, for any number of actors") {
  for (const std::size_t actors : {1, 2, 3, 4, 5, 6, 7, 8}) {
    CAPTURE(actors);
    Summary summary;
    summary.study.horizon = 1;
    summary.study.actors.resize(actors);
    Daily daily({{"escalation", "", "", score_bins(actors), AfterTheEnd::left_out}}, 1);
    const auto add = [&](int sum, int runs) {
      for (int r = 0; r < runs; ++r) daily.add(0, 1, sum / static_cast<double>(actors));
    };
    add(0, 95), add(-2, 1), add(4, 1), add(12, 1), add(28, 1), add(1204, 1);
    const Figure figure = escalation_figure(summary, daily, Overlay::none);
    const auto reaches = [&](std::size_t series) { return std::get<Band>(figure.panels[1].series[series]).high[0]; };
    CHECK(reaches(0) == doctest::Approx(0.02));  // 28 and more
    CHECK(reaches(1) == doctest::Approx(0.03));  // 12 to 27
    CHECK(reaches(2) == doctest::Approx(0.04));  // 1 to 11
    CHECK(reaches(3) == doctest::Approx(0.05));  // below 0
  }
}

TEST_CASE("a posture beyond the ladder is drawn where it is, and said to be beyond") {
  Summary summary;
  summary.study.horizon = 1;
  summary.study.actors = {{"a", "A", true, true}};
  summary.study.ladder = {"none", "alert", "war"};
  Daily daily({{"posture.a", "", "", {0, 2, 200, Bins::beyond, Bins::beyond}, AfterTheEnd::last_value}}, 1);
  for (int run = 0; run < 10; ++run) daily.add(0, 1, 14.5);
  const Figure figure = ladder_figure(summary, daily);
  const figures::Line& mean = std::get<figures::Line>(figure.panels[0].series[2]);
  CHECK(mean.y[0] == doctest::Approx(14.5));
  CHECK(std::get<Band>(figure.panels[0].series[0]).high[0] == doctest::Approx(14.5).epsilon(0.05));
  CHECK(*figure.panels[0].y.high >= 14.5);
  CHECK(figure.caption[0].find("Postures above rung 2 stand beyond the ladder: no rung has a name there.") !=
        std::string::npos);
}

namespace {

Judgement number(std::string path, std::string title, std::string unit, double index) {
  Judgement made{.path = std::move(path),
                 .title = std::move(title),
                 .unit = std::move(unit),
                 .meaning = "",
                 .index = {index, 0.01, 0.02},
                 .thirds = {{0.5, 1.5}, {0.1, 0.2, 0.415}},
                 .classes = {},
                 .in_force = {}};
  for (auto& third : made.classes) third[0] = 1;
  made.in_force[1][0] = 1, made.in_force[2][0] = 0.25;
  return made;
}

JudgementSensitivity driven(const char* id, const char* title, std::vector<Judgement> numbers) {
  JudgementSensitivity result;
  result.outcome = {id, title, "", OutcomeKind::share};
  result.judgement.raw_interval = {0.1, 0.3};
  result.parameters = std::move(numbers);
  return result;
}

}  // namespace

TEST_CASE("what drives the outcomes is drawn in the order of the one answer, each number once, by its name") {
  const std::vector drivers{
      driven("agreement", "any agreement",
             {number("a.tactic.exponent", "Aland: tactic exponent", "beta", 0.3),
              number("a.delay", "Aland: delay", "days", 0.2), number("a.nil", "nil", "", 0.01)}),
      driven("force", "a strike or war", {number("a.tactic.exponent", "Aland: tactic exponent", "beta", 0.3)})};
  const Figure figure = parameters_figure({}, drivers);
  REQUIRE(figure.panels.size() == 2);  // the third lies below its floor
  CHECK(figure.panels[0].title == "Aland: tactic exponent; any agreement 10.0 – 20.0 – 41.5 %");
  CHECK(figure.panels[0].y.ticks[0].label == "up to 0.5");
  CHECK(figure.panels[1].y.ticks[2].label == "above 1.5 days");
  // Of an agreement two parts: in force at the end, and thin what is not.
  const auto& boxes = std::get<Boxes>(figure.panels[0].series[0]).boxes;
  REQUIRE(boxes.size() == 5);  // an empty first part, none, and in the middle third no second
  CHECK(boxes[1].right - boxes[1].left == 1);
  CHECK(boxes[1].top - boxes[1].bottom == doctest::Approx(0.3));
  CHECK(boxes[2].top - boxes[2].bottom == doctest::Approx(0.8));
  CHECK(boxes[4].right - boxes[4].left == doctest::Approx(0.75));
  CHECK(figure.caption[0].find("The thin part of an agreement's bar is of runs with none in force at the end.") !=
        std::string::npos);
  CHECK(parameters_figure({}, {}).panels[0].instead == "No number can be told from luck; more runs would.");
}

namespace {

Summary of_shares() {
  Summary summary;
  summary.study.horizon = 2;
  summary.runs = 100;
  for (const char* name : outcome_names) {
    ClassShare share;
    share.name = name;
    share.estimate.share = 0.2, share.estimate.interval = {0.15, 0.25};
    share.judgement = VarianceShare{0.01, {0, 0.03}, 0.01, {-0.01, 0.03}};
    share.count = 20;
    summary.outcomes.push_back(share);
  }
  summary.outcomes[0].in_force.emplace();
  summary.outcomes[0].in_force->share = 0.05;
  summary.outcomes[5].prior_range = Interval{0.1, 0.4};
  summary.agreements.reached.share = 0.2;
  return summary;
}

}  // namespace

TEST_CASE("the bar of an agreement has two parts, and a range that is not told is called that") {
  const Figure figure = outcomes_figure(of_shares());
  std::vector<Rectangle> comprehensive;
  std::vector<std::string> texts;
  for (const Series& series : figure.panels[0].series) {
    if (const auto* boxes = std::get_if<Boxes>(&series); boxes && boxes->style.ink == Ink::comprehensive)
      comprehensive.insert(comprehensive.end(), boxes->boxes.begin(), boxes->boxes.end());
    if (const auto* text = std::get_if<Texts>(&series))
      for (const auto& t : text->texts) texts.push_back(t.text);
  }
  REQUIRE(comprehensive.size() == 2);
  CHECK(comprehensive[0].right == doctest::Approx(0.05));
  CHECK(comprehensive[1].left == doctest::Approx(0.05));
  CHECK(comprehensive[1].right == doctest::Approx(0.2));
  CHECK(std::ranges::count(texts, "over the judgements: not told") == 5);
  CHECK(std::ranges::count(texts, "10 – 40 %") == 1);
  CHECK(std::ranges::count(texts, "20.0 % [15.0, 25.0]; in force 5.0 %") == 1);
}

TEST_CASE("what stands beside the bars of outcomes ends within the page") {
  Summary summary = of_shares();
  for (const double share : {0.01, 0.5, 0.8, 0.95, 1.0})
    for (const bool judged : {false, true}) {
      CAPTURE(share);
      ClassShare& agreement = summary.outcomes[0];
      agreement.estimate.share = share, agreement.estimate.interval = {share, std::min(1.0, 1.05 * share)};
      agreement.in_force->share = share;
      for (ClassShare& outcome : summary.outcomes)
        if (!judged) outcome.judgement.reset(), outcome.prior_range.reset();
      if (judged) agreement.prior_range = Interval{0.1, 1};
      const Figure figure = outcomes_figure(summary);
      const Layout layout = layout_of(figure);
      for (const Series& series : figure.panels[0].series)
        if (const auto* texts = std::get_if<Texts>(&series))
          for (const auto& text : texts->texts)
            CHECK(layout.panels[0].place_x(text.x) + texts->shift_x + text_width(text.text, texts->size) <
                  layout.width - 4);
      CHECK(layout.panels[0].place_x(share) > layout.panels[0].area.left);
    }
}

TEST_CASE("curves in time carry the range over the judgements, and a breach is one of them") {
  Summary summary = of_shares();
  for (const char* name : passage_names) {
    PassageSummary passage;
    passage.name = name;
    for (const double share : {0.1, 0.2}) {
      ShareEstimate estimate;
      estimate.share = share, estimate.interval = {share / 2, 1.5 * share};
      passage.by_day.push_back(estimate);
    }
    passage.prior_range = {std::nullopt, Interval{0.05, 0.6}};
    if (std::string(name) == "war") passage.prior_range[1].reset();
    summary.first_passage.push_back(passage);
  }
  const Figure figure = timing_figure(summary, {});
  REQUIRE(figure.panels.size() == 8);
  CHECK(figure.panels[5].title == "breach of an agreement, over the judgements");
  CHECK(figure.panels[7].title == "agreement after force, over the judgements");
  const Band& range = std::get<Band>(figure.panels[1].series[0]);
  CHECK(range.x == std::vector{0.5, 1.5, 1.5, 2.0});  // a single day is as wide as a day
  CHECK(std::isnan(range.high[1]));
  CHECK(std::vector(range.high.begin() + 2, range.high.end()) == std::vector{0.6, 0.6});
  const auto untold = [&](std::size_t panel, std::size_t series) {
    const Boxes& boxes = std::get<Boxes>(figure.panels[panel].series[series]);
    CHECK(boxes.label == "not told from luck");
    REQUIRE(boxes.boxes.size() == 1);
    return std::pair(boxes.boxes[0].left, boxes.boxes[0].right);
  };
  CHECK(untold(1, 1) == std::pair(0.5, 1.5));
  CHECK(untold(4, 0) == std::pair(0.5, 2.0));  // of war it is told on no day
}

TEST_CASE("colours of outcomes have a contrast of 3 to 1, and the best and the worst differ in grey") {
  const auto luminance = [](const std::string& tone) {
    double sum = 0;
    for (int i = 0; i < 3; ++i) {
      const double part = std::stoi(tone.substr(1 + 2 * static_cast<std::size_t>(i), 2), nullptr, 16) / 255.0;
      sum += std::array{0.2126, 0.7152, 0.0722}[static_cast<std::size_t>(i)] *
             (part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  };
  for (int ink = 0; ink <= static_cast<int>(Ink::after_force); ++ink) {
    const Ink one = static_cast<Ink>(ink);
    if (one == Ink::light_grey || one == Ink::white) continue;
    CAPTURE(ink);
    CHECK(1.05 / (luminance(colour(one)) + 0.05) >= 3);
  }
  CHECK(luminance(colour(Ink::comprehensive)) > luminance(colour(Ink::war)) + 0.1);
  CHECK(colour(ink_of(5)) == outcome_tones[5]);
}
