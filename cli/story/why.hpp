// The decisions of a day with the numbers of their equations, by the names that sim/MODEL.md gives them: force and the
// answer to it (7.12), answers to texts (7.5), votes (7.8), honouring (7.12). What is added and multiplied in a line
// gives what it says.
#pragma once

#include <string>
#include <vector>

#include "cli/story/replay.hpp"

namespace backchannel {

/// A paragraph for each decision of a day, in its order.
[[nodiscard]] std::vector<std::string> decisions(const Replay& replay, int day);

}  // namespace backchannel
