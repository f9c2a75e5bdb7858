// The scenario argument and `--set`, alike for every command that reads a scenario.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/reader.hpp"

namespace CLI {
class App;
}

namespace backchannel {

struct ScenarioOptions {
  std::string file;
  std::vector<std::string> sets;  // path=value

  void add_to(CLI::App& command);
  /// Reads the scenario strictly, `more` set last; throws BadInput with every problem.
  [[nodiscard]] LoadedScenario load(const std::vector<Override>& more = {}) const;
};

}  // namespace backchannel
