// What a change does, from the same runs before and after: differences of outcomes with the variance reduction of
// common random numbers, transitions between classes, and which flipped runs to tell.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "sim/results/file/sweep_file.hpp"

namespace backchannel {

/// The runs that finished on both sides, in order; index i of all columns is one run.
struct ComparedRuns {
  std::vector<std::uint64_t> runs;
  std::vector<int> class_before, class_after;
  std::vector<std::vector<double>> before, after;  // by outcome
};

struct ComparisonResult {
  std::vector<PointResult> points;  // before, after
  ComparisonFacts facts;
};

/// `most_flips` runs are chosen to be told: the first of each of the most frequent kinds of flip, then more of them.
/// Their day of parting is left to the caller. `failed`: runs that failed on either side.
[[nodiscard]] ComparisonResult compare_runs(const std::vector<OutcomeFacts>& wanted, const ComparedRuns& runs,
                                            std::uint64_t failed, std::size_t most_flips);

/// What the change is, as a heading: "deadline on day 30", "a, against b".
[[nodiscard]] std::string change_title(const StoredSweep& sweep);
/// Differences and transitions; points_text is for sweeps. `page_columns`: of running text.
[[nodiscard]] std::string comparison_text(const StoredSweep& sweep, std::size_t page_columns = 110);
[[nodiscard]] nlohmann::ordered_json comparison_json(const StoredSweep& sweep);

}  // namespace backchannel
