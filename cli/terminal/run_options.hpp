// The options of `run`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/play/scenario.hpp"
#include "cli/terminal/options.hpp"
#include "cli/terminal/scenario_options.hpp"

namespace backchannel {

struct RunOptions {
  std::vector<std::string> places;  // scenarios, and folders of them
  ScenarioOptions scenario;         // the one that is played
  std::uint64_t runs = 20'000, seed = 1, most_runs = 1'000'000;
  int threads = 0;
  std::optional<double> half_width;
  std::vector<std::string> outcomes;  // watched
  std::string nested, out;
  bool json = false, overwrite = false, keep_rows = false, allow_failures = false;

  void add_to(const Command& command);
  [[nodiscard]] Failures failures() const { return allow_failures ? Failures::allow : Failures::withhold_shares; }
  /// Reads the scenario; throws BadInput with every problem.
  [[nodiscard]] RunRequest request() const;
  /// These options for each of several scenarios; what is kept stands in a folder of its name.
  [[nodiscard]] std::vector<RunOptions> each_of(const std::vector<std::string>& files) const;
  /// What is to be said of a run that was stopped; empty if it was not.
  [[nodiscard]] std::string stopped(const RunResult& result) const;
};

}  // namespace backchannel
