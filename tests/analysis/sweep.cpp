// Points of studies, estimates at a point, what a study says of its factors, comparisons: against closed forms.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numbers>
#include <set>

#include "analysis/findings/comparison.hpp"
#include "analysis/findings/point_spread.hpp"
#include "analysis/findings/sweep_points.hpp"
#include "analysis/findings/sweep_sensitivity.hpp"
#include "analysis/statistics/point_estimate.hpp"
#include "analysis/text/sweep_text.hpp"
#include "analysis/text/text_table.hpp"
#include "sim/core/errors.hpp"
#include "tests/analysis/simulate.hpp"

using namespace backchannel;

namespace {

Study study_of(const std::string& text) {
  const auto folder = std::filesystem::temp_directory_path() / "backchannel_sweep_points";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "s.yaml") << "issues: {toll: {}}\n"
                                      "actors: {a: {preferences: {toll: {ideal: 1}}}, b: {preferences: {toll: {ideal: "
                                      "0}}}}\n"
                                      "mediator: {skill: {uniform: [0.2, 0.8]}}\n";
  std::ofstream(folder / "study.yaml") << "scenario: s.yaml\n" << text;
  Study study = load_study(folder / "study.yaml");
  std::filesystem::remove_all(folder);
  return study;
}

const std::string three = R"(factors:
  style: {path: mediator.style, values: [facilitation, formulation, manipulation]}
  bend: {paths: [a.curvature, b.curvature], range: [1, 2]}
  skill: {path: mediator.skill, prior: own}
)";

std::string change(const SweepPoint& point, const std::string& path) {
  for (const Override& change : point.changes)
    if (change.path == path) return change.value;
  return "";
}

/// A played sweep over the unit cube whose runs say yes with probability f(x), drawn for every half apart.
template <class F>
StoredSweep played(const std::string& design, const Points& cube, const F& f, int runs_per_half, SplitMix& random) {
  StoredSweep sweep;
  sweep.facts.design = design;
  sweep.facts.outcomes = {{"agreement", "any agreement", "", OutcomeKind::share}};
  for (int j = 0; j < cube.factors(); ++j) {
    const bool placebo = j + 1 == cube.factors();
    sweep.facts.factors.push_back(
        {fmt::format("x{}", j), fmt::format("x{}", j), placebo ? "placebo" : "range", {}, "", {}, 0, 1});
  }
  for (int p = 0; p < cube.size(); ++p) {
    PointFacts point{"", 1, {}};
    for (const double x : cube[p])
      point.values.push_back(x < 0 ? std::nullopt : std::optional(FactorValue{x, x, std::to_string(x)}));
    sweep.facts.points.push_back(point);
    PointEstimate estimate;
    const double chance = f(cube[p]);
    for (double* half : {&estimate.first_half, &estimate.second_half}) {
      int yes = 0;
      for (int r = 0; r < runs_per_half; ++r) yes += random.uniform() < chance;
      *half = runs_per_half == 0 ? chance : double(yes) / runs_per_half;
    }
    estimate.mean = (estimate.first_half + estimate.second_half) / 2;
    estimate.standard_error = runs_per_half == 0 ? 0 : std::sqrt(chance * (1 - chance) / (2.0 * runs_per_half));
    sweep.results.push_back({static_cast<std::uint64_t>(2 * runs_per_half), 0, {estimate}});
  }
  return sweep;
}

/// Ishigami's function with a = 7, b = .1, moved into [.2, .8]; the fourth input does nothing.
double ishigami_share(std::span<const double> x) {
  const auto angle = [&](std::size_t i) { return (2 * x[i] - 1) * std::numbers::pi; };
  const double y =
      std::sin(angle(0)) + 7 * std::pow(std::sin(angle(1)), 2) + 0.1 * std::pow(angle(2), 4) * std::sin(angle(0));
  return 0.5 + (y - 3.5) / 45;
}

}  // namespace

