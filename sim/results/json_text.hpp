// JSON as text: the one place where it leaves the program. Bytes that are no UTF-8 become U+FFFD, so that whoever reads
// it can.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace backchannel {

/// In one line; with an indent of at least 0, a value a line.
[[nodiscard]] std::string json_text(const nlohmann::ordered_json& json, int indent = -1);
[[nodiscard]] std::string json_text(const nlohmann::json& json, int indent = -1);

}  // namespace backchannel
