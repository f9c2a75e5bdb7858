// Plays the same runs of a scenario before and after a change.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/play/changes.hpp"
#include "cli/play/listener.hpp"
#include "cli/play/request.hpp"
#include "sim/crisis/model/model.hpp"
#include "sim/results/file/sweep_file.hpp"

namespace backchannel {

struct ComparedSide {
  std::shared_ptr<const Model> model;
  Changes changes;  // that made it
};

struct ComparisonRequest {
  ComparedSide before, after;
  std::vector<std::string> outcomes;      // none: default_outcomes()
  std::uint64_t runs = 20'000, seed = 1;  // on each side; all are held in memory
  int threads = 0;
  std::uint64_t stories = 3;  // flipped runs whose parting is told
  Keep keep;                  // a file (sweep_place.hpp)
};

struct PlayedComparison {
  std::optional<StoredSweep> comparison;  // of the runs that were played; none if it was stopped before the first
  std::uint64_t played = 0;               // runs on each side
  bool finished = false;                  // else it was stopped
  bool kept = false;                      // what it found, in a file; single runs are held in memory only
};

/// Notes what was there already. Throws BadInput for an unknown outcome, and if the place cannot be used or holds
/// another study; std::runtime_error if too many runs failed.
[[nodiscard]] PlayedComparison play_comparison(const ComparisonRequest& request, Listener& listener);

}  // namespace backchannel
