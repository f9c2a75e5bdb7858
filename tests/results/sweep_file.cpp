#include "sim/results/file/sweep_file.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "sim/core/errors.hpp"
#include "sim/results/file/seal.hpp"
#include "sim/results/file/study_file.hpp"

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
  facts.start_date = "2026-01-01";
  facts.horizon = 90;
  facts.design = "list";
  facts.random_numbers = "common";
  facts.runs_per_point = 8;
  facts.factors = {{"style", "mediation style", "values", {"mediator.style"}, "", {"facilitation", "manipulation"}},
                   {"trust", "trust", "range", {"a.trust.b", "b.trust.a"}, "probability", {}, 0.1, 0.5, 0.1}};
  facts.outcomes = {{"agreement", "any agreement", "", OutcomeKind::share},
                    {"tension", "tension", "0 to 1", OutcomeKind::mean}};
  facts.points = {{"first", 7, {FactorValue{0, std::nullopt, "facilitation"}, FactorValue{0.5, 0.3, "0.3"}}},
                  {"second", 8, {FactorValue{1, std::nullopt, "manipulation"}, std::nullopt}}};
  return facts;
}

const PointResult result{
    8, 1, {{0.25, 0.1, 0.1, 0.5, 0.2, 0.3, 0.05, 0.6}, {0.4, 0.01, 0.38, 0.42, 0.41, std::nan("")}}};

/// Both points played, with a change of the file afterwards; what reading it says, without the file.
std::string after(const char* change, StudyKind kind = StudyKind::sweep) {
  TemporaryFile file;
  {
    SweepFacts facts = two_points(kind);
    facts.points[1].values[1] = FactorValue{1, 0.5, "0.5"};
    facts.design = "grid";
    SweepWriter writer(file.path, facts, Begin::afresh);
    writer.begin({"sweep", "{}", 1, 16});
    ComparisonFacts comparison{{{}, {}}, {}, {}};
    comparison.transitions.assign(outcomes, std::vector<std::uint64_t>(outcomes));
    if (kind == StudyKind::comparison)
      writer.add({result, result}, comparison, 1);
    else
      writer.add(0, {result, result}, 1);
    writer.end("complete");
  }
  Database(file.path, Access::write).execute(change);
  try {
    (void)read_sweep(file.path);
    return "";
  } catch (const BadInput& bad) {
    return std::string(bad.what()).substr(file.path.string().size() + 2);
  }
}

std::string not_written(const std::string& table, const std::string& command = "sweep") {
  return "the table " + table + " is not the one that was written (changed by hand or damaged; `" + command +
         " --overwrite` plays it again)";
}

}  // namespace

TEST_CASE("rows taken out of a sweep are noticed") {
  CHECK(after("DELETE FROM session") == "");
  for (const char* table : {"points", "factors", "outcomes"}) {
    CAPTURE(table);
    const std::string name = sql_name(table), key = std::string(table, std::string(table).size() - 1);
    CHECK_FALSE(after(("DELETE FROM " + name).c_str()).empty());
    CHECK_FALSE(after(("DELETE FROM " + name + " WHERE " + key + " = 0").c_str()).empty());
    CHECK_FALSE(after(("DELETE FROM " + name + " WHERE " + key + " = 1").c_str()).empty());
  }
  CHECK(after("DELETE FROM points WHERE point = 1") == not_written("point_values"));
  CHECK(after("DELETE FROM points WHERE point = 0") == not_written("points"));
  CHECK(after("UPDATE points SET runs = NULL, failed = NULL WHERE point = 0") == not_written("points"));
  CHECK(after("UPDATE points SET runs = NULL, failed = NULL WHERE point = 1") == not_written("point_outcomes"));
  CHECK(after("DELETE FROM factors WHERE factor = 0") == not_written("factors"));
  CHECK(after("DELETE FROM outcomes") == not_written("outcomes"));
  CHECK(after("DELETE FROM outcomes WHERE outcome = 1") == not_written("point_outcomes"));
  CHECK(after("DELETE FROM point_outcomes WHERE point = 1 AND outcome = 1") == not_written("point_outcomes"));
  CHECK(after("DELETE FROM point_values WHERE point = 1 AND factor = 1") == not_written("point_values"));
  CHECK(after("DELETE FROM point_values WHERE point = 1; DELETE FROM point_outcomes WHERE point = 1; DELETE FROM "
              "points WHERE point = 1") == not_written("points"));
  CHECK(after("UPDATE study SET value = 'x' WHERE key = 'seed'") ==
        "seed in table study is not a number (changed by hand or damaged; `sweep --overwrite` plays it again)");
  CHECK(after("UPDATE factors SET levels = '['") ==
        "a list in table factors cannot be read (changed by hand or damaged; `sweep --overwrite` plays it again)");
}

