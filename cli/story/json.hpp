// A story as data: the entries behind the passages, the figures of each evening, the row.
#pragma once

#include <string>

#include "cli/story/find_run.hpp"
#include "cli/story/replay.hpp"

namespace backchannel {

/// One JSON object, ended by a newline. Positions of texts are given in the issues' own units. `found`: by which
/// search.
[[nodiscard]] std::string to_json(const Replay& replay, const std::optional<Found>& found = {});

}  // namespace backchannel
