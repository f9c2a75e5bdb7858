// What drives the outcomes of runs: against an outcome that is decided by one number.
#include "analysis/findings/judgements.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "analysis/findings/study_data.hpp"
#include "analysis/statistics/random.hpp"

using namespace backchannel;

namespace {

StudyFacts study() {
  StudyFacts facts;
  facts.horizon = 40;
  facts.actors = {{"a", "Aland", true, true}, {"b", "Bland", true, true}};
  return facts;
}

/// Draws of which the number `a.x` decides on force with probability x, and `b.y` does nothing.
struct Made {
  DrawTable draws{{"a.x", "b.y"}, {"", ""}, {"the one", "the other"}, {}, std::vector<std::vector<double>>(2)};
  JudgementCollector collector{study(), {"force", "agreement"}};

  explicit Made(std::size_t number, std::uint64_t seed = 3) {
    SplitMix random(seed);
    for (std::size_t k = 0; k < number; ++k) {
      const double x = random.uniform();
      draws.draw.push_back(static_cast<std::int64_t>(k));
      draws.values[0].push_back(x), draws.values[1].push_back(random.uniform());
      for (const std::uint64_t run : {2 * k, 2 * k + 1}) {
        Row row;
        row.run = run;
        if (random.uniform() < x)
          row.violence = Violence::strike, row.strike_day = 3, row.outcome = Outcome::limited_strike;
        collector.add(row);
      }
    }
  }
};

}  // namespace

TEST_CASE("thirds of an input that is the probability have its means; it stands first, with its direction") {
  const Made made(9000);
  const auto results = made.collector.judge(made.draws);
  REQUIRE(results.size() == 2);
  const JudgementSensitivity& force = results[0];
  CHECK(force.mean == doctest::Approx(0.5).epsilon(0.02));
  const Judgement& first = force.parameters.at(0);
  CHECK(first.path == "a.x");
  CHECK(first.title == "Aland: x");
  CHECK(first.index.value == doctest::Approx(1).epsilon(0.05));
  // Means of x over its thirds: 1/6, 1/2, 5/6; the standard error of a share of 6,000 runs is at most .0065.
  for (std::size_t t = 0; t < 3; ++t) {
    CHECK(std::abs(first.thirds.mean[t] - (1.0 / 6 + static_cast<double>(t) / 3)) < 4 * 0.0065);
    CHECK(first.classes[t][static_cast<std::size_t>(Outcome::limited_strike)] == doctest::Approx(first.thirds.mean[t]));
  }
  CHECK(std::abs(first.thirds.cuts[0] - 1.0 / 3) < 0.02);
  CHECK(std::abs(first.thirds.cuts[1] - 2.0 / 3) < 0.02);
  CHECK(direction_of(first.thirds.mean) == Trend::rises);
  CHECK(told_judgements(force).size() == 1);
  CHECK_FALSE(force.parameters.at(1).index.above_floor());
  const auto json = judgements_json(results);
  CHECK(json[0]["parameters"][0]["monotone"] == "rises");
  CHECK(json[0]["parameters"][0]["title"] == "Aland: x");
}

TEST_CASE("an outcome that is the same in all runs is told so: no index, and nothing that is no number") {
  const Made made(100);
  const auto results = made.collector.judge(made.draws);
  CHECK(std::isnan(results[1].judgement.share));
  CHECK(told_judgements(results[1]).empty());
  const std::string text = judgements_text(results);
  CHECK(text.find("any agreement: 0.0 % over 100 draws of the judgements; all runs are alike, so nothing decides.") !=
        std::string::npos);
  for (const char* nothing : {"nan", "NaN", "inf"}) CHECK(text.find(nothing) == std::string::npos);
  CHECK(judgements_json(results)[1]["judgement_share"].is_null());
  CHECK(judgements_json(results).dump().find("nan") == std::string::npos);
}

TEST_CASE("an outcome of a single run tells nothing of luck: its interval has width, and is not [0, 0]") {
  Made made(250);
  Row row;
  row.run = 500, row.outcome = Outcome::comprehensive_agreement, row.settlement = Settlement::comprehensive;
  made.collector.add(row);
  row = Row{};
  row.run = 501;
  made.collector.add(row);
  made.draws.draw.push_back(250);
  for (auto& values : made.draws.values) values.push_back(0.5);
  const VarianceShare judgement = made.collector.judge(made.draws)[1].judgement;
  CHECK(judgement.share == 0);
  CHECK(judgement.interval.low == 0);
  CHECK(judgement.interval.high > 0.5);
}

TEST_CASE("directions: up, down, and a hump") {
  CHECK(direction_of(std::array{0.1, 0.2, 0.3}) == Trend::rises);
  CHECK(direction_of(std::array{0.3, 0.25, 0.1}) == Trend::falls);
  CHECK(direction_of(std::array{0.1, 0.5, 0.12}) == Trend::peaks);
  CHECK(direction_of(std::array{0.4, 0.1, 0.35}) == Trend::dips);
}

TEST_CASE("draws without their partner are left out, too few tell nothing, and unknown outcomes are refused") {
  Made made(60);
  Row row;
  row.run = 121;
  made.collector.add(row);
  CHECK(made.collector.whole_draws() == 60);
  CHECK(Made(39).collector.judge(made.draws).empty());
  CHECK_THROWS_WITH_AS(JudgementCollector(study(), {"agrement"}), "an unknown outcome", std::invalid_argument);
}
