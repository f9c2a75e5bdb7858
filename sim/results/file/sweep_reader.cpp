// Reads the file of a sweep or a comparison. Whatever no study leaves behind is refused, so that nobody who uses what
// was read has to doubt its indices: rows are numbered without a gap, played points are a prefix of the design, and
// each has an estimate of every outcome.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>

#include "sim/scenario/key_spec.hpp"
#include "sim/core/errors.hpp"
#include "sim/core/id.hpp"
#include "sim/results/file/seal.hpp"
#include "sim/results/file/study_file.hpp"
#include "sim/results/file/sweep_file.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Something that no study file of ours holds; read_sweep says in which file.
struct BrokenSweep {
  std::string what;
};

BrokenSweep not_written(const char* table) {
  return {fmt::format("the table {} is not the one that was written", table)};
}

bool is_empty(const Statement& row, int column) { return std::holds_alternative<std::monostate>(row.cell(column)); }
double or_else(const Statement& row, int column, double absent) {
  return is_empty(row, column) ? absent : row.real(column);
}

std::string value_of(const Database& database, const char* key) {
  return database.text("SELECT value FROM study WHERE key = ?", {Cell(key)});
}

template <class Number>
Number whole_from(const std::string& text, const std::string& name) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) throw BrokenSweep{name + " is not a number"};
  return number;
}

template <class Number>
Number whole_value(const Database& database, const std::string& key) {
  return whole_from<Number>(value_of(database, key.c_str()), key + " in table study");
}

std::vector<std::string> list_of(const std::string& json) {
  return nlohmann::json::parse(json).get<std::vector<std::string>>();
}

/// An index of a row, which must be below `size`.
std::size_t index_in(const Statement& row, int column, std::size_t size, const char* table) {
  const std::int64_t index = row.integer(column);
  if (std::cmp_less(index, 0) || std::cmp_greater_equal(index, size)) throw not_written(table);
  return static_cast<std::size_t>(index);
}

/// The rows of a table must be numbered from 0 on.
void check_number(const Statement& row, std::size_t number, const char* table) {
  if (row.integer(0) != static_cast<std::int64_t>(number)) throw not_written(table);
}

void read_factors(const Database& database, SweepFacts& facts) {
  for (Statement row = database.prepare("SELECT factor, id, title, kind, paths, unit, levels, low, high, none_at FROM "
                                        "factors ORDER BY factor");
       row.step();) {
    check_number(row, facts.factors.size(), "factors");
    facts.factors.push_back({row.text(1), row.text(2), row.text(3), list_of(row.text(4)), row.text(5),
                             list_of(row.text(6)), row.real(7), row.real(8), std::nullopt});
    if (!is_empty(row, 9)) facts.factors.back().none_at = row.real(9);
  }
}

void read_outcomes(const Database& database, SweepFacts& facts) {
  std::map<std::uint64_t, std::size_t> told;  // by place
  for (Statement row = database.prepare("SELECT outcome, id, title, unit, kind, told FROM outcomes ORDER BY outcome");
       row.step();) {
    check_number(row, facts.outcomes.size(), "outcomes");
    if (const auto place = row.count(5); place > 0) told[place] = facts.outcomes.size();
    if (row.text(4) != "share" && row.text(4) != "mean") throw not_written("outcomes");
    facts.outcomes.push_back(
        {row.text(1), row.text(2), row.text(3), row.text(4) == "share" ? OutcomeKind::share : OutcomeKind::mean});
  }
  if (facts.outcomes.empty()) throw not_written("outcomes");
  for (const auto& [place, outcome] : told) facts.told.push_back(outcome);
}

void read_question(const Database& database, SweepFacts& facts) {
  facts.kind = study_kind(database);
  facts.title = value_of(database, "title");
  facts.study_text = value_of(database, "study_text");
  facts.scenario_text = value_of(database, "scenario_text");
  facts.resolved_yaml = value_of(database, "resolved_yaml");
  facts.scenario_hash = value_of(database, "scenario_hash");
  facts.set = value_of(database, "set");
  facts.study_hash = value_of(database, "study_hash");
  facts.seed = whole_value<std::uint64_t>(database, "seed");
  facts.start_date = value_of(database, "start_date");
  facts.horizon = whole_value<int>(database, "horizon_days");
  if (facts.horizon < 1 || facts.horizon > longest_horizon)
    throw BrokenSweep{"horizon_days in table study is out of range"};
  if (!days_from_date(facts.start_date)) throw BrokenSweep{"start_date in table study is no date"};
  facts.design = value_of(database, "design");
  facts.random_numbers = value_of(database, "random_numbers");
  facts.runs_per_point = whole_value<std::uint64_t>(database, "runs_per_point");
  read_factors(database, facts);
  read_outcomes(database, facts);
}

