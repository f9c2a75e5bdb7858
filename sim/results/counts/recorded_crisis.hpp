// The crisis as a kernel of the engine that also leaves daily series: what `run` plays.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "sim/crisis/kernel.hpp"
#include "sim/results/counts/daily.hpp"

namespace backchannel {

/// Where the threads leave the series of their parts of a batch, and the study takes the batch's, by first run.
class DailyDesk {
 public:
  std::shared_ptr<Daily> open(std::uint64_t first_run, const std::vector<SeriesSpec>& series, int days);
  /// The sum of what the threads left.
  std::shared_ptr<Daily> take(std::uint64_t first_run);

 private:
  std::mutex mutex_;
  std::map<std::uint64_t, std::vector<std::shared_ptr<Daily>>> series_;
};

/// The crisis kernel, and what it does day by day recorded batch by batch. Batches begin at `first_run` and every
/// batch_size runs after.
class RecordedCrisis {
 public:
  using Row = backchannel::Row;
  RecordedCrisis(std::shared_ptr<const Model> model, std::uint64_t seed, std::uint64_t first_run, DailyDesk& desk);

  void start(int lane, std::uint64_t run);
  Mask day(const Draws& draws, const Mask& running);
  [[nodiscard]] Row row(int lane) const { return kernel_.row(lane); }
  [[nodiscard]] std::optional<std::string> failure(int lane) const { return kernel_.failure(lane); }

 private:
  CrisisKernel kernel_;
  std::uint64_t first_run_;
  DailyDesk& desk_;
  std::vector<SeriesSpec> series_;
  std::optional<std::uint64_t> batch_;
  std::shared_ptr<Daily> daily_;
};

}  // namespace backchannel