TEST_CASE("a grid sets every combination once, own priors by pins between their 5 and 95 % points") {
  const SweepPlan plan = plan_of(study_of(three + "design: {kind: grid, levels: 3}\n"));
  REQUIRE(plan.points.size() == 27);
  REQUIRE(plan.factors.size() == 3);
  CHECK(plan.factors[1].low == 1);
  CHECK(plan.factors[1].high == 2);
  CHECK(plan.factors[2].low == doctest::Approx(0.2 + 0.05 * 0.6));
  std::set<std::string> labels;
  for (const SweepPoint& point : plan.points) {
    labels.insert(point.facts.label);
    CHECK(point.facts.seed == 1);
    CHECK(change(point, "a.curvature") == change(point, "b.curvature"));
    CHECK(change(point, "mediator.skill").empty());
    const double skill = point.pins.at("mediator.skill");
    CHECK((skill == doctest::Approx(0.23) || skill == doctest::Approx(0.5) || skill == doctest::Approx(0.77)));
    CHECK(*point.facts.values[2]->number == skill);
  }
  CHECK(labels.size() == 27);
  CHECK(labels.contains("style = manipulation, bend = 1.5, skill = 0.5"));
}

TEST_CASE("one at a time begins with the scenario as it is and moves one factor or the placebo") {
  const SweepPlan plan = plan_of(study_of(three + "design: {kind: one_at_a_time, levels: 2}\n"));
  REQUIRE(plan.points.size() == 1 + 3 + 2 + 2 + 2);
  CHECK(plan.points[0].facts.label == "as it is");
  CHECK(plan.points[0].changes.empty());
  std::set<std::uint64_t> seeds;
  for (std::size_t p = 1; p < plan.points.size(); ++p) {
    const auto& values = plan.points[p].facts.values;
    CHECK(std::ranges::count_if(values, [](const auto& v) { return v.has_value(); }) == 1);
    if (values[3])
      seeds.insert(plan.points[p].facts.seed);
    else
      CHECK(plan.points[p].facts.seed == 1);
  }
  CHECK(seeds.size() == 2);
  CHECK_FALSE(seeds.contains(1));
}

TEST_CASE("random designs: values in equal shares, seeds common within a position of the placebo, or independent") {
  const SweepPlan plan = plan_of(study_of(three + "design: {kind: saltelli, blocks: 6}\n"));
  REQUIRE(plan.points.size() == 6 * 6);
  for (std::size_t block = 0; block < plan.points.size(); block += 6) {
    const std::uint64_t a = plan.points[block].facts.seed;
    for (const std::size_t moved : {2, 3, 4}) CHECK(plan.points[block + moved].facts.seed == a);
    CHECK(plan.points[block + 1].facts.seed != a);
    CHECK(plan.points[block + 5].facts.seed == plan.points[block + 1].facts.seed);
    CHECK(plan.points[block + 5].changes.size() == plan.points[block].changes.size());
    CHECK(change(plan.points[block + 5], "a.curvature") == change(plan.points[block], "a.curvature"));
  }
  const SweepPlan cube = plan_of(study_of(three + "design: {kind: latin_hypercube, points: 30}\nplacebo: false\n"));
  int facilitation = 0;
  for (const SweepPoint& point : cube.points) facilitation += change(point, "mediator.style") == "facilitation";
  CHECK(facilitation == 10);
  const SweepPlan apart = plan_of(study_of(three + "design: {kind: sobol, points: 16}\nrandom_numbers: independent\n"));
  std::set<std::uint64_t> seeds;
  for (const SweepPoint& point : apart.points) seeds.insert(point.facts.seed);
  CHECK(seeds.size() == 16);
}

