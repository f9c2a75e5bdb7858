// Which uncertain judgement matters, from the runs of an ordinary study file, at no extra run: given-data first-order
// indices (sensitivity.hpp) of the drawn parameters, over the pairs of runs that share a draw. Shares are of the variance
// that judgement explains; luck is taken out by the covariance within pairs.
//
// Outcomes: all of sim/results/outcome_list.hpp. Parameters that are constants have no index. Draws are kept for the
// first 50,000 runs.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "analysis/statistics/sensitivity.hpp"
#include "analysis/statistics/variance.hpp"
#include "sim/results/outcome_list.hpp"

namespace backchannel {

struct Judgement {
  std::string path, meaning;
  GivenDataIndex index;
};

struct JudgementSensitivity {
  OutcomeFacts outcome;
  std::size_t draws = 0;              // pairs of runs
  double mean = 0;                    // share or mean over their runs
  VarianceShare judgement;            // share of the outcome's variance that lies in the parameters
  std::vector<Judgement> parameters;  // by size
  GivenDataIndex placebo;
};

/// Throws BadInput for a file without draws or rows, with fewer than 40 draws, or an unknown outcome.
[[nodiscard]] std::vector<JudgementSensitivity> judgements_of(const std::filesystem::path& file,
                                                              const std::vector<std::string>& wanted);

/// The `most` largest of each outcome, the noise floor and how to read it.
[[nodiscard]] std::string judgements_text(const std::vector<JudgementSensitivity>& results, std::size_t most = 12);
[[nodiscard]] nlohmann::ordered_json judgements_json(const std::vector<JudgementSensitivity>& results);

}  // namespace backchannel
