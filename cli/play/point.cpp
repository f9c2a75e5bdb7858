#include "cli/play/point.hpp"

#include <algorithm>

#include "analysis/statistics/point_estimate.hpp"
#include "sim/crisis/kernel.hpp"
#include "sim/montecarlo/batch.hpp"
#include "sim/results/counts/record.hpp"

namespace backchannel {

namespace {
constexpr std::size_t most_models = 16;  // kept at once; a design whose every point is another scenario gains nothing

/// The pins of parameters that are uncertain in this model: others do not act in it.
Pins acting(const Pins& pins, const Model& model) {
  Pins result;
  for (const auto& [path, value] : pins) {
    const auto param = model.loaded.parameters.find(path);
    if (param && !model.loaded.parameters[*param].prior.is_constant()) result.emplace(path, value);
  }
  return result;
}

}  // namespace

std::shared_ptr<const Model> ModelCache::model(const SweepPoint& point) {
  std::string key;
  for (const Override& change : point.changes) key += change.path + "=" + change.value + "\n";
  {
    std::lock_guard lock(mutex_);
    if (const auto found = models_.find(key); found != models_.end()) return found->second;
  }
  auto model = std::make_shared<const Model>(changed_scenario(study_, point.changes));
  std::lock_guard lock(mutex_);
  if (models_.size() >= most_models) models_.clear();
  models_.emplace(key, model);
  return model;
}

std::optional<PointResult> play_point(const std::shared_ptr<const Model>& model, const SweepPoint& point,
                                      const std::vector<OutcomeFacts>& wanted, const PointResult& before,
                                      std::uint64_t end, const std::stop_token& stop) {
  struct Watched {
    std::optional<OutcomeOfInterest> outcome;
    PointEstimator estimator;
  };
  std::vector<Watched> watched;
  for (std::size_t o = 0; o < wanted.size(); ++o) {
    const OutcomeKind kind = wanted[o].kind;
    watched.push_back({find_outcome(wanted[o].id, *model),
                       before.sums.empty() ? PointEstimator(kind) : PointEstimator(kind, before.sums[o])});
  }
  PointResult result{before.runs, before.failed, {}, {}};
  CrisisKernel kernel(model, point.facts.seed, 2, acting(point.pins, *model));
  while (result.attempted() < end) {
    const std::uint64_t first = result.attempted(), count = std::min(batch_size, end - first);
    const auto batch = play_batch_unless(stop, kernel, point.facts.seed, first, count);
    if (!batch) break;
    each_run(
        *batch,
        [&](const Row& row) {
          ++result.runs;
          for (Watched& w : watched)
            if (w.outcome) w.estimator.add(row.run, w.outcome->value(row));
        },
        [&](const Failure&) { ++result.failed; });
  }
  if (result.attempted() < end && result.attempted() == before.attempted()) return std::nullopt;
  for (std::size_t o = 0; o < watched.size(); ++o) {
    const PointEstimator& estimator = watched[o].estimator;
    result.estimates.push_back(within_range(estimator.estimate(), wanted[o]));
    result.sums.push_back(estimator.sums());
  }
  return result;
}

}  // namespace backchannel
