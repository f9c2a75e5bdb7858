// What a setting brought about although the fault lies between keys, such as `--set north.enabled=false` that leaves
// one party, is told with the setting, not with the line of the file that it now clashes with.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "sim/core/errors.hpp"
#include "sim/scenario/reader.hpp"

namespace backchannel {

/// The problems with the first so many of the overrides.
using ProblemsWith = std::function<std::vector<Problem>(std::size_t overrides)>;

/// Gives each problem that stands in `file`, and that was not there without the overrides, the place of the override
/// that brought it about: one without which, and without all later ones, it is not there.
void blame_overrides(std::span<const Override> overrides, const std::string& file, const ProblemsWith& with,
                     std::vector<Problem>& problems);

}  // namespace backchannel
