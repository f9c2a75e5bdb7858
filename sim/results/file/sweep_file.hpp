// The study file of a sweep or a comparison: one SQLite database with the factors, the design points, what was set at
// each, and the estimates of the outcomes there. Points are added in the order of the design, many in one transaction,
// so the file holds a whole prefix of the design at any moment, sealed (seal.hpp). A comparison is a file of two points
// and the paired differences, the transitions between classes and the flipped runs that are told.
//
// Throws std::runtime_error for what the disk refuses, BadInput for a file that is none of ours.
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "sim/results/file/database.hpp"
#include "sim/results/file/schema.hpp"
#include "sim/results/file/session.hpp"
#include "sim/results/outcome_list.hpp"

namespace backchannel {

/// One table of the data dictionary for all tables below.
[[nodiscard]] std::vector<StudyTable> sweep_tables();

enum class StudyKind { run, sweep, comparison };
[[nodiscard]] StudyKind study_kind(const Database& database);

struct FactorFacts {
  std::string id, title, kind;      // titles differ; kind: range, prior, values, policies, placebo
  std::vector<std::string> paths;   // of the scenario; none for policies and the placebo
  std::string unit;                 // of its numbers
  std::vector<std::string> levels;  // of values and policies
  double low = 0, high = 1;         // of numbers, in their unit: at positions 0 and 1
  std::optional<double> none_at{};  // the number at which nothing is set: no point among the others
};

/// What stands at a factor at a point.
struct FactorValue {
  double position = 0;           // in [0, 1]
  std::optional<double> number;  // none for words
  std::string text;              // as YAML

  /// For people: long numbers with four digits, the words of an id apart ("tit for tat"), a prior
  /// without its signs ("uniform 0, 1").
  [[nodiscard]] std::string words() const;
};

struct PointFacts {
  std::string label;
  std::uint64_t seed = 0;
  std::vector<std::optional<FactorValue>> values;  // by factor; nothing: as in the scenario
};

/// A share or mean over the runs of a point. Halves are over every second pair of runs: independent of one another.
struct PointEstimate {
  double mean = 0, standard_error = 0, low = 0, high = 0;  // in the unit of the outcome (a share: 0 to 1); 95 %
  double first_half = 0, second_half = 0;                  // NaN without runs in the half
  /// Of a share: 5–95 % of the probability over the judgements that the point leaves open, by the beta law fitted to
  /// pairs of runs; NaN where they cannot be told from luck.
  double prior_low = std::numeric_limits<double>::quiet_NaN(), prior_high = std::numeric_limits<double>::quiet_NaN();
};

struct PointResult {
  std::uint64_t runs = 0, failed = 0;       // runs: finished without failure
  std::vector<PointEstimate> estimates;     // by outcome
  std::vector<std::vector<double>> sums{};  // by outcome, to add more runs to (point_estimate.hpp); not read back
  [[nodiscard]] std::uint64_t attempted() const { return runs + failed; }
};

struct SweepFacts {
  StudyKind kind = StudyKind::sweep;
  std::string title, study_text, scenario_text, resolved_yaml, scenario_hash, study_hash;
  std::string set;  // what options changed of the scenario's file, for people
  std::uint64_t seed = 0;
  std::string start_date;
  int horizon = 0;                     // days
  std::string design, random_numbers;  // grid, list, …; common or independent
  std::uint64_t runs_per_point = 0;    // that are wanted
  std::vector<FactorFacts> factors;
  std::vector<OutcomeFacts> outcomes;
  std::vector<std::size_t> told;  // those of the outcomes that the study names, in its order
  std::vector<PointFacts> points;
};

/// Shares and means of point `after` less those of point `before`, run by run.
struct DifferenceFacts {
  double difference = 0, standard_error = 0, low = 0, high = 0;  // in the unit of the outcome; 95 %
  std::uint64_t into = 0, out_of = 0;                            // runs that flipped; 0 for means
  double variance_reduction = 1;                                 // factor; infinite if no run differs
};

/// A run whose class differs, as told.
struct FlipFacts {
  std::uint64_t run = 0;
  Outcome before{}, after{};
  int parted = 0;  // the day on which the two courses part
};

struct ComparisonFacts {
  std::vector<DifferenceFacts> differences;             // by outcome
  std::vector<std::vector<std::uint64_t>> transitions;  // runs by class before and class after
  std::vector<FlipFacts> flips;
};

struct StoredSweep {
  SweepFacts facts;
  // Of the points played so far, a prefix of the design; where it was stopped or is being extended the last ones have
  // fewer runs.
  std::vector<PointResult> results;
  std::optional<ComparisonFacts> comparison;
  std::string ended;  // how the last session ended; empty: going on or killed
};

class SweepWriter {
 public:
  SweepWriter(const std::filesystem::path& file, const SweepFacts& facts, Begin begin);

  void begin(const StudySession& session);
  /// Titles, labels and the text of a study that were changed since it was begun, in place of what is there. After
  /// begin().
  void reword(const SweepFacts& facts);
  /// Adds results of the points from `first` on as one transaction, in place of what is there.
  void add(std::size_t first, const std::vector<PointResult>& results, double seconds);
  /// The same of both points of a comparison, with what follows from them.
  void add(const std::vector<PointResult>& both, const ComparisonFacts& comparison, double seconds);
  /// Ends the session and folds the log into the file. `how`: complete or interrupted.
  void end(const std::string& how);

 private:
  [[nodiscard]] Statement insert(const char* table) const;
  void commit(Transaction& transaction);
  void write_question(const SweepFacts& facts);
  void write_factors(const SweepFacts& facts);
  void write_points(const SweepFacts& facts);
  void write_values(const SweepFacts& facts);
  void write_results(std::size_t first, const std::vector<PointResult>& results, double seconds);
  void write_comparison(const ComparisonFacts& comparison);

  /// What a study that is gone on with asks now: runs a point and the outcomes that are told.
  void write_wish();

  Database database_;
  std::uint64_t runs_per_point_;
  std::vector<std::size_t> told_;
  std::int64_t session_ = 0;
  std::uint64_t played_ = 0;
};

enum class Outcomes { told, all };

/// With the outcomes that the study names, in its order, or all that are kept. Throws BadInput for the file of an
/// ordinary run.
[[nodiscard]] StoredSweep read_sweep(const std::filesystem::path& file, Outcomes which = Outcomes::told);

/// Leaves these outcomes, which must be there, in this order.
void keep_outcomes(StoredSweep& sweep, const std::vector<std::string>& ids);

/// PointResult::sums of a point that was played. Throws BadInput for what no study holds.
[[nodiscard]] std::vector<std::vector<double>> read_sums(const Database& database, std::size_t point);

}  // namespace backchannel
