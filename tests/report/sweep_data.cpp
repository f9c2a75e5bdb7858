#include "cli/report/sweep_data.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace backchannel {
namespace {

struct TemporaryFile {
  std::filesystem::path path = std::filesystem::temp_directory_path() / "backchannel_report_sweep.sqlite";
  TemporaryFile() { std::filesystem::remove(path); }
  ~TemporaryFile() { std::filesystem::remove(path); }
};

SweepFacts two_points(StudyKind kind) {
  SweepFacts facts;
  facts.kind = kind;
  facts.title = "</script>";
  facts.seed = ~std::uint64_t{0};
  facts.start_date = "2026-02-07";
  facts.horizon = 90;
  facts.design = "list";
  facts.random_numbers = "common";
  facts.runs_per_point = 8;
  facts.outcomes = {{"agreement", "any agreement", "", OutcomeKind::share},
                    {"tension", "tension", "0 to 1", OutcomeKind::mean}};
  if (kind == StudyKind::comparison) {
    facts.study_text =
        R"({"before": {"title": "", "note": "", "set": []}, )"
        R"("after": {"title": "Restraint", "note": "A note.", "set": [{"path": "mediator.style", "value": "formulation"}]}})";
    facts.points = {{"before", 7, {}}, {"after", 7, {}}};
    return facts;
  }
  facts.factors = {{"trust", "trust in b", "range", {"a.trust.b"}, "probability", {}, 0.1, 0.5, 0.0}};
  facts.points = {{"first", 7, {FactorValue{0.5, 0.3, "0.3"}}}, {"second", 7, {std::nullopt}}};
  return facts;
}

const PointResult result{
    8, 1, {{0.25, 0.1, 0.1, 0.5, 0.2, 0.3, 0.15, 0.4}, {0.4, 0.01, 0.38, 0.42, 0.41, std::nan("")}}};

void write(const TemporaryFile& file, const SweepFacts& facts, const std::vector<PointResult>& results,
           const std::optional<ComparisonFacts>& comparison) {
  SweepWriter writer(file.path, facts, Begin::afresh);
  writer.begin({"sweep", "{}", 1, 16});
  if (comparison)
    writer.add(results, *comparison, 1);
  else
    writer.add(0, results, 1);
  writer.end("complete");
}

}  // namespace

TEST_CASE("a sweep's points are told as far as they were played") {
  const TemporaryFile file;
  write(file, two_points(StudyKind::sweep), {result}, std::nullopt);
  const auto json = sweep_data(file.path, read_sweep(file.path));
  CHECK(json["kind"] == "sweep");
  CHECK(json["seed"] == "18446744073709551615");  // more than a number of JavaScript holds
  CHECK(json["planned"] == 2);
  CHECK(json["runs_each"] == "9 runs");
  CHECK(json["unfinished"] == "UNFINISHED: 1 of 2 points has all 8 runs");
  REQUIRE(json["points"].size() == 1);
  CHECK(json["points"][0]["label"] == "first");
  CHECK(json["points"][0]["values"][0]["number"] == 0.3);
  CHECK(json["points"][0]["estimates"][0] == nlohmann::ordered_json({0.25, 0.1, 0.5, 0.1, 0.15, 0.4}));
  CHECK(json["points"][0]["estimates"][1][4].is_null());  // not told from luck
  CHECK(json["factors"][0]["title"] == "trust in b");
  CHECK(json["factors"][0]["none_at"] == 0);
  CHECK(json["outcomes"][0]["spread"].is_null());  // of one point
  CHECK(json["outcomes"][1]["share"] == false);
  CHECK(json["comparison"].is_null());
  CHECK(json["sensitivity"].empty());  // two points cannot tell
  CHECK(json["sessions"][0][6] == "complete");
}

TEST_CASE("how far points differ is freed of chance") {
  const TemporaryFile file;
  SweepFacts facts = two_points(StudyKind::sweep);
  facts.points.push_back({"third", 7, {FactorValue{1, 0.5, "0.5"}}});
  const auto at = [](double mean, double first, double second) {
    return PointResult{8, 0, {{mean, 0.1, 0, 1, first, second}, {mean, 0.1, 0, 1, first, second}}};
  };
  {
    SweepWriter writer(file.path, facts, Begin::afresh);
    writer.begin({"sweep", "{}", 1, 24});
    writer.add(0, {at(0.2, 0.1, 0.3), at(0.4, 0.4, 0.4), at(0.6, 0.7, 0.5)}, 1);
    writer.end("complete");
  }
  const auto spread = sweep_data(file.path, read_sweep(file.path))["outcomes"][0]["spread"];
  CHECK(spread["mean"] == doctest::Approx(0.4));
  CHECK(spread["between"] == doctest::Approx(std::sqrt(0.03)));  // (−.3)(−.1) and (.3)(.1), over 2
  CHECK(spread["kept"] == doctest::Approx(0.75));                // of the variance of the means, .04
}

TEST_CASE("a comparison is told with its differences, transitions and flips") {
  const TemporaryFile file;
  ComparisonFacts comparison;
  comparison.differences = {{0.1, 0.02, 0.06, 0.14, 3, 1, 2.5}, {0, 0, 0, 0, 0, 0, INFINITY}};
  comparison.transitions.assign(6, std::vector<std::uint64_t>(6));
  comparison.transitions[5][0] = 3;
  comparison.flips = {{12, Outcome::regional_war, Outcome::comprehensive_agreement, 40}};
  write(file, two_points(StudyKind::comparison), {result, result}, comparison);
  const auto json = sweep_data(file.path, read_sweep(file.path));
  CHECK(json["kind"] == "comparison");
  CHECK(json["change"]["before"]["set"].empty());
  CHECK(json["change"]["after"]["title"] == "Restraint");
  CHECK(json["change"]["after"]["note"] == "A note.");
  CHECK(json["change"]["after"]["set"][0] ==
        nlohmann::ordered_json({{"path", "mediator.style"}, {"value", "formulation"}, {"title", "mediator.style"}}));
  CHECK(json["comparison"]["differences"][0]["into"] == 3);
  CHECK(json["comparison"]["differences"][1]["variance_reduction"].is_null());
  CHECK(json["comparison"]["transitions"][5][0] == 3);
  CHECK(json["comparison"]["flips"][0]["before"] == "regional_war");
  CHECK(json["comparison"]["flips"][0]["parted"] == 40);
}

TEST_CASE("a comparison whose sides cannot be read is refused in words") {
  const TemporaryFile file;
  SweepFacts facts = two_points(StudyKind::comparison);
  facts.study_text = "before: the scenario as it is";
  ComparisonFacts comparison;
  comparison.differences.resize(2);
  comparison.transitions.assign(6, std::vector<std::uint64_t>(6));
  write(file, facts, {result, result}, comparison);
  CHECK_THROWS_WITH(
      (void)sweep_data(file.path, read_sweep(file.path)),
      (file.path.string() + ": the comparison was made by another version of this program (make it again)").c_str());
}

}  // namespace backchannel
