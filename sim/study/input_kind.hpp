// What a YAML file is meant to be, by its keys at the top.
#pragma once

#include <filesystem>

namespace backchannel {

enum class InputKind { scenario, study, policy };

/// A study has factors, or a base scenario and a design; a policy sets something and has no issues. Whatever else it is,
/// or cannot be read, is a scenario: its reader says what is wrong. Files that can be read only once are scenarios.
[[nodiscard]] InputKind kind_of_input(const std::filesystem::path& file);

}  // namespace backchannel
