// A study as text and as JSON: outcomes by point, and what drives them.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "analysis/findings/sweep_sensitivity.hpp"
#include "sim/results/file/sweep_file.hpp"

namespace backchannel {

/// Points that have all the runs that are wanted.
[[nodiscard]] std::size_t points_done(const StoredSweep& sweep);
/// "300 runs", or "100 to 300 runs" where points have not equally many, as where an extension was stopped.
[[nodiscard]] std::string runs_each(const StoredSweep& sweep);
/// "UNFINISHED: 7 of 16 points have all 300 runs"; empty where all have.
[[nodiscard]] std::string unfinished_text(const StoredSweep& sweep);
/// "design grid, 6 of 6 points played, 256 runs each, common random numbers, seed 1", and what is unfinished.
[[nodiscard]] std::string design_text(const StoredSweep& sweep);
/// Outcomes with their intervals by point, in the order of the factors' values; at most `rows` points. `page_columns`:
/// of running text.
[[nodiscard]] std::string points_text(const StoredSweep& sweep, std::size_t page_columns = 110, std::size_t rows = 60);
/// Tables of indices or effects, each with the noise floor and how to read it.
[[nodiscard]] std::string sensitivity_text(const std::vector<OutcomeSensitivity>& results,
                                           std::size_t page_columns = 110);

[[nodiscard]] nlohmann::ordered_json points_json(const StoredSweep& sweep);
[[nodiscard]] nlohmann::ordered_json sensitivity_json(const std::vector<OutcomeSensitivity>& results);

}  // namespace backchannel
