// When the outcomes that were asked for are known well enough: the stopping rule of analysis/statistics/stopping.hpp,
// looked at after every 1,024 runs.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/statistics/point_estimate.hpp"
#include "analysis/statistics/stopping.hpp"
#include "sim/results/file/study_file.hpp"
#include "sim/results/outcome_list.hpp"

namespace backchannel {

/// Runs are added until the 95 % interval of each outcome is narrow enough.
struct PrecisionGoal {
  double half_width = 0.01;           // a share, or in the unit of a mean
  std::vector<std::string> outcomes;  // none: the six classes
  std::uint64_t most_runs = 1'000'000;
};

/// What can be watched: the outcomes of sim/results/outcome_list.hpp, and term_SCOPE_ISSUE, the mean of an issue over
/// the texts of a scope (interim, comprehensive) that are in force at the end, in its unit. A run without a value is
/// NaN.
[[nodiscard]] std::optional<OutcomeOfInterest> find_watched(const std::string& id, const StudyFacts& study);
/// Names without those by day: for messages and help.
[[nodiscard]] std::vector<std::string> watched_ids(const StudyFacts& study);

class Watch {
 public:
  static constexpr std::uint64_t runs_between_looks = 1024;

  /// Throws BadInput for an outcome that cannot be watched, and for a half-width of a half and more of a share.
  Watch(const std::optional<PrecisionGoal>& goal, const StudyFacts& study);

  /// Whether the rows of runs that were kept are needed to go on; the classes are known from the counts.
  [[nodiscard]] bool needs_rows() const { return !others_.empty(); }

  /// The looks at the runs of a study file, `rows` of which were kept.
  void look_back(const StoredStudy& stored, const Database& database);
  /// A row of a run, in increasing order.
  void add(const Row& row);
  /// A look at the end of a batch. True once it is enough.
  bool look(const Tally& tally);
  [[nodiscard]] bool enough() const { return enough_; }

 private:
  struct Watched {
    std::function<double(const Row&)> value;
    PointEstimator estimator;
  };
  void look(const PairTable& outcome, std::uint64_t runs);

  std::optional<Stopping> rule_;
  double level_ = 0.95;
  std::vector<Outcome> classes_;
  std::vector<Watched> others_;
  bool enough_ = false;
};

}  // namespace backchannel
