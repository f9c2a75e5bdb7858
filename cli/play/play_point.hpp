// Runs of one scenario counted for outcomes of interest.
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

/// Plays `runs` runs at a point; nothing once `stop` is requested. An outcome that the model does not
/// have is NaN; a pin of a number that does not act in it has no effect.
[[nodiscard]] std::optional<PointResult> play_point(const std::shared_ptr<const Model>& model, const PointFacts& point,
                                                    const Pins& pins, const std::vector<OutcomeFacts>& wanted,
                                                    std::uint64_t runs, std::stop_token stop);

}  // namespace backchannel