TEST_CASE("numbers of a sweep that were changed are noticed") {
  CHECK(after("UPDATE point_outcomes SET mean = 0.9 WHERE point = 1 AND outcome = 0") == not_written("point_outcomes"));
  CHECK(after("UPDATE point_values SET number = 0.4 WHERE point = 1 AND factor = 1") == not_written("point_values"));
  CHECK(after("UPDATE factors SET title = 'mine'") == not_written("factors"));
  CHECK(after("UPDATE study SET value = 'mine' WHERE key = 'title'") == not_written("study"));
  CHECK(after("DELETE FROM study WHERE key = 'seal'") ==
        "the seal in table study is missing (changed by hand or damaged; `sweep --overwrite` plays it again)");
  CHECK(after("UPDATE transitions SET runs = 3 WHERE from_class = to_class", StudyKind::comparison) ==
        not_written("transitions", "compare"));
}

TEST_CASE("rows taken out of a comparison are noticed") {
  const auto of = [](const char* change) { return after(change, StudyKind::comparison); };
  CHECK(of("DELETE FROM flips") == "");
  CHECK(of("DELETE FROM differences") == not_written("differences", "compare"));
  CHECK(of("DELETE FROM differences WHERE outcome = 0") == not_written("differences", "compare"));
  CHECK(of("DELETE FROM differences WHERE outcome = 1") == not_written("differences", "compare"));
  CHECK(of("DELETE FROM transitions WHERE from_class = 'regional_war'") == not_written("transitions", "compare"));
  CHECK(of("UPDATE transitions SET from_class = 'peace' WHERE from_class = 'regional_war' AND to_class = "
           "'regional_war'") == not_written("transitions", "compare"));
}

TEST_CASE("only a study, or nothing, may be overwritten") {
  TemporaryFile file;
  std::ofstream(file.path) << "";
  CHECK(may_be_overwritten(file.path.string()));
  std::ofstream(file.path) << "scenario: base.yaml";
  CHECK_FALSE(may_be_overwritten(file.path.string()));
  std::filesystem::remove(file.path);
  Database(file.path, Access::create).execute("CREATE TABLE ours (x)");
  CHECK_FALSE(may_be_overwritten(file.path.string()));
  std::filesystem::remove(file.path);
  {
    SweepWriter writer(file.path, two_points(StudyKind::sweep), Begin::afresh);
    CHECK(may_be_overwritten(file.path.string()));  // its header is still in the log
    writer.begin({"sweep", "{}", 1, 16});
    writer.end("complete");
  }
  CHECK(may_be_overwritten(file.path.string()));
  std::filesystem::resize_file(file.path, 4096);
  CHECK(may_be_overwritten(file.path.string()));
}

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
  CHECK(sweep.results[1].estimates[0].prior_high == 0.6);
  CHECK(std::isnan(sweep.results[1].estimates[1].prior_high));
  CHECK(sweep.facts.factors[1].none_at == 0.1);
  CHECK_FALSE(sweep.facts.factors[0].none_at.has_value());
  CHECK_FALSE(sweep.comparison.has_value());
  CHECK_THROWS_AS((void)read_study(file.path), BadInput);
}

