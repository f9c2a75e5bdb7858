// What a YAML file is meant to be, by its keys at the top; and scenarios read so that another kind is called by its
// name.
#pragma once

#include <filesystem>
#include <optional>
#include <span>

#include "sim/scenario/reader.hpp"

namespace backchannel {

enum class InputKind { scenario, study, policy };

/// A scenario has issues or actors; a study has factors, or a base scenario and a design; a policy sets something.
/// Nothing of whatever else, or what cannot be read (more than once): its reader says what is wrong.
[[nodiscard]] std::optional<InputKind> kind_of_input(const std::filesystem::path& file);

/// Throws BadInput if the file is of another kind: "is a study, not a scenario (`backchannel sweep` plays it)".
void refuse_other_kind(const std::filesystem::path& file, InputKind wanted);

/// read_scenario(); what is wrong with a study or a policy is that it is none.
[[nodiscard]] LoadedScenario load_scenario(const std::filesystem::path& file, std::span<const Override> changes = {});

}  // namespace backchannel