TEST_CASE("a list sets what it names, in an order that spreads over it") {
  const SweepPlan plan = plan_of(
      study_of(three + "design: {kind: list, points: [{style: facilitation}, {bend: 1.25}, {skill: 0.4}, {}]}\n"));
  REQUIRE(plan.points.size() == 4);
  CHECK(plan.points[0].facts.label == "style = facilitation");
  CHECK(plan.points[1].pins.at("mediator.skill") == 0.4);
  CHECK(change(plan.points[2], "b.curvature") == "1.25");
  CHECK(plan.points[2].facts.values[1]->position == 0.25);
  CHECK(plan.points[3].facts.label == "as it is");
}

TEST_CASE("estimates at a point: pairs count, halves are independent of one another") {
  PointEstimator share(OutcomeKind::share), mean(OutcomeKind::mean);
  for (std::uint64_t run = 0; run < 4000; ++run) {
    const bool yes = run / 2 % 4 == 0;  // partners agree: the effective size is half
    share.add(run, yes);
    mean.add(run, yes);
  }
  const PointEstimate a = share.estimate(), b = mean.estimate();
  CHECK(a.mean == 0.25);
  CHECK(a.standard_error == doctest::Approx(std::sqrt(0.1875 / 2000)));
  CHECK(b.standard_error == doctest::Approx(std::sqrt(0.1875 / 2000)).epsilon(0.001));
  CHECK(a.low < 0.25);
  CHECK(b.high - b.mean == doctest::Approx(1.96 * b.standard_error).epsilon(0.001));
  CHECK(a.first_half == 0.5);  // pairs 0, 2, 4, … of which every second says yes
  CHECK(a.second_half == 0);
  CHECK(std::isnan(PointEstimator(OutcomeKind::mean).estimate().mean));
  CHECK(std::isnan(
      within_range(PointEstimator(OutcomeKind::mean).estimate(), {"rounds", "", "", OutcomeKind::mean}).low));
  CHECK_THROWS_AS(PointEstimator(OutcomeKind::mean, std::vector<double>{1, 2}), std::invalid_argument);
}

TEST_CASE("an estimate that goes on from its sums is the same to the bit, failed runs and all") {
  const auto value = [](std::uint64_t run) { return std::sqrt(static_cast<double>(scatter(run) >> 40)) / 3; };
  for (const OutcomeKind kind : {OutcomeKind::share, OutcomeKind::mean}) {
    PointEstimator whole(kind);
    auto parts = std::make_unique<PointEstimator>(kind);
    for (std::uint64_t run = 0; run < 3000; ++run) {
      if (run % 512 == 0) parts = std::make_unique<PointEstimator>(kind, parts->sums());
      if (run % 7 == 3) continue;  // failed
      const double y = kind == OutcomeKind::share ? std::floor(value(run)) / 1000 : value(run);
      whole.add(run, y);
      parts->add(run, y);
    }
    const PointEstimate a = whole.estimate(), b = parts->estimate();
    CHECK(a.mean == b.mean);
    CHECK(a.standard_error == b.standard_error);
    CHECK(a.low == b.low);
    CHECK(a.high == b.high);
    CHECK(a.first_half == b.first_half);
    CHECK(a.second_half == b.second_half);
    CHECK(whole.sums() == parts->sums());
  }
}

TEST_CASE("Ishigami as a probability from runs: indices in closed form, the placebo at zero, noise told apart") {
  SplitMix random(71);
  const StoredSweep sweep = played("saltelli", saltelli_design(2048, 4, 3), ishigami_share, 100, random);
  const auto results = sensitivity_of(sweep, "f");
  REQUIRE(results.size() == 1);
  const double first[] = {0.3139, 0.4424, 0, 0}, total[] = {0.5576, 0.4424, 0.2437, 0};
  for (std::size_t i = 0; i < 4; ++i) {
    CAPTURE(i);
    const FactorSensitivity& factor = results[0].factors[i];
    MESSAGE(factor.first.value, " ", factor.total.value, " ± ", factor.total.interval.half_width());
    CHECK(std::abs(factor.first.value - first[i]) < 2 * factor.first.interval.half_width());
    CHECK(std::abs(factor.total.value - total[i]) < 2 * factor.total.interval.half_width());
    CHECK(factor.total.interval.half_width() < 0.1);
    CHECK(factor.above_noise == (i < 3));
  }
  CHECK(results[0].spread == doctest::Approx(std::sqrt(13.8446) / 45).epsilon(0.06));
  CHECK(results[0].noise == doctest::Approx(std::sqrt(0.25 / 200)).epsilon(0.05));
  const std::string text = sensitivity_text(results);
  CHECK(text.find("x2  ") < text.find("x3  "));  // the placebo stands last
  CHECK(text.find("x3  ") < text.find("First order: the share"));
}