void read_points(const Database& database, StoredSweep& sweep) {
  for (Statement row = database.prepare("SELECT point, label, seed, runs, failed FROM points ORDER BY point");
       row.step();) {
    check_number(row, sweep.facts.points.size(), "points");
    const bool played = !is_empty(row, 3);
    if (played != !is_empty(row, 4) || (played && sweep.results.size() < sweep.facts.points.size()))
      throw not_written("points");
    sweep.facts.points.push_back({row.text(1), whole_from<std::uint64_t>(row.text(2), "a seed in table points"), {}});
    if (played) sweep.results.push_back({row.count(3), row.count(4), {}, {}});
  }
  for (PointFacts& point_facts : sweep.facts.points) point_facts.values.resize(sweep.facts.factors.size());
}

void read_point_values(const Database& database, SweepFacts& facts) {
  for (Statement row = database.prepare("SELECT point, factor, position, number, label FROM point_values");
       row.step();) {
    FactorValue value{row.real(2), std::nullopt, row.text(4)};
    if (!is_empty(row, 3)) value.number = row.real(3);
    if (value.position < 0 || value.position > 1) throw not_written("point_values");
    PointFacts& point = facts.points[index_in(row, 0, facts.points.size(), "point_values")];
    point.values[index_in(row, 1, facts.factors.size(), "point_values")] = std::move(value);
  }
  if (facts.design == "list" || facts.design == "one_at_a_time") return;  // there a factor may be left as it is
  for (const PointFacts& point : facts.points)
    if (!std::ranges::all_of(point.values, [](const auto& value) { return value.has_value(); }))
      throw not_written("point_values");
}

/// Of the outcomes `wanted`, in their order.
void read_estimates(const Database& database, StoredSweep& sweep, const std::vector<std::size_t>& wanted) {
  std::vector<std::size_t> seen(sweep.results.size());
  for (PointResult& result : sweep.results) result.estimates.resize(wanted.size());
  for (Statement row =
           database.prepare("SELECT outcome, point, mean, standard_error, low, high, first_half, "
                            "second_half, prior_low, prior_high FROM point_outcomes ORDER BY point, outcome");
       row.step();) {
    const std::size_t point = index_in(row, 1, sweep.results.size(), "point_outcomes");
    check_number(row, seen[point]++, "point_outcomes");
    const std::size_t place = find_index(wanted, seen[point] - 1);
    if (place < wanted.size())
      sweep.results[point].estimates[place] = {or_else(row, 2, nan), or_else(row, 3, nan), or_else(row, 4, nan),
                                               or_else(row, 5, nan), or_else(row, 6, nan), or_else(row, 7, nan),
                                               or_else(row, 8, nan), or_else(row, 9, nan)};
  }
  for (const std::size_t outcomes_there : seen)
    if (outcomes_there != sweep.facts.outcomes.size()) throw not_written("point_outcomes");
}

/// Those that are told, in their order, or all.
void narrow(SweepFacts& facts, const std::vector<std::size_t>& wanted) {
  std::vector<OutcomeFacts> outcomes_wanted;
  for (const std::size_t o : wanted) outcomes_wanted.push_back(facts.outcomes[o]);
  facts.outcomes = std::move(outcomes_wanted);
  facts.told.resize(wanted.size());
  std::iota(facts.told.begin(), facts.told.end(), std::size_t{0});
}

/// Every session notes the runs that it wants: as many as all points have.
void check_session(const Database& database, const SweepFacts& facts) {
  const bool begun = database.integer("SELECT count(*) FROM session") > 0;
  const auto planned =
      static_cast<std::uint64_t>(database.integer("SELECT planned_runs FROM session ORDER BY session DESC LIMIT 1"));
  if (facts.points.empty() || (begun && planned != facts.points.size() * facts.runs_per_point))
    throw not_written("points");
}

Outcome class_of(const std::string& name, const char* table) {
  const std::size_t found = find_index(outcome_names, name);
  if (found == outcome_names.size()) throw not_written(table);
  return static_cast<Outcome>(found);
}

void read_transitions(const Database& database, ComparisonFacts& facts) {
  facts.transitions.assign(outcomes, std::vector<std::uint64_t>(outcomes));
  std::size_t rows = 0;
  for (Statement row = database.prepare("SELECT from_class, to_class, runs FROM transitions"); row.step(); ++rows) {
    const Outcome from = class_of(row.text(0), "transitions"), to = class_of(row.text(1), "transitions");
    facts.transitions[index_of(from)][index_of(to)] = row.count(2);
  }
  if (rows != facts.transitions.size() * facts.transitions.size()) throw not_written("transitions");
}

