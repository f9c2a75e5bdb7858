// Runs at a design point of a study, counted for outcomes of interest.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "analysis/findings/sweep_points.hpp"
#include "sim/crisis/model/model.hpp"

namespace backchannel {

/// Models by their changes: a model is compiled once for points that differ in pinned numbers only. Safe for threads.
class ModelCache {
 public:
  explicit ModelCache(const Study& study) : study_(study) {}
  std::shared_ptr<const Model> model(const SweepPoint& point);

 private:
  const Study& study_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const Model>> models_;
};

/// Adds runs to those that a point has: `before` (its sums included, none of a point that was not played), up to `end`
/// in all (at least as many as it has). Stopped in between it has the batches that were finished; nothing if there is
/// none more than before. An outcome that the model does not have is NaN; a pin of a number that does not act in it has
/// no effect.
[[nodiscard]] std::optional<PointResult> play_point(const std::shared_ptr<const Model>& model, const SweepPoint& point,
                                                    const std::vector<OutcomeFacts>& wanted, const PointResult& before,
                                                    std::uint64_t end, const std::stop_token& stop);

}  // namespace backchannel
