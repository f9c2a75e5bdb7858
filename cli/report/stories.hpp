// The most typical agreement, stalemate and escalation of a study, told from the scenario that the file holds.
//
// Typical is nearest to the medians of the class (analysis/findings/typical.hpp) on the columns
//   interim_day, comprehensive_day, strike_day, war_day, end_day (never: the day after the horizon), rounds, incidents,
//   strikes, escalation, tension and the terms in force at the end (term_*; without a text: 0),
// among the first 50,000 runs. The run is played again by the same kernel; a story is told only if the run played again
// has the outcome, the days and the counts of the row in the file, which another build may not reproduce.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>

#include "sim/results/file/study_file.hpp"

namespace backchannel {

/// Keys: `compared` (the columns in words), `among` (runs looked at), `ladder` (names of rungs), `told`: for each class
/// that occurs its name, run, how many runs the class has, passages by day, lines of tension, trust and posture (by id
/// of the actor), how it ended; `missing`: why there are none, or null.
[[nodiscard]] nlohmann::ordered_json typical_stories(const std::filesystem::path& file, const StoredStudy& study);

}  // namespace backchannel
