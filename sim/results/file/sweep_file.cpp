#include "sim/results/file/sweep_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>

#include "sim/core/text.hpp"
#include "sim/results/file/seal.hpp"
#include "sim/results/json_text.hpp"

namespace backchannel {

namespace {

std::int64_t stored(std::uint64_t number) { return static_cast<std::int64_t>(number); }
Cell finite(double value) { return std::isfinite(value) ? Cell(value) : Cell(std::monostate{}); }

const char* kind_name(StudyKind kind) { return kind == StudyKind::comparison ? "comparison" : "sweep"; }

}  // namespace

std::string FactorValue::words() const {
  constexpr std::size_t longest = 8;
  if (!number && text.starts_with('{')) {  // a prior, as JSON: {"uniform": [0, 1]} is "uniform 0, 1"
    std::string words = text;
    std::erase_if(words, [](char c) { return std::string_view("{}[]\":").find(c) != std::string_view::npos; });
    return spaced(words);
  }
  if (!number) return spaced(text);
  return text.size() > longest ? fmt::format("{:.4g}", *number) : text;
}

SweepWriter::SweepWriter(const std::filesystem::path& file, const SweepFacts& facts, Begin begin)
    : database_(open_to_write(file, begin)), runs_per_point_(facts.runs_per_point), told_(facts.told) {
  if (told_.empty())  // all of them
    for (std::size_t o = 0; o < facts.outcomes.size(); ++o) told_.push_back(o);
  if (begin == Begin::go_on) return;
  Transaction transaction(database_);
  create_tables(database_, sweep_tables());
  write_question(facts);
  write_points(facts);
  commit(transaction);
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
  note_scenario(facts, note);
  note("design", facts.design);
  note("random_numbers", facts.random_numbers);
  note("runs_per_point", std::to_string(facts.runs_per_point));
  write_factors(facts);
  Statement outcomes_row = insert("outcomes");
  for (std::size_t o = 0; o < facts.outcomes.size(); ++o) {
    const OutcomeFacts& x = facts.outcomes[o];
    const char* kind = x.kind == OutcomeKind::share ? "share" : "mean";
    outcomes_row.execute({stored(o), x.id, x.title, kind, x.unit, std::int64_t{0}});
  }
}

void SweepWriter::write_factors(const SweepFacts& facts) {
  Statement factors = insert("factors");
  for (std::size_t f = 0; f < facts.factors.size(); ++f) {
    const FactorFacts& x = facts.factors[f];
    const std::string paths = json_text(nlohmann::json(x.paths)), levels = json_text(nlohmann::json(x.levels));
    const Cell none_at = x.none_at ? Cell(*x.none_at) : Cell();
    factors.execute({stored(f), x.id, x.title, x.kind, paths, x.unit, levels, x.low, x.high, none_at});
  }
}

void SweepWriter::write_points(const SweepFacts& facts) {
  Statement points = insert("points");
  for (std::size_t p = 0; p < facts.points.size(); ++p) {
    const std::string seed = std::to_string(facts.points[p].seed);
    points.execute({stored(p), facts.points[p].label, seed, std::monostate{}, std::monostate{}});
  }
  write_values(facts);
}

void SweepWriter::write_values(const SweepFacts& facts) {
  Statement values = insert("point_values");
  for (std::size_t p = 0; p < facts.points.size(); ++p)
    for (std::size_t f = 0; f < facts.points[p].values.size(); ++f) {
      if (!facts.points[p].values[f]) continue;
      const FactorValue& x = *facts.points[p].values[f];
      const auto& levels = facts.factors[f].levels;
      const auto level = std::ranges::find(levels, x.text);
      values.execute({stored(p), stored(f), x.position, x.number ? Cell(*x.number) : Cell(std::monostate{}),
                      level == levels.end() ? Cell(std::monostate{}) : Cell(std::int64_t{level - levels.begin()}),
                      x.text});
    }
}

void SweepWriter::reword(const SweepFacts& facts) {
  Transaction transaction(database_);
  Statement study = database_.prepare("UPDATE study SET value = ? WHERE key = ?");
  study.execute({facts.title, "title"});
  study.execute({facts.study_text, "study_text"});
  write_factors(facts);
  Statement points = database_.prepare("UPDATE points SET label = ? WHERE point = ?");
  for (std::size_t p = 0; p < facts.points.size(); ++p) points.execute({facts.points[p].label, stored(p)});
  write_values(facts);
  commit(transaction);
}

void SweepWriter::write_wish() {
  const std::string runs = std::to_string(runs_per_point_);
  database_.prepare("UPDATE study SET value = ? WHERE key = 'runs_per_point'").execute({runs});
  database_.execute("UPDATE outcomes SET told = 0");
  Statement told = database_.prepare("UPDATE outcomes SET told = ? WHERE outcome = ?");
  for (std::size_t n = 0; n < told_.size(); ++n) told.execute({stored(n + 1), stored(told_[n])});
}

void SweepWriter::begin(const StudySession& session) {
  Transaction transaction(database_);
  write_wish();
  session_ = begin_session(database_, session);
  commit(transaction);
  played_ = 0;
}

void SweepWriter::add(std::size_t first, const std::vector<PointResult>& results, double seconds) {
  Transaction transaction(database_);
  write_results(first, results, seconds);
  commit(transaction);
}

void SweepWriter::add(const std::vector<PointResult>& both, const ComparisonFacts& comparison, double seconds) {
  Transaction transaction(database_);
  write_results(0, both, seconds);
  write_comparison(comparison);
  commit(transaction);
}

void SweepWriter::commit(Transaction& transaction) {
  seal(database_);
  transaction.commit();
}

void SweepWriter::write_results(std::size_t first, const std::vector<PointResult>& results, double seconds) {
  Statement points = database_.prepare("UPDATE points SET runs = ?, failed = ? WHERE point = ?");
  Statement estimates = insert("point_outcomes");
  for (std::size_t i = 0; i < results.size(); ++i) {
    const PointResult& result = results[i];
    const std::int64_t before =
        database_.integer("SELECT coalesce(runs + failed, 0) FROM points WHERE point = ?", {stored(first + i)});
    points.execute({stored(result.runs), stored(result.failed), stored(first + i)});
    for (std::size_t o = 0; o < result.estimates.size(); ++o) {
      const PointEstimate& x = result.estimates[o];
      const std::string sums = result.sums.empty() ? "" : fmt::format("[{}]", fmt::join(result.sums[o], ","));
      estimates.execute({stored(first + i), stored(o), finite(x.mean), finite(x.standard_error), finite(x.low),
                         finite(x.high), finite(x.first_half), finite(x.second_half), finite(x.prior_low),
                         finite(x.prior_high), sums});
    }
    played_ += result.attempted() - static_cast<std::uint64_t>(before);
  }
  note_progress(database_, session_, played_, seconds);
}

void SweepWriter::write_comparison(const ComparisonFacts& comparison) {
  const Cell zero = stored(0), one = stored(1);
  database_.execute("DELETE FROM flips");  // of fewer runs others may have been told
  Statement differences = insert("differences"), transitions = insert("transitions"), flips = insert("flips");
  for (std::size_t o = 0; o < comparison.differences.size(); ++o) {
    const DifferenceFacts& x = comparison.differences[o];
    differences.execute({zero, one, stored(o), finite(x.difference), finite(x.standard_error), finite(x.low),
                         finite(x.high), stored(x.into), stored(x.out_of), finite(x.variance_reduction)});
  }
  const auto name = [](Outcome of) { return std::string_view(name_of(of)); };
  for (const Outcome from : all_outcomes)
    for (const Outcome to : all_outcomes)
      transitions.execute(
          {zero, one, name(from), name(to), stored(comparison.transitions[index_of(from)][index_of(to)])});
  for (const FlipFacts& flip : comparison.flips)
    flips.execute({zero, one, stored(flip.run), name(flip.before), name(flip.after), std::int64_t{flip.parted}});
}

void SweepWriter::end(const std::string& how) { end_session(database_, session_, how); }

}  // namespace backchannel
