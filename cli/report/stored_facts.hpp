// The scenario behind a study file, for its names: nothing where this program no longer reads it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "sim/results/facts.hpp"

namespace backchannel {

[[nodiscard]] std::shared_ptr<const Model> stored_model(const std::string& resolved_yaml);
[[nodiscard]] std::optional<StudyFacts> stored_facts(const std::string& resolved_yaml);

}  // namespace backchannel
