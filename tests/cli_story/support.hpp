#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "cli/story/replay.hpp"

namespace backchannel::test {

inline std::filesystem::path scenario_file(const std::string& name) {
  return std::filesystem::path(PROJECT_ROOT) / "scenarios" / name;
}
inline std::shared_ptr<const Model> model_of(const std::string& name, std::span<const Override> overrides = {}) {
  return std::make_shared<const Model>(read_scenario(scenario_file(name), overrides));
}
inline std::shared_ptr<const Model> model_of_text(const std::string& yaml) {
  return std::make_shared<const Model>(read_scenario_text(yaml, "test.yaml"));
}

}  // namespace backchannel::test
