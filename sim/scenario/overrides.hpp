// `--set path=value` as a change of the tree, so that what is set is checked like what is written.
#pragma once

#include <span>
#include <vector>

#include "sim/scenario/declared.hpp"
#include "sim/scenario/reader.hpp"
#include "sim/scenario/tree.hpp"

namespace backchannel {

/// Applies the overrides in their order; places of what they set read "--set path=value".
void apply_overrides(std::span<const Override> overrides, Node& root, std::vector<Problem>& problems);

}  // namespace backchannel
