// What `backchannel run` does: plays the runs that are wanted, keeps and shows what they leave behind.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/commands.hpp"
#include "cli/scenario_options.hpp"

namespace backchannel {

struct RunOptions {
  ScenarioOptions scenario;
  std::uint64_t runs = 20'000;
  std::uint64_t seed = 1;
  int threads = 0;             // 0: one a processor
  std::optional<int> horizon;  // days
  bool json = false;
};

ExitCode run_study(const RunOptions& options);

}  // namespace backchannel