std::optional<ComparisonFacts> read_comparison(const Database& database, const StoredSweep& sweep) {
  if (sweep.facts.kind != StudyKind::comparison || sweep.results.empty()) return std::nullopt;
  ComparisonFacts facts;
  for (Statement row = database.prepare("SELECT outcome, difference, standard_error, low, high, flipped_in, "
                                        "flipped_out, variance_reduction FROM differences ORDER BY outcome");
       row.step();) {
    check_number(row, facts.differences.size(), "differences");
    facts.differences.push_back({or_else(row, 1, nan), or_else(row, 2, nan), or_else(row, 3, nan), or_else(row, 4, nan),
                                 row.count(5), row.count(6), or_else(row, 7, std::numeric_limits<double>::infinity())});
  }
  if (facts.differences.empty() && sweep.ended != "complete") return std::nullopt;  // killed before they were written
  if (facts.differences.size() != sweep.facts.outcomes.size()) throw not_written("differences");
  if (sweep.results.size() != 2) throw not_written("points");
  read_transitions(database, facts);
  for (Statement row = database.prepare("SELECT run, from_class, to_class, parted_day FROM flips ORDER BY run");
       row.step();)
    facts.flips.push_back({row.count(0), class_of(row.text(1), "flips"), class_of(row.text(2), "flips"),
                           row.between(0, sweep.facts.horizon, 3)});
  return facts;
}

void check_seal(const Database& database) {
  if (value_of(database, "seal").empty()) throw BrokenSweep{"the seal in table study is missing"};
  if (const auto table = changed_table(database)) throw not_written(table->c_str());
}

StoredSweep read_stored_sweep(const Database& database, Outcomes which) {
  StoredSweep sweep;
  read_question(database, sweep.facts);
  read_points(database, sweep);
  read_point_values(database, sweep.facts);
  std::vector<std::size_t> wanted = sweep.facts.told;
  if (which == Outcomes::all || wanted.empty()) {
    wanted.resize(sweep.facts.outcomes.size());
    std::iota(wanted.begin(), wanted.end(), std::size_t{0});
  }
  read_estimates(database, sweep, wanted);
  check_session(database, sweep.facts);
  sweep.ended = database.text("SELECT ended FROM session ORDER BY session DESC LIMIT 1");
  sweep.comparison = read_comparison(database, sweep);
  check_seal(database);
  if (which == Outcomes::told) narrow(sweep.facts, wanted);
  return sweep;
}

}  // namespace

StudyKind study_kind(const Database& database) {
  const std::string kind = value_of(database, "kind");
  return kind == "sweep" ? StudyKind::sweep : kind == "comparison" ? StudyKind::comparison : StudyKind::run;
}

void keep_outcomes(StoredSweep& sweep, const std::vector<std::string>& ids) {
  std::vector<std::size_t> wanted;
  for (const std::string& id : ids) wanted.push_back(find_index(sweep.facts.outcomes, id, &OutcomeFacts::id));
  narrow(sweep.facts, wanted);
  for (PointResult& result : sweep.results) {
    std::vector<PointEstimate> estimates;
    for (const std::size_t o : wanted) estimates.push_back(result.estimates[o]);
    result.estimates = std::move(estimates);
  }
}

std::vector<std::vector<double>> read_sums(const Database& database, std::size_t point) {
  std::vector<std::vector<double>> sums;
  Statement row = database.prepare("SELECT sums FROM point_outcomes WHERE point = ? ORDER BY outcome");
  row.bind({static_cast<std::int64_t>(point)});
  try {
    while (row.step()) sums.push_back(nlohmann::json::parse(row.text(0)).get<std::vector<double>>());
  } catch (const nlohmann::json::exception&) {
    throw not_as_written(database.file(), "sums in table point_outcomes cannot be read", "sweep");
  }
  return sums;
}

StoredSweep read_sweep(const std::filesystem::path& file, Outcomes which) {
  Database database = open_study(file);
  database.execute("BEGIN");  // one moment of a file that is perhaps being written
  const StudyKind kind = study_kind(database);
  if (kind == StudyKind::run)
    throw BadInput({Problem{Place{file.string()}, "", "holds the runs of one scenario, no sweep",
                            "written by `backchannel sweep --out` or `backchannel compare --out`"}});
  const auto refuse = [&](const std::string& what) {
    return not_as_written(file.string(), what, kind == StudyKind::sweep ? "sweep" : "compare");
  };
  try {
    return read_stored_sweep(database, which);
  } catch (const BrokenSweep& broken) {
    throw refuse(broken.what);
  } catch (const WrongCell& wrong) {
    throw refuse(wrong.what());
  } catch (const nlohmann::json::exception&) {
    throw refuse("a list in table factors cannot be read");
  }
}

}  // namespace backchannel