TEST_CASE(
    "all outcomes are kept, those that the study names are read first; what is set stands there as number and label") {
  TemporaryFile file;
  SweepFacts facts = two_points(StudyKind::sweep);
  facts.told = {1};
  PointResult with_sums = result;
  with_sums.sums = {{1, 2, 0.1}, {1.0 / 3, 1e300, 0}};
  {
    SweepWriter writer(file.path, facts, Begin::afresh);
    writer.begin({"sweep", "{}", 1, 16});
    writer.add(0, {with_sums, result}, 1);
    writer.end("complete");
  }
  const StoredSweep told = read_sweep(file.path);
  REQUIRE(told.facts.outcomes.size() == 1);
  CHECK(told.facts.outcomes[0].id == "tension");
  CHECK(told.results[1].estimates[0].mean == 0.4);
  StoredSweep all = read_sweep(file.path, Outcomes::all);
  CHECK(all.facts.outcomes == facts.outcomes);
  CHECK(all.results[1].estimates[0].mean == 0.25);
  keep_outcomes(all, {"tension", "agreement"});
  CHECK(all.facts.outcomes[0].id == "tension");
  CHECK(all.results[1].estimates[1].mean == 0.25);
  const Database database(file.path, Access::read);
  CHECK(read_sums(database, 0) == with_sums.sums);
  CHECK(database.text("SELECT group_concat(level || ' ' || label, ', ') FROM point_values WHERE factor = 0") ==
        "0 facilitation, 1 manipulation");
  CHECK(database.text("SELECT number || ' ' || label FROM point_values WHERE factor = 1") == "0.3 0.3");
  CHECK(database.text("SELECT level IS NULL FROM point_values WHERE factor = 1") == "1");
}

TEST_CASE("a sweep that was killed is sealed as far as it came") {
  TemporaryFile file;
  const auto message = [&] {
    try {
      (void)read_sweep(file.path);
    } catch (const BadInput& bad) {
      return std::string(bad.what()).substr(file.path.string().size() + 2);
    }
    return std::string();
  };
  {
    SweepWriter writer(file.path, two_points(StudyKind::sweep), Begin::afresh);
    CHECK(message().empty());
    writer.begin({"sweep", "{}", 1, 16});
    CHECK(message().empty());
    writer.add(0, {result}, 1);
  }
  CHECK(message().empty());
  Database(file.path, Access::write).execute("UPDATE point_outcomes SET mean = 0.9 WHERE outcome = 0");
  CHECK(message() == not_written("point_outcomes"));
}

TEST_CASE("numbers that no sweep holds are refused, whatever the seal says") {
  const auto resealed = [](const char* change) {
    TemporaryFile file;
    {
      SweepWriter writer(file.path, two_points(StudyKind::sweep), Begin::afresh);
      writer.begin({"sweep", "{}", 1, 16});
      writer.add(0, {result, result}, 1);
      writer.end("complete");
      Database database(file.path, Access::write);
      database.execute(change);
      seal(database);
    }
    try {
      (void)read_sweep(file.path);
    } catch (const BadInput& bad) {
      const std::string text = bad.what();
      return text.substr(file.path.string().size() + 2, text.find(" (") - file.path.string().size() - 2);
    }
    return std::string();
  };
  CHECK(resealed("SELECT 1").empty());
  CHECK(resealed("UPDATE study SET value = '2000000000' WHERE key = 'horizon_days'") ==
        "horizon_days in table study is out of range");
  CHECK(resealed("UPDATE points SET runs = -1") == "a value in column runs is none that a study holds");
  CHECK(resealed("UPDATE points SET runs = 'many'") == "a value in column runs is none that a study holds");
  CHECK(resealed("UPDATE factors SET low = 9e999") == "a value in column low is none that a study holds");
  CHECK(resealed("UPDATE point_outcomes SET mean = 'x'") == "a value in column mean is none that a study holds");
  CHECK(resealed("UPDATE point_values SET position = 7") == "the table point_values is not the one that was written");
  CHECK(resealed("UPDATE point_values SET label = x'00'") == "a value in column label is none that a study holds");
  CHECK(resealed("UPDATE outcomes SET kind = 'sum'") == "the table outcomes is not the one that was written");
  CHECK(resealed("UPDATE outcomes SET told = -1") == "a value in column told is none that a study holds");
}

