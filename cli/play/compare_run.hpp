// What `backchannel compare` does: plays the same runs of a scenario before and after a change, and tells what the change
// does.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/play/exit_code.hpp"
#include "cli/play/scenario_options.hpp"

namespace backchannel {

struct CompareOptions {
  ScenarioOptions scenario;
  std::vector<std::string> with, vs;  // path=value, or files of policies
  std::vector<std::string> outcomes;
  std::uint64_t runs = 20'000, seed = 1;
  int threads = 0, stories = 3;
  std::string out;  // file; empty: nothing is kept
  bool json = false, overwrite = false;
};

ExitCode run_comparison(const CompareOptions& options);

}  // namespace backchannel
