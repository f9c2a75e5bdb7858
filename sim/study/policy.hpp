// A policy (scenarios/studies/policies/*.yaml): a named set of changes of a scenario.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/scenario/reader.hpp"
#include "sim/scenario/tree.hpp"

namespace backchannel {

/// `title`, `note` and `set` with path: value.
struct Policy {
  std::string title, note;
  std::vector<Override> changes;
};

/// Throws BadInput with every problem of the file.
[[nodiscard]] Policy read_policy(const std::filesystem::path& file);

/// Changes written as path: value.
[[nodiscard]] std::vector<Override> read_changes(const Node& node, const std::string& path,
                                                 std::vector<Problem>& problems);

}  // namespace backchannel
