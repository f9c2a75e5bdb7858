// The factors of a study as they are written; what can be known without the base scenario is checked.
#pragma once

#include <filesystem>
#include <vector>

#include "sim/scenario/tree.hpp"
#include "sim/study/study.hpp"

namespace backchannel {

/// `node` stands at `factors`; policies may be files relative to `folder`.
[[nodiscard]] std::vector<Factor> read_factors(const Node& node, const std::filesystem::path& folder,
                                               std::vector<Problem>& problems);

/// Gives the factors titles that differ, and from the placebo's too.
void tell_factors_apart(Study& study);

}  // namespace backchannel