TEST_CASE("the interval of a mean stays within what the outcome can be") {
  PointEstimator estimator(OutcomeKind::mean);
  for (std::uint64_t run = 0; run < 8; ++run) estimator.add(run, run == 2 ? 3 : 0);
  const PointEstimate free = estimator.estimate();
  CHECK(free.low < 0);
  CHECK(free.high > 1);
  const auto in = [&](const char* id) { return within_range(free, {id, "", "", OutcomeKind::mean}); };
  CHECK(in("rounds").low == 0);
  CHECK(in("incidents").high == free.high);
  CHECK(in("trust_a").high == 1);
  CHECK(in("tension").low == 0);
  CHECK(in("escalation").low == free.low);
  CHECK(in("value_a").low == free.low);
}

TEST_CASE("a study stopped early counts with its whole blocks; too few points are refused with what is needed") {
  SplitMix random(73);
  StoredSweep sweep = played("saltelli", saltelli_design(64, 4, 3), ishigami_share, 0, random);
  sweep.results.resize(6 * 20 + 5);
  CHECK(sensitivity_of(sweep, "f")[0].points == 120);
  sweep.results.resize(23);
  CHECK_THROWS_WITH_AS((void)sensitivity_of(sweep, "f"),
                       "f: 23 points of design saltelli tell nothing of sensitivity (4 whole blocks, 24 points)",
                       BadInput);
}

TEST_CASE("what the points taken together do not tell from noise has no indices") {
  SplitMix random(101);
  int told = 0;
  for (int t = 0; t < 60; ++t) {
    const auto slight = [&](std::span<const double> x) { return 0.5 + 0.05 * (t % 3) * x[0]; };
    const bool saltelli = t % 2 == 0;
    const StoredSweep sweep =
        played(saltelli ? "saltelli" : "sobol",
               saltelli ? saltelli_design(16, 4, 3) : sobol_sequence(64, 4, Scrambling::Owen, 5), slight, 100, random);
    const OutcomeSensitivity result = sensitivity_of(sweep, "f")[0];
    if (!(spread_of(sweep, 0)->between > 0)) CHECK_FALSE(result.told);
    for (const FactorSensitivity& factor : result.factors) {
      CHECK(std::isnan(factor.first.value) == !result.told);
      if (!result.told) CHECK_FALSE(factor.above_noise);
    }
    told += result.told;
  }
  CHECK(told > 5);
  CHECK(told < 55);
}

TEST_CASE("Morris from runs: factors of a linear share stand out by their slopes, inert ones do not") {
  SplitMix random(79);
  const auto linear = [](std::span<const double> x) { return 0.2 + 0.4 * x[0] - 0.2 * x[1]; };
  const StoredSweep sweep = played("morris", morris_trajectories(40, 4, 5), linear, 2000, random);
  const auto results = sensitivity_of(sweep, "f");
  const auto& factors = results[0].factors;
  CHECK(factors[0].effect.mu == doctest::Approx(0.4).epsilon(0.05));
  CHECK(factors[1].effect.mu == doctest::Approx(-0.2).epsilon(0.05));
  CHECK(factors[1].effect.mu_star == doctest::Approx(0.2).epsilon(0.05));
  CHECK(factors[0].effect.sigma < 0.05);
  CHECK(factors[0].above_noise);
  CHECK(factors[1].above_noise);
  CHECK_FALSE(factors[2].above_noise);
}

