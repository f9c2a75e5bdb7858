// What `backchannel sweep` and `sensitivity STUDY` do: plays the points of a study that are wanted, keeps what they
// leave behind.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "cli/play/exit_code.hpp"
#include "sim/results/file/sweep_file.hpp"

namespace CLI {
class App;
}

namespace backchannel {

struct SweepOptions {
  std::string study, out;             // out: file; empty: nothing is kept
  std::optional<std::uint64_t> runs;  // a point, in place of the study's
  int threads = 0;                    // 0: one a processor
  bool overwrite = false, dry_run = false, json = false;

  /// The options of both commands, but the study itself.
  void add_to(CLI::App& command);
};

struct SweepEnd {
  ExitCode code = ExitCode::ok;
  std::optional<StoredSweep> sweep;  // nothing after a dry run
};

/// Tells the budget and plays; `command`: the program and its command. `check` may refuse the study before anything is
/// played. Throws BadInput with every problem of the study.
[[nodiscard]] SweepEnd run_sweep(const SweepOptions& options, const std::string& command,
                                 const std::function<void(const SweepFacts&)>& check = {});

}  // namespace backchannel
