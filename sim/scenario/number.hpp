// A number as written in YAML: a constant, a date, a prior, with or without evidence.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/parameters.hpp"
#include "sim/scenario/tree.hpp"

namespace backchannel {

struct WrittenNumber {
  Prior prior;
  Evidence evidence;
  bool is_private = false;
};

/// Reads a node as a number within the range of its spec. If `start` is given (days from 1970-01-01 of day 1), ISO
/// dates are understood as days. Nothing is returned if there is a problem, which is then added.
[[nodiscard]] std::optional<WrittenNumber> read_number(const Node& node, const std::string& path,
                                                       const NumberSpec& spec, std::optional<int> start,
                                                       std::vector<Problem>& problems);

}  // namespace backchannel
