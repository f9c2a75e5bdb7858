// The resolved scenario as YAML: every key that acts, with its value or prior and its evidence, in the order of the
// schema and of the ids. It reads back to the same scenario and the same hash.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/parameters.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

[[nodiscard]] std::string resolved_yaml(const Scenario& scenario, const ParameterTable& table);

/// A key that acts and what stands there, numbers as YAML.
struct WrittenKey {
  std::string path, value;
};
[[nodiscard]] std::vector<WrittenKey> resolved_keys(const Scenario& scenario, const ParameterTable& table);

/// 32 hex digits over a text: 128-bit FNV-1a.
[[nodiscard]] std::string hash_of(const std::string& text);

/// A number as in YAML: `0.3`, `{uniform: [0, 1], basis: judgement, source: "..."}`.
[[nodiscard]] std::string yaml_of(const Parameter& parameter);

}  // namespace backchannel
