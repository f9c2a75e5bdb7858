// Changes that do nothing: told wherever something is set, so that nobody takes "no difference" for a finding.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/findings/sweep_points.hpp"
#include "sim/crisis/model/model.hpp"
#include "sim/results/file/sweep_file.hpp"
#include "sim/study/study.hpp"

namespace backchannel {

/// Of the numbers that an option (`--set`) or one of `changes` sets in a model, those that cannot act in it: a line
/// each, "--set a.war.cost=1: a.war.cost: cannot act here (why)".
[[nodiscard]] std::vector<std::string> inert_settings(const Model& model, std::span<const Override> changes = {});

/// Factors whose paths cannot act at any of up to 16 points spread over the design.
[[nodiscard]] std::vector<std::string> inert_factors(const Study& study, const SweepPlan& plan);

/// Factors of a study with common random numbers over whose values no run differs in any outcome, all else equal.
[[nodiscard]] std::vector<std::string> idle_factors(const StoredSweep& sweep);

}  // namespace backchannel
