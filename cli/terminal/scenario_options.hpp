// The scenario argument and `--set`, alike for every command that reads a scenario.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/terminal/options.hpp"
#include "sim/scenario/reader.hpp"

namespace backchannel {

struct ScenarioOptions {
  std::string file;
  std::vector<std::string> sets;  // path=value
  std::optional<int> horizon;     // days, where the command has --horizon

  void add_to(const Command& command);
  void add_settings_to(const Command& command);
  void add_horizon_to(const Command& command);
  /// What the options change, in their order.
  [[nodiscard]] std::vector<Override> changes() const;
  /// Reads the scenario strictly, `more` set last; throws BadInput with every problem. The options are noted in it, as
  /// what stands in every heading; of `more` a comparison tells itself.
  [[nodiscard]] LoadedScenario load(const std::vector<Override>& more = {}) const;
};

struct ScenarioFiles {
  std::vector<std::string> files;
  std::vector<std::string> notices;  // of files of a folder that are passed over although they are no study or policy
};

/// The scenarios in these places: files, and of folders the scenarios that stand in them, by name. Throws BadInput for
/// a folder without any, and for a file that stands there twice.
[[nodiscard]] ScenarioFiles scenarios_in(const std::vector<std::string>& places);

}  // namespace backchannel