TEST_CASE("one at a time: lowest and highest with where they stand, less the scenario as it is") {
  SplitMix random(83);
  const std::vector<double> base(3, -1.0);
  const std::vector<int> levels(3, 3);
  const auto bent = [](std::span<const double> x) {
    const double a = x[0] < 0 ? 0.5 : x[0];
    return 0.3 + 0.2 * (a - 0.5) * (a - 0.5) + (x[1] < 0 ? 0 : 0.3 * (x[1] - 0.5));
  };
  const StoredSweep sweep = played("one_at_a_time", one_at_a_time(base, levels), bent, 0, random);
  const auto factors = sensitivity_of(sweep, "f")[0].factors;
  CHECK(factors[0].lowest == 0);
  CHECK(factors[0].highest == doctest::Approx(0.05));
  CHECK(factors[1].lowest == doctest::Approx(-0.15));
  CHECK(factors[1].highest == doctest::Approx(0.15));
  CHECK(factors[1].highest_at == "1.000000");
  CHECK(factors[2].highest == 0);
}

TEST_CASE("one at a time: of few runs a change from no hit to one is within the noise, though no run varied before") {
  SplitMix random(83);
  const std::vector<double> base(2, -1.0);
  const std::vector<int> levels(2, 2);
  StoredSweep sweep = played(
      "one_at_a_time", one_at_a_time(base, levels), [](auto) { return 0.5; }, 0, random);
  const auto set = [&](std::uint64_t hits_at_last) {
    for (std::size_t p = 0; p < sweep.results.size(); ++p) {
      PointEstimator estimator(OutcomeKind::share);
      for (std::uint64_t run = 0; run < 32; ++run)
        estimator.add(run, sweep.facts.points[p].values[0] && run % 2 == 0 && run / 2 < hits_at_last ? 1 : 0);
      sweep.results[p].estimates[0] = estimator.estimate();
    }
    return sensitivity_of(sweep, "f")[0].factors[0];
  };
  CHECK_FALSE(set(1).above_noise);
  CHECK(set(1).reach > 0.1);
  CHECK(set(0).reach > 0.1);
  CHECK_FALSE(set(0).above_noise);
  CHECK(set(16).above_noise);
}

TEST_CASE("given data from a Sobol' sequence: a linear share in closed form, free of luck") {
  SplitMix random(89);
  const auto linear = [](std::span<const double> x) { return 0.3 + 0.4 * x[0] + 0.2 * x[1]; };  // 4 to 1
  const StoredSweep sweep = played("sobol", sobol_sequence(2048, 4, Scrambling::Owen, 5), linear, 50, random);
  const OutcomeSensitivity result = sensitivity_of(sweep, "f")[0];
  REQUIRE(result.factors.size() == 4);
  CHECK(result.factors[0].first.value == doctest::Approx(0.8).epsilon(0.06));
  CHECK(result.factors[1].first.value == doctest::Approx(0.2).epsilon(0.25));
  CHECK(std::abs(result.factors[2].first.value) < 0.03);
  CHECK(std::abs(result.factors[3].first.value) < 0.03);
  CHECK(result.spread == doctest::Approx(std::sqrt((0.16 + 0.04) / 12)).epsilon(0.06));
}

