#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "cli/story/chronicle.hpp"
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

/// Two days of a flagship run, with nothing happening on them: for entries put in by hand.
inline Replay quiet_days() {
  Replay told = replay(model_of("flagship/oman-2026.yaml"), 1, 0);
  told.entries.clear();
  told.evenings.resize(2, told.evenings.front());
  for (std::size_t n = 0; n < 2; ++n) {
    told.evenings[n] = told.evenings.front();
    told.evenings[n].day = static_cast<int>(n) + 1;
  }
  told.start.trust = told.evenings.front().trust;
  return told;
}

inline ActorId actor(const Replay& told, const std::string& id) { return told.model->actor(id); }

/// What is told of day 2.
inline std::string second_day(const Replay& told) {
  const auto passages = chronicle(told);
  return passages.empty() || passages.back().day != 2 ? "" : passages.back().text;
}

}  // namespace backchannel::test
