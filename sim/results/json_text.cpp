#include "sim/results/json_text.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace backchannel {

namespace {

/// DEL and the controls U+0080 to U+009F, which the library leaves as they are, by their numbers.
std::string without_controls(const std::string& json) {
  const auto byte = [&](std::size_t at) { return at < json.size() ? static_cast<unsigned char>(json[at]) : 0u; };
  std::string safe;
  safe.reserve(json.size());
  for (std::size_t at = 0; at < json.size(); ++at) {
    const bool is_control = byte(at) == 0xC2 && byte(at + 1) >= 0x80 && byte(at + 1) < 0xA0;
    if (is_control)
      safe += fmt::format("\\u{:04x}", byte(++at));
    else if (byte(at) == 0x7F)
      safe += "\\u007f";
    else
      safe += json[at];
  }
  return safe;
}

template <class Json>
std::string text_of(const Json& json, int indent) {
  return without_controls(json.dump(indent, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

std::string json_text(const nlohmann::ordered_json& json, int indent) { return text_of(json, indent); }
std::string json_text(const nlohmann::json& json, int indent) { return text_of(json, indent); }

}  // namespace backchannel
