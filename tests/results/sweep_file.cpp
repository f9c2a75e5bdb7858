#include "sim/results/sweep_file.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>

#include "sim/core/errors.hpp"

namespace backchannel {
namespace {

struct TemporaryFile {
  std::filesystem::path path = std::filesystem::temp_directory_path() / "backchannel_sweep_file.sqlite";
  TemporaryFile() { std::filesystem::remove(path); }
  ~TemporaryFile() { std::filesystem::remove(path); }
};

SweepFacts two_points(StudyKind kind) {
  SweepFacts facts;
  facts.kind = kind;
  facts.title = "it's \"quoted\"";
  facts.seed = ~std::uint64_t{0};
  facts.horizon = 90;
  facts.design = "grid";
  facts.random_numbers = "common";
  facts.runs_per_point = 8;
  facts.factors = {{"style", "mediation style", "values", {"mediator.style"}, "", {"facilitation", "manipulation"}},
                   {"trust", "trust", "range", {"a.trust.b", "b.trust.a"}, "probability", {}, 0.1, 0.5}};
  facts.outcomes = {{"agreement", "any agreement", "", OutcomeKind::share},
                    {"tension", "tension", "0 to 1", OutcomeKind::mean}};
  facts.points = {{"first", 7, {FactorValue{0, std::nullopt, "facilitation"}, FactorValue{0.5, 0.3, "0.3"}}},
                  {"second", 8, {FactorValue{1, std::nullopt, "manipulation"}, std::nullopt}}};
  return facts;
}

const PointResult result{8, 1, {{0.25, 0.1, 0.1, 0.5, 0.2, 0.3}, {0.4, 0.01, 0.38, 0.42, 0.41, std::nan("")}}};

}  // namespace

TEST_CASE("a sweep is read as it was written, also half of it, and its digest does not depend on how it was written") {
  TemporaryFile file;
  std::string whole;
  for (const bool at_once : {true, false}) {
    std::filesystem::remove(file.path);
    const SweepFacts facts = two_points(StudyKind::sweep);
    if (at_once) {
      SweepWriter writer(file.path, facts, Begin::afresh);
      writer.begin({"sweep", "{}", 1, 16});
      writer.add(0, {result, result}, 1);
      writer.end("complete");
      whole = digest(open_study(file.path));
      continue;
    }
    {
      SweepWriter writer(file.path, facts, Begin::afresh);
      writer.begin({"sweep", "{}", 1, 16});
      writer.add(0, {result}, 1);
    }
    const StoredSweep half = read_sweep(file.path);
    CHECK(half.ended.empty());
    REQUIRE(half.results.size() == 1);
    REQUIRE(half.facts.points.size() == 2);
    SweepWriter writer(file.path, facts, Begin::go_on);
    writer.begin({"sweep", "{}", 2, 16});
    writer.add(1, {result}, 1);
    writer.end("complete");
    CHECK(digest(open_study(file.path)) == whole);
  }
  const StoredSweep sweep = read_sweep(file.path);
  CHECK(sweep.ended == "complete");
  CHECK(sweep.facts.title == "it's \"quoted\"");
  CHECK(sweep.facts.seed == ~std::uint64_t{0});
  CHECK(sweep.facts.factors[1].paths == std::vector<std::string>{"a.trust.b", "b.trust.a"});
  CHECK(sweep.facts.factors[1].high == 0.5);
  CHECK(sweep.facts.outcomes == two_points(StudyKind::sweep).outcomes);
  CHECK(sweep.facts.points[1].values[0]->text == "manipulation");
  CHECK_FALSE(sweep.facts.points[1].values[0]->number.has_value());
  CHECK(*sweep.facts.points[0].values[1]->number == 0.3);
  CHECK_FALSE(sweep.facts.points[1].values[1].has_value());
  CHECK(sweep.facts.points[1].seed == 8);
  CHECK(sweep.results[1].failed == 1);
  CHECK(sweep.results[1].estimates[0].high == 0.5);
  CHECK(std::isnan(sweep.results[1].estimates[1].second_half));
  CHECK_FALSE(sweep.comparison.has_value());
  CHECK_THROWS_AS((void)read_study(file.path), BadInput);
}

TEST_CASE("a comparison keeps differences, transitions and flips") {
  TemporaryFile file;
  SweepWriter writer(file.path, two_points(StudyKind::comparison), Begin::afresh);
  writer.begin({"compare", "{}", 1, 16});
  writer.add(0, {result, result}, 1);
  ComparisonFacts facts;
  facts.differences = {{0.1, 0.02, 0.06, 0.14, 9, 1, 4.5}, {0, 0, 0, 0, 0, 0, INFINITY}};
  facts.transitions.assign(outcomes, std::vector<std::uint64_t>(outcomes));
  facts.transitions[2][5] = 3;
  facts.flips = {{17, 2, 5, 40}};
  writer.add(facts);
  writer.end("complete");
  const StoredSweep read = read_sweep(file.path);
  CHECK(read.facts.kind == StudyKind::comparison);
  REQUIRE(read.comparison.has_value());
  CHECK(read.comparison->differences[0].into == 9);
  CHECK(read.comparison->differences[0].variance_reduction == 4.5);
  CHECK(std::isinf(read.comparison->differences[1].variance_reduction));
  CHECK(read.comparison->transitions[2][5] == 3);
  CHECK(read.comparison->transitions[5][2] == 0);
  CHECK(read.comparison->flips[0].after == 5);
  CHECK(read.comparison->flips[0].parted == 40);
}

}  // namespace backchannel
