// What the report page shows of one study, as JSON: the summary and what is told from the same counts. Summaries only,
// never a row a run, so the size does not grow with the number of runs.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>

#include "analysis/findings/summary.hpp"
#include "sim/results/file/study_file.hpp"

namespace backchannel {

/// Runs from the first on among which the page looks for typical ones.
inline constexpr std::uint64_t runs_for_stories = 50'000;

/// Keys: file, title, …, `sentences`, `summary` (as in summary.json), `terms`, `fans`, `parameters`, `sessions`,
/// `failures`. Shares are withheld as in `show`: then `summary.outcomes` is null and the rest of it is not there.
[[nodiscard]] nlohmann::ordered_json page_data(const std::filesystem::path& file, const StoredStudy& study,
                                               const Summary& summary, Failures failures);

}  // namespace backchannel
