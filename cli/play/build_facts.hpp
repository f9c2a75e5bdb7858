// What this executable was built from, for `--version`, the manifest and the study file.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

namespace backchannel {

/// Name and value: version, results version, compiler, machine level, lanes, Boost, glibc.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> build_facts();
/// The same as a JSON object.
[[nodiscard]] nlohmann::ordered_json build_facts_json();
/// The same for people, a fact a line.
[[nodiscard]] std::string build_facts_text();
[[nodiscard]] std::string version();

}  // namespace backchannel
