#include "sim/results/sweep_file.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "sim/core/errors.hpp"
#include "sim/results/versions.hpp"

namespace backchannel {

namespace {

std::int64_t whole(std::uint64_t number) { return static_cast<std::int64_t>(number); }
Cell finite(double value) { return std::isfinite(value) ? Cell(value) : Cell(std::monostate{}); }
double or_else(const Statement& row, int column, double absent) {
  return std::holds_alternative<std::monostate>(row.cell(column)) ? absent : row.real(column);
}

const char* kind_name(StudyKind kind) { return kind == StudyKind::comparison ? "comparison" : "sweep"; }

int class_of(const std::string& name) {
  return static_cast<int>(std::ranges::find(outcome_names, name) - outcome_names.begin());
}

// ------------------------------------------------------------------------------------------------- reading
std::string value_of(const Database& database, const char* key) {
  return database.text("SELECT value FROM study WHERE key = ?", {Cell(key)});
}

std::vector<std::string> list_of(const std::string& json) {
  return nlohmann::json::parse(json).get<std::vector<std::string>>();
}

void read_question(const Database& database, SweepFacts& facts) {
  facts.kind = study_kind(database);
  facts.title = value_of(database, "title");
  facts.study_text = value_of(database, "study_text");
  facts.scenario_text = value_of(database, "scenario_text");
  facts.resolved_yaml = value_of(database, "resolved_yaml");
  facts.scenario_hash = value_of(database, "scenario_hash");
  facts.study_hash = value_of(database, "study_hash");
  facts.seed = std::stoull(value_of(database, "seed"));
  facts.start_date = value_of(database, "start_date");
  facts.horizon = std::stoi(value_of(database, "horizon_days"));
  facts.design = value_of(database, "design");
  facts.random_numbers = value_of(database, "random_numbers");
  facts.runs_per_point = std::stoull(value_of(database, "runs_per_point"));
  for (Statement row = database.prepare("SELECT id, title, kind, paths, unit, levels, low, high FROM factors "
                                        "ORDER BY factor");
       row.step();)
    facts.factors.push_back({row.text(0), row.text(1), row.text(2), list_of(row.text(3)), row.text(4),
                             list_of(row.text(5)), row.real(6), row.real(7)});
  for (Statement row = database.prepare("SELECT id, title, unit, kind FROM outcomes ORDER BY outcome"); row.step();)
    facts.outcomes.push_back(
        {row.text(0), row.text(1), row.text(2), row.text(3) == "share" ? OutcomeKind::share : OutcomeKind::mean});
}

void read_points(const Database& database, StoredSweep& sweep) {
  for (Statement row = database.prepare("SELECT label, seed, runs, failed FROM points ORDER BY point"); row.step();) {
    sweep.facts.points.push_back({row.text(0), std::stoull(row.text(1)), {}});
    if (!std::holds_alternative<std::monostate>(row.cell(2)))
      sweep.results.push_back(
          {static_cast<std::uint64_t>(row.integer(2)), static_cast<std::uint64_t>(row.integer(3)), {}});
  }
  for (PointFacts& point_facts : sweep.facts.points) point_facts.values.resize(sweep.facts.factors.size());
  for (Statement row = database.prepare("SELECT point, factor, position, number, text FROM point_values");
       row.step();) {
    FactorValue value{row.real(2), std::nullopt, row.text(4)};
    if (!std::holds_alternative<std::monostate>(row.cell(3))) value.number = row.real(3);
    sweep.facts.points[static_cast<std::size_t>(row.integer(0))].values[static_cast<std::size_t>(row.integer(1))] =
        std::move(value);
  }
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  for (Statement row = database.prepare("SELECT point, mean, standard_error, low, high, first_half, second_half "
                                        "FROM point_outcomes ORDER BY point, outcome");
       row.step();)
    sweep.results[static_cast<std::size_t>(row.integer(0))].estimates.push_back(
        {or_else(row, 1, nan), or_else(row, 2, nan), or_else(row, 3, nan), or_else(row, 4, nan), or_else(row, 5, nan),
         or_else(row, 6, nan)});
}

std::optional<ComparisonFacts> read_comparison(const Database& database) {
  ComparisonFacts facts;
  for (Statement row = database.prepare("SELECT difference, standard_error, low, high, flipped_in, flipped_out, "
                                        "variance_reduction FROM differences ORDER BY outcome");
       row.step();)
    facts.differences.push_back({row.real(0), row.real(1), row.real(2), row.real(3),
                                 static_cast<std::uint64_t>(row.integer(4)), static_cast<std::uint64_t>(row.integer(5)),
                                 or_else(row, 6, std::numeric_limits<double>::infinity())});
  if (facts.differences.empty()) return std::nullopt;
  facts.transitions.assign(outcomes, std::vector<std::uint64_t>(outcomes));
  for (Statement row = database.prepare("SELECT from_class, to_class, runs FROM transitions"); row.step();)
    facts
        .transitions[static_cast<std::size_t>(class_of(row.text(0)))][static_cast<std::size_t>(class_of(row.text(1)))] =
        static_cast<std::uint64_t>(row.integer(2));
  for (Statement row = database.prepare("SELECT run, from_class, to_class, parted_day FROM flips ORDER BY run");
       row.step();)
    facts.flips.push_back({static_cast<std::uint64_t>(row.integer(0)), class_of(row.text(1)), class_of(row.text(2)),
                           static_cast<int>(row.integer(3))});
  return facts;
}

}  // namespace

StudyKind study_kind(const Database& database) {
  const std::string kind = value_of(database, "kind");
  return kind == "sweep" ? StudyKind::sweep : kind == "comparison" ? StudyKind::comparison : StudyKind::run;
}

SweepWriter::SweepWriter(const std::filesystem::path& file, const SweepFacts& facts, Begin begin)
    : database_(open_to_write(file, begin)) {
  if (begin == Begin::go_on) return;
  Transaction transaction(database_);
  create_tables(database_, sweep_tables());
  write_question(facts);
  write_points(facts);
  transaction.commit();
}

Statement SweepWriter::insert(const char* table) const {
  static const std::vector<StudyTable> tables = sweep_tables();
  return database_.prepare(insert_into(*std::ranges::find(tables, table, &StudyTable::name)));
}

void SweepWriter::write_question(const SweepFacts& facts) {
  Statement study = insert("study");
  const auto note = [&](const char* key, const std::string& value) { study.execute({key, value}); };
  note("kind", kind_name(facts.kind));
  note("title", facts.title);
  note("study_text", facts.study_text);
  note("study_hash", facts.study_hash);
  note("scenario_text", facts.scenario_text);
  note("resolved_yaml", facts.resolved_yaml);
  note("scenario_hash", facts.scenario_hash);
  note("seed", std::to_string(facts.seed));
  note("results_version", std::to_string(results_version));
  note("start_date", facts.start_date);
  note("horizon_days", std::to_string(facts.horizon));
  note("design", facts.design);
  note("random_numbers", facts.random_numbers);
  note("runs_per_point", std::to_string(facts.runs_per_point));
  Statement factors = insert("factors");
  for (std::size_t f = 0; f < facts.factors.size(); ++f) {
    const FactorFacts& x = facts.factors[f];
    const std::string paths = nlohmann::json(x.paths).dump(), levels = nlohmann::json(x.levels).dump();
    factors.execute({whole(f), x.id, x.title, x.kind, paths, x.unit, levels, x.low, x.high});
  }
  Statement outcomes_row = insert("outcomes");
  for (std::size_t o = 0; o < facts.outcomes.size(); ++o) {
    const OutcomeFacts& x = facts.outcomes[o];
    outcomes_row.execute({whole(o), x.id, x.title, x.kind == OutcomeKind::share ? "share" : "mean", x.unit});
  }
}

void SweepWriter::write_points(const SweepFacts& facts) {
  Statement points = insert("points"), values = insert("point_values");
  for (std::size_t p = 0; p < facts.points.size(); ++p) {
    const std::string seed = std::to_string(facts.points[p].seed);
    points.execute({whole(p), facts.points[p].label, seed, std::monostate{}, std::monostate{}});
    for (std::size_t f = 0; f < facts.points[p].values.size(); ++f) {
      if (!facts.points[p].values[f]) continue;
      const FactorValue& x = *facts.points[p].values[f];
      values.execute({whole(p), whole(f), x.position, x.number ? Cell(*x.number) : Cell(std::monostate{}), x.text});
    }
  }
}

void SweepWriter::begin(const Session& session) {
  session_ = begin_session(database_, session);
  played_ = 0;
}

void SweepWriter::add(std::size_t first, const std::vector<PointResult>& results, double seconds) {
  Transaction transaction(database_);
  Statement points = database_.prepare("UPDATE points SET runs = ?, failed = ? WHERE point = ?");
  Statement estimates = insert("point_outcomes");
  for (std::size_t i = 0; i < results.size(); ++i) {
    const PointResult& result = results[i];
    points.execute({whole(result.runs), whole(result.failed), whole(first + i)});
    for (std::size_t o = 0; o < result.estimates.size(); ++o) {
      const PointEstimate& x = result.estimates[o];
      estimates.execute({whole(first + i), whole(o), finite(x.mean), finite(x.standard_error), finite(x.low),
                         finite(x.high), finite(x.first_half), finite(x.second_half)});
    }
    played_ += result.runs + result.failed;
  }
  note_progress(database_, session_, played_, seconds);
  transaction.commit();
}

void SweepWriter::add(const ComparisonFacts& comparison) {
  const Cell zero = whole(0), one = whole(1);
  Transaction transaction(database_);
  Statement differences = insert("differences"), transitions = insert("transitions"), flips = insert("flips");
  for (std::size_t o = 0; o < comparison.differences.size(); ++o) {
    const DifferenceFacts& x = comparison.differences[o];
    differences.execute({zero, one, whole(o), x.difference, x.standard_error, x.low, x.high, whole(x.into),
                         whole(x.out_of), finite(x.variance_reduction)});
  }
  const auto name = [](std::size_t c) { return std::string_view(outcome_names[c]); };
  for (std::size_t from = 0; from < comparison.transitions.size(); ++from)
    for (std::size_t to = 0; to < comparison.transitions.size(); ++to)
      transitions.execute({zero, one, name(from), name(to), whole(comparison.transitions[from][to])});
  for (const FlipFacts& flip : comparison.flips)
    flips.execute({zero, one, whole(flip.run), name(static_cast<std::size_t>(flip.before)),
                   name(static_cast<std::size_t>(flip.after)), std::int64_t{flip.parted}});
  transaction.commit();
}

void SweepWriter::end(const std::string& how) { end_session(database_, session_, how); }

StoredSweep read_sweep(const std::filesystem::path& file) {
  Database database = open_study(file);
  database.execute("BEGIN");  // one moment of a file that is perhaps being written
  if (study_kind(database) == StudyKind::run)
    throw BadInput({Problem{Place{file.string()}, "", "holds the runs of one scenario, no sweep",
                            "written by `backchannel sweep --out` or `backchannel compare --out`"}});
  StoredSweep sweep;
  read_question(database, sweep.facts);
  read_points(database, sweep);
  sweep.comparison = read_comparison(database);
  sweep.ended = database.text("SELECT ended FROM session ORDER BY session DESC LIMIT 1");
  return sweep;
}

}  // namespace backchannel
