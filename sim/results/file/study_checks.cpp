#include "sim/results/file/study_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/core/errors.hpp"
#include "sim/core/hash.hpp"
#include "sim/results/file/draws.hpp"
#include "sim/results/file/schema.hpp"
#include "sim/results/file/seal.hpp"

namespace backchannel {

namespace {

class Checks {
 public:
  Checks(const Database& database, const StoredStudy& study, const std::string& file)
      : database_(database), study_(study), file_(file) {}

  void run() const {
    const Tally& tally = study_.record.tally;
    question(tally);
    batches(tally);
    rows("failures", tally.failed);
    rows("runs", study_.rows == RowTable::kept ? tally.runs : 0);
    const bool begun = tally.attempted() > 0;
    rows("daily", begun ? study_.record.daily.series().size() * static_cast<std::uint64_t>(study_.facts.horizon) : 0);
    draws(tally.attempted());
    if (database_.text("SELECT value FROM study WHERE key = 'seal'").empty())
      complain("the seal in table study is missing");
    if (const auto table = changed_table(database_))
      complain(fmt::format("the table {} is not the one that was written", *table));
    checksums();
  }

 private:
  [[noreturn]] void complain(const std::string& what) const { throw not_as_written(file_, what); }

  void rows(const char* table, std::uint64_t wanted) const {
    const auto there = static_cast<std::uint64_t>(
        database_.integer(fmt::format("SELECT count(*) FROM {} WHERE point = 0", sql_name(table))));
    if (there != wanted) complain(fmt::format("{} rows in table {} where {} were written", there, table, wanted));
  }

  void question(const Tally& tally) const {
    if (tally.terms[0].size() != study_.facts.issues.size())
      complain("the table issues is not the one that was written");
    if (tally.value.size() != study_.facts.actors.size()) complain("the table actors is not the one that was written");
    if (tally.horizon != study_.facts.horizon) complain("horizon_days in table study is not what was written");
    std::vector<std::size_t> levels;
    for (const IssueFacts& issue : study_.facts.issues) levels.push_back(issue.levels.size());
    if (!are_counts_of_runs(tally, Tally(levels, study_.facts.actors.size(), study_.facts.horizon)))
      complain("what was counted cannot be that of runs");
  }

  /// One after the other from run 0 on, and together the runs that were tallied.
  void batches(const Tally& tally) const {
    Statement rows =
        database_.prepare("SELECT batch, first_run, runs, failed FROM batches WHERE point = 0 ORDER BY batch");
    std::int64_t number = 0, runs = 0, failed = 0;
    const auto most = static_cast<int>(batch_size);
    for (; rows.step(); ++number, runs += rows.between(1, most, 2), failed += rows.between(0, most, 3))
      if (rows.integer(0) != number || rows.integer(1) != runs) complain(fmt::format("batch {} is missing", number));
    if (runs != static_cast<std::int64_t>(tally.attempted()) || failed != static_cast<std::int64_t>(tally.failed))
      complain(fmt::format("the batches hold {} runs, {} of them failed, where {} and {} were played", runs, failed,
                           tally.attempted(), tally.failed));
  }

  void draws(std::uint64_t attempted) const {
    constexpr std::int64_t keys = 2;  // point and draw; with no column besides, nothing is uncertain
    if (database_.integer("SELECT count(*) FROM pragma_table_info('draws')") == keys) return;
    const auto plays = static_cast<std::uint64_t>(std::max(1, study_.facts.plays));
    rows("draws", (std::min(attempted, runs_with_draws) + plays - 1) / plays);
  }

  /// Of what grows with the runs. Without rows only the draws can be compared.
  void checksums() const {
    const auto plays = static_cast<std::int64_t>(std::max(1, study_.facts.plays));
    Statement runs = database_.prepare("SELECT * FROM runs WHERE point = 0 AND run BETWEEN ? AND ? ORDER BY run");
    Statement failures =
        database_.prepare("SELECT run, reason FROM failures WHERE point = 0 AND run BETWEEN ? AND ? ORDER BY run");
    Statement drawn = database_.prepare("SELECT * FROM draws WHERE point = 0 AND draw BETWEEN ? AND ? ORDER BY draw");
    Statement batches = database_.prepare(
        "SELECT batch, first_run, runs, checksum, draws_checksum FROM batches WHERE point = 0 ORDER BY batch");
    while (batches.step()) {
      const std::int64_t first = batches.integer(1), last = first + batches.integer(2) - 1;
      runs.bind({first, last});
      failures.bind({first, last});
      if (study_.rows == RowTable::kept && hash_of(runs, failures) != batches.text(3))
        complain(fmt::format("the runs of batch {} are not those that were written", batches.integer(0)));
      drawn.bind({(first + plays - 1) / plays, last / plays});
      if (hash_of(drawn) != batches.text(4))
        complain(fmt::format("the draws of batch {} are not those that were written", batches.integer(0)));
    }
  }

  static void add(Hash& hash, const Statement& row, int from) {
    for (int c = from; c < row.columns(); ++c) hash.add(row.cell(c));
  }

  /// In the order of the runs, failed ones at their place.
  static std::string hash_of(Statement& runs, Statement& failures) {
    Hash hash;
    bool more = runs.step(), failed = failures.step();
    while (more || failed) {
      if (failed && (!more || failures.integer(0) < runs.integer(1))) {
        add(hash, failures, 0);
        failed = failures.step();
      } else {
        add(hash, runs, 1);
        more = runs.step();
      }
    }
    return hash.hex();
  }

  static std::string hash_of(Statement& drawn) {
    Hash hash;
    while (drawn.step()) add(hash, drawn, 1);
    return hash.hex();
  }

  const Database& database_;
  const StoredStudy& study_;
  const std::string& file_;
};

}  // namespace

void check_whole(const Database& database, const StoredStudy& study, const std::string& file) {
  Checks(database, study, file).run();
}

}  // namespace backchannel