TEST_CASE("a factor of words has no direction: the outcome is told at each") {
  SplitMix random(89);
  const auto third = [](double x) { return x < 1.0 / 3 ? 0 : x < 2.0 / 3 ? 1 : 2; };
  const auto share = [&](std::span<const double> x) { return 0.2 + 0.3 * third(x[0]); };
  StoredSweep sweep = played("sobol", sobol_sequence(512, 2, Scrambling::Owen, 5), share, 0, random);
  const std::array words{"shuttle", "tit_for_tat", "manipulation"};
  for (PointFacts& point : sweep.facts.points)
    point.values[0] = FactorValue{point.values[0]->position, std::nullopt,
                                  words[static_cast<std::size_t>(third(point.values[0]->position))]};
  const std::vector<OutcomeSensitivity> results = sensitivity_of(sweep, "f");
  const FactorSensitivity& factor = results[0].factors[0];
  REQUIRE(factor.levels.size() == 3);
  CHECK(factor.levels[1].words == "tit for tat");
  CHECK(factor.levels[1].mean == doctest::Approx(0.5));
  CHECK(factor.above_noise);
  CHECK_FALSE(direction_of(results[0], factor));
  CHECK(sensitivity_text(results, 200).find("shuttle 20.0, tit for tat 50.0, manipulation 80.0") != std::string::npos);
  const auto json = sensitivity_json(results)[0]["factors"][0];
  CHECK(json["values"][2]["mean"] == doctest::Approx(0.8));
  CHECK(json["monotone"].is_null());
  CHECK_FALSE(json.contains("thirds"));
}

TEST_CASE("a comparison: differences, transitions, and flips of the most frequent kinds first") {
  ComparedRuns runs;
  runs.before.resize(1), runs.after.resize(1);
  const auto add = [&](int before, int after) {
    runs.runs.push_back(runs.runs.size());
    runs.class_before.push_back(before), runs.class_after.push_back(after);
    runs.before[0].push_back(before == 0), runs.after[0].push_back(after == 0);
  };
  for (int i = 0; i < 60; ++i) add(2, 2);
  for (int i = 0; i < 6; ++i) add(5, 4);
  for (int i = 0; i < 24; ++i) add(2, 0);
  for (int i = 0; i < 10; ++i) add(0, 0);
  const ComparisonResult result =
      compare_runs({{"comprehensive_agreement", "comprehensive agreement", "", OutcomeKind::share}}, runs, 2, 3);
  CHECK(result.points[0].estimates[0].mean == doctest::Approx(0.1));
  CHECK(result.points[1].estimates[0].mean == doctest::Approx(0.34));
  CHECK(result.points[1].failed == 2);
  CHECK(result.facts.differences[0].difference == doctest::Approx(0.24));
  CHECK(result.facts.differences[0].into == 24);
  CHECK(result.facts.differences[0].out_of == 0);
  CHECK(result.facts.differences[0].variance_reduction > 1);
  CHECK(result.facts.transitions[2][0] == 24);
  CHECK(result.facts.transitions[5][4] == 6);
  REQUIRE(result.facts.flips.size() == 3);
  CHECK(result.facts.flips[0].run == 66);  // 2 to 0
  CHECK(result.facts.flips[1].run == 60);  // 5 to 4
  CHECK(result.facts.flips[2].run == 67);
}

TEST_CASE("tables align by characters, and control characters do no harm") {
  TextTable table(1);
  table.add({"é", "1"});
  table.add({"ab\x1b", "23"});
  CHECK(table.text(0) == "é     1\nab   23\n");
  TextTable notes(1, LastColumn::words);
  notes.add({"a", "1", "first"});
  notes.add({"b", "22", "2nd"});
  CHECK(notes.text(0) == "a   1  first\nb  22  2nd\n");
  CHECK(small_bar(0.5, 3) == "█▌");
  CHECK(small_bar(-1, 3).empty());
}