TEST_CASE("a comparison that was stopped is replaced by the whole one, with the runs that it tells") {
  TemporaryFile file;
  ComparisonFacts facts;
  facts.differences = {{0.1, 0.02, 0.06, 0.14, 9, 1, 4.5}, {NAN, NAN, NAN, NAN, 0, 0, INFINITY}};
  facts.transitions.assign(outcomes, std::vector<std::uint64_t>(outcomes));
  facts.flips = {{17, Outcome::talks_continue, Outcome::regional_war, 40}};
  SweepFacts half = two_points(StudyKind::comparison);
  half.runs_per_point = 4;
  {
    SweepWriter writer(file.path, half, Begin::afresh);
    writer.begin({"compare", "{}", 1, 8});
    writer.add({result, result}, facts, 1);
    writer.end("interrupted");
  }
  CHECK(read_sweep(file.path).comparison.has_value());
  CHECK(std::isnan(read_sweep(file.path).comparison->differences[1].difference));
  facts.flips = {{3, Outcome::regional_war, Outcome::talks_continue, 7}};
  {
    SweepWriter writer(file.path, two_points(StudyKind::comparison), Begin::go_on);
    writer.begin({"compare", "{}", 1, 16});
    writer.add({result, result}, facts, 1);
  }  // killed before its end
  const StoredSweep sweep = read_sweep(file.path);
  REQUIRE(sweep.comparison.has_value());
  REQUIRE(sweep.comparison->flips.size() == 1);
  CHECK(sweep.comparison->flips[0].run == 3);
  CHECK(sweep.facts.runs_per_point == 8);
}

TEST_CASE("points that get more runs are replaced, and the session counts what was played") {
  TemporaryFile file;
  SweepFacts facts = two_points(StudyKind::sweep);
  PointResult more = result;
  more.runs = 20;
  {
    SweepWriter writer(file.path, facts, Begin::afresh);
    writer.begin({"sweep", "{}", 1, 16});
    writer.add(0, {result, result}, 1);
    writer.end("complete");
  }
  facts.runs_per_point = 21;
  facts.told = {1, 0};
  {
    SweepWriter writer(file.path, facts, Begin::go_on);
    writer.begin({"sweep", "{}", 1, 42});
    writer.add(0, {more}, 1);
    writer.end("interrupted");
  }
  const StoredSweep half = read_sweep(file.path);
  CHECK(half.facts.runs_per_point == 21);
  CHECK(half.facts.outcomes[0].id == "tension");
  CHECK(half.results[0].runs == 20);
  CHECK(half.results[1].runs == 8);
  CHECK(Database(file.path, Access::read).integer("SELECT runs FROM session WHERE session = 1") == 12);
}

TEST_CASE("a comparison keeps differences, transitions and flips") {
  TemporaryFile file;
  SweepWriter writer(file.path, two_points(StudyKind::comparison), Begin::afresh);
  writer.begin({"compare", "{}", 1, 16});
  ComparisonFacts facts;
  facts.differences = {{0.1, 0.02, 0.06, 0.14, 9, 1, 4.5}, {0, 0, 0, 0, 0, 0, INFINITY}};
  facts.transitions.assign(outcomes, std::vector<std::uint64_t>(outcomes));
  facts.transitions[2][5] = 3;
  facts.flips = {{17, Outcome::talks_continue, Outcome::regional_war, 40}};
  writer.add({result, result}, facts, 1);
  writer.end("complete");
  const StoredSweep read = read_sweep(file.path);
  CHECK(read.facts.kind == StudyKind::comparison);
  REQUIRE(read.comparison.has_value());
  CHECK(read.comparison->differences[0].into == 9);
  CHECK(read.comparison->differences[0].variance_reduction == 4.5);
  CHECK(std::isinf(read.comparison->differences[1].variance_reduction));
  CHECK(read.comparison->transitions[2][5] == 3);
  CHECK(read.comparison->transitions[5][2] == 0);
  CHECK(read.comparison->flips[0].after == Outcome::regional_war);
  CHECK(read.comparison->flips[0].parted == 40);
}

}  // namespace backchannel
