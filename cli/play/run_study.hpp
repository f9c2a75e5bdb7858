// What `backchannel run` does: plays the runs that are wanted, keeps and shows what they leave behind.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/play/exit_code.hpp"
#include "cli/play/scenario_options.hpp"

namespace backchannel {

struct RunOptions {
  ScenarioOptions scenario;
  std::uint64_t runs = 20'000;
  std::uint64_t seed = 1;
  int threads = 0;                   // 0: one a processor
  std::optional<int> horizon;        // days
  std::optional<double> half_width;  // of the 95 % intervals, as a share: stop when they are this narrow
  std::string outcome;               // the class that is watched; empty: all six
  std::uint64_t max_runs = 1'000'000;
  std::string nested;  // DRAWSxRUNS; empty: no nested design
  std::string out;     // folder; empty: nothing is kept
  bool json = false, overwrite = false, keep_rows = false, allow_failures = false;
};

ExitCode run_study(const RunOptions& options);

}  // namespace backchannel