TEST_CASE("what is set is what is written: no floating noise in labels, values and pins") {
  const SweepPlan plan =
      plan_of(study_of("factors: {cost: {path: a.war.cost, prior: {uniform: [0.05, 0.5]}}, skill: "
                       "{path: mediator.skill, range: [0.1, 0.7]}}\ndesign: {kind: grid, levels: 3}\n"));
  REQUIRE(plan.points.size() == 9);
  std::set<std::string> costs, skills;
  for (const SweepPoint& point : plan.points) {
    costs.insert(change(point, "a.war.cost"));
    skills.insert(point.facts.values[1]->text);
    CHECK(*point.facts.values[1]->number == std::stod(point.facts.values[1]->text));
  }
  CHECK(costs == std::set<std::string>{"0.0725", "0.275", "0.4775"});
  CHECK(skills == std::set<std::string>{"0.1", "0.4", "0.7"});
  CHECK(FactorValue{0, 0.123456789012, "0.123456789012"}.words() == "0.1235");
  CHECK(FactorValue{0, 0.0725, "0.0725"}.words() == "0.0725");
  CHECK(FactorValue{0, std::nullopt, "tit_for_tat"}.words() == "tit for tat");
  CHECK(FactorValue{0, std::nullopt, R"({"triangular": [0.05, 0.2, 0.4]})"}.words() == "triangular 0.05, 0.2, 0.4");
}

TEST_CASE("factors of one title are told apart, a placebo by that name too; where 0 sets nothing it is said") {
  const SweepPlan plan =
      plan_of(study_of("factors:\n"
                       "  x: {title: cost of war, path: a.war.cost, range: [0.1, 0.3]}\n"
                       "  y: {title: cost of war, path: b.war.cost, range: [0.1, 0.3]}\n"
                       "  z: {title: placebo (noise floor), path: mediator.skill, range: [0.1, 0.3]}\n"
                       "design: {kind: morris, trajectories: 4}\n"));
  REQUIRE(plan.factors.size() == 4);
  CHECK(plan.factors[0].title == "cost of war (a.war.cost)");
  CHECK(plan.factors[1].title == "cost of war (b.war.cost)");
  CHECK(plan.factors[2].title == "placebo (noise floor) (z)");
  CHECK(plan.factors[3].title == "placebo (noise floor) (placebo)");
  CHECK(plan.points[0].facts.label.find("cost of war (a.war.cost) = ") == 0);
}

TEST_CASE("a sweep is headed by its spread beyond chance, not by the least and largest of noisy estimates") {
  SplitMix random(97);
  const auto flat = [](std::span<const double>) { return 0.3; };
  const StoredSweep noise = played("latin_hypercube", latin_hypercube(40, 2, 3), flat, 20, random);
  const auto of_noise = spread_of(noise, 0);
  REQUIRE(of_noise);
  CHECK(of_noise->highest - of_noise->lowest < 0.1);  // the raw estimates lie some .3 apart
  const auto slope = [](std::span<const double> x) { return 0.2 + 0.4 * x[0]; };
  const auto of_slope = spread_of(played("latin_hypercube", latin_hypercube(400, 2, 3), slope, 200, random), 0);
  CHECK(of_slope->between == doctest::Approx(0.4 / std::sqrt(12)).epsilon(0.05));
  CHECK(of_slope->mean == doctest::Approx(0.4).epsilon(0.02));
  CHECK(points_text(noise).find("any agreement: 3") != std::string::npos);
}

TEST_CASE("points of a sweep in which nothing acts are told to differ once in twenty times, in text and JSON") {
  SplitMix random(103);
  for (const double chance : {0.03, 0.6}) {
    CAPTURE(chance);
    const auto flat = [&](std::span<const double>) { return chance; };
    int told = 0;
    constexpr int studies = 400;
    for (int study = 0; study < studies; ++study) {
      const StoredSweep noise = played("latin_hypercube", latin_hypercube(40, 3, 3), flat, 32, random);
      const auto spread = spread_of(noise, 0);
      REQUIRE(spread);
      told += spread->between > 0;
      CHECK((spread->between > 0) == (points_text(noise).find("beyond the noise") != std::string::npos));
      const auto json = points_json(noise)["outcomes"]["agreement"];
      if (spread->between == 0) CHECK(json["lowest_and_highest_shrunken"][0] == json["lowest_and_highest_shrunken"][1]);
    }
    CHECK(told < 0.05 * studies + 3 * std::sqrt(0.05 * 0.95 * studies));
  }
}

