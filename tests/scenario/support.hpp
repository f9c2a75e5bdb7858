// A small scenario and shorthands for the tests of the reader.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/reader.hpp"

namespace backchannel::testing {

inline const std::string small = R"(issues:
  relief: {}
  stock: {}
actors:
  a:
    preferences:
      relief: {ideal: 1}
      stock: {ideal: 0}
  b:
    preferences: {relief: {ideal: 0}, stock: {ideal: 1}}
  c: {role: third_party}
)";

inline LoadedScenario load(const std::string& text, const std::vector<std::string>& settings = {}) {
  std::vector<Override> overrides;
  for (const std::string& setting : settings) overrides.push_back(parse_override(setting));
  return read_scenario_text(text, "s.yaml", overrides);
}

/// All messages, one a line; empty if the text loads.
inline std::string messages(const std::string& text, const std::vector<std::string>& settings = {}) {
  try {
    load(text, settings);
  } catch (const BadInput& error) {
    return error.what();
  }
  return "";
}

/// The messages of the small scenario with lines added at its end; the first of them is line 12.
inline std::string with(const std::string& lines) { return messages(small + lines); }
/// The messages of the small scenario with one setting, without the place "--set ...: ".
inline std::string set(const std::string& setting) {
  const std::string text = messages(small, {setting});
  const std::string place = "--set " + setting + ": ";
  return text.starts_with(place) ? text.substr(place.size()) : text;
}

}  // namespace backchannel::testing
