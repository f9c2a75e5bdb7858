// Plays a study: a scenario at the points of a design over its factors.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/play/listener.hpp"
#include "cli/play/request.hpp"
#include "sim/results/file/sweep_file.hpp"
#include "sim/study/study.hpp"

namespace backchannel {

struct SweepRequest {
  Study study;
  std::optional<std::uint64_t> runs;  // a point, in place of the study's; an even number
  int threads = 0;
  Keep keep;                           // a file (sweep_place.hpp)
  Outcomes outcomes = Outcomes::told;  // of the result; all are kept
};

/// What a study will take, from a few runs of a point in the middle of its design.
struct SweepBudget {
  std::uint64_t points = 0, runs_per_point = 0;  // points that are still to be played; runs of each in the end
  std::uint64_t runs = 0;                        // that are still to be played
  std::uint64_t pilot_runs = 0;
  double runs_a_second = 0;  // on one thread
  double seconds = 0;        // for all of it
  int threads = 1;
  /// "6 points, 256 runs each: 1,536 runs; about 1 s on 2 threads (pilot: 256 runs, 2,000 a second and thread)"
  [[nodiscard]] std::string text() const;
};

struct SweepResult {
  StoredSweep sweep;
  bool finished = false;
  std::size_t points_done = 0;       // with all their runs
  std::uint64_t runs_of_others = 0;  // that were stopped on the way
};

/// A study that is ready to be played.
class Sweep {
 public:
  /// Throws BadInput with every problem of the study that reading it did not find.
  explicit Sweep(SweepRequest request);
  ~Sweep();

  [[nodiscard]] const SweepFacts& facts() const;
  [[nodiscard]] SweepBudget budget() const;
  /// What cannot act in the scenario although the study sets it.
  [[nodiscard]] std::vector<std::string> notices() const;
  /// Goes on with what is kept there; with more runs a point extends it. Notes what was there already, and the budget.
  /// Throws BadInput if the place cannot be used or holds another study, std::runtime_error if too many runs failed.
  [[nodiscard]] SweepResult play(Listener& listener);

 private:
  class Play;
  std::unique_ptr<Play> play_;
};

/// "1 min 05 s"
[[nodiscard]] std::string duration_text(double seconds);

}  // namespace backchannel
