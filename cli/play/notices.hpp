// What a reader of results should know: traps of the scenario that is played, and changes that do nothing, so that
// nobody takes "no difference" for a finding.
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

/// Of a model that is about to be played: what its reader noticed, the settings included (LoadedScenario::notices),
/// then its inert settings.
[[nodiscard]] std::vector<std::string> notices_of(const Model& model, std::span<const Override> changes = {});

/// Factors whose paths cannot act at any of up to 16 points spread over the design.
[[nodiscard]] std::vector<std::string> inert_factors(const Study& study, const SweepPlan& plan);

/// Traps that the design brings about: what is noticed at one of up to 16 points spread over it and not in the study
/// itself, each once, with the point. "s.yaml:9:27: calendar.first_session: no session is ever held (day 15 lies beyond
/// the horizon, day 10), at a point with horizon = 10".
[[nodiscard]] std::vector<std::string> traps_of_points(const Study& study, const SweepPlan& plan);

/// Factors of a study with common random numbers over whose values no run differs in any outcome, all else equal.
[[nodiscard]] std::vector<std::string> idle_factors(const StoredSweep& sweep);

}  // namespace backchannel
