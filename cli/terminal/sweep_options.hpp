// The options of the commands that play a study, alike for both.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/play/sweep.hpp"
#include "cli/terminal/options.hpp"

namespace backchannel {

struct SweepOptions {
  std::string study, out;
  std::optional<std::uint64_t> runs;
  int threads = 0;
  bool overwrite = false, dry_run = false, json = false;

  /// All but the study itself.
  void add_to(const Command& command);
  /// Reads the study; `command`: the program and its command. Throws BadInput with every problem.
  [[nodiscard]] SweepRequest request(const std::string& command) const;
  /// Plays the study and says where it was stopped; with --dry-run its budget is told, and there is no result.
  [[nodiscard]] std::optional<SweepResult> play(Sweep& sweep) const;
};

}  // namespace backchannel