TEST_CASE("points that set the placebo alone are no differences of a sweep") {
  SplitMix random(107);
  Points cube(2);
  for (const auto& row : {std::array{-1.0, -1.0}, std::array{0.0, -1.0}, std::array{1.0, -1.0}, std::array{-1.0, 1.0}})
    cube.add(row);
  const auto of_placebo = [](std::span<const double> x) { return x[1] > 0 ? 0.9 : 0.5; };
  const auto spread = spread_of(played("one_at_a_time", cube, of_placebo, 4000, random), 0);
  REQUIRE(spread);
  CHECK(spread->mean == doctest::Approx(0.5).epsilon(0.05));
  CHECK(spread->highest < 0.6);
}

TEST_CASE("an outcome that does not vary has no index, in text and JSON, and nothing that is no number") {
  SplitMix random(101);
  const auto never = [](std::span<const double>) { return 0.0; };
  for (const char* design : {"saltelli", "latin_hypercube", "sobol", "grid"}) {
    CAPTURE(design);
    const Points cube = std::string(design) == "saltelli" ? saltelli_design(16, 3, 1)
                        : std::string(design) == "grid"   ? full_grid(std::array{4, 4, 4})
                        : std::string(design) == "sobol"  ? sobol_sequence(64, 3, Scrambling::Owen, 1)
                                                          : latin_hypercube(64, 3, 1);
    const auto results = sensitivity_of(played(design, cube, never, 20, random), "f");
    CHECK_FALSE(results[0].told);
    const std::string text = sensitivity_text(results);
    CHECK(text.find("any agreement: 0.0 % on average over ") == 0);
    CHECK(text.find("; what drives it cannot be told from the noise of its runs\n") != std::string::npos);
    const auto json = sensitivity_json(results);
    CHECK(json[0]["told"] == false);
    CHECK(json[0]["factors"][0]["first"]["value"].is_null());
    for (const std::string& all : {text, json.dump()})
      for (const char* nothing : {"nan", "inf", "e+"}) CHECK(all.find(nothing) == std::string::npos);
  }
}

TEST_CASE("indices come with the direction in which a factor drives the outcome") {
  SplitMix random(103);
  const auto falling = [](std::span<const double> x) { return 0.8 - 0.5 * x[0]; };
  for (const char* design : {"saltelli", "sobol"}) {
    const bool saltelli = std::string(design) == "saltelli";
    const Points cube = saltelli ? saltelli_design(256, 3, 1) : sobol_sequence(512, 3, Scrambling::Owen, 1);
    const auto results = sensitivity_of(played(design, cube, falling, 100, random), "f");
    CHECK(direction_of(results[0], results[0].factors[0]) == Trend::falls);
    CHECK_FALSE(results[0].factors[1].above_noise);
    for (const std::size_t inert : {1, 2}) CHECK_FALSE(direction_of(results[0], results[0].factors[inert]).has_value());
    CHECK_FALSE(sensitivity_json(results)[0]["factors"][1]["monotone"].is_string());
    CHECK(sensitivity_text(results).find(", rises") == std::string::npos);
    CHECK(sensitivity_json(results)[0]["factors"][0]["monotone"] == "falls");
    CHECK(sensitivity_text(results).find(", falls") != std::string::npos);
  }
}

TEST_CASE("a share at a point carries its range over the judgements where it can be told from luck") {
  PointEstimator decided(OutcomeKind::share), lucky(OutcomeKind::share);
  SplitMix random(107);
  for (std::uint64_t run = 0; run < 4000; ++run) {
    decided.add(run, run / 2 % 4 == 0);
    lucky.add(run, random.uniform() < 0.25);
  }
  CHECK(decided.estimate().prior_low < 0.01);
  CHECK(decided.estimate().prior_high > 0.99);
  CHECK(std::isnan(lucky.estimate().prior_low));
}
