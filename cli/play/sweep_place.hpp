// The file of `sweep --out` and `compare --out`, or a temporary one where nothing is kept. A lock keeps a second
// writer out.
#pragma once

#include <filesystem>
#include <optional>

#include "cli/play/lock.hpp"
#include "cli/play/request.hpp"
#include "sim/crisis/model/model.hpp"
#include "sim/results/file/sweep_file.hpp"

namespace backchannel {

class SweepPlace {
 public:
  /// Locks the file; to overwrite it is to empty it, if it is a study file. Throws BadInput if it cannot be used.
  explicit SweepPlace(const Keep& keep);
  ~SweepPlace();
  SweepPlace(const SweepPlace&) = delete;
  SweepPlace& operator=(const SweepPlace&) = delete;

  [[nodiscard]] const std::filesystem::path& file() const { return file_; }
  /// The study that is there, checked to be the same; none if there is no study yet.
  [[nodiscard]] std::optional<StoredSweep> stored(const SweepFacts& wanted) const;
  [[nodiscard]] StoredSweep read(Outcomes which = Outcomes::told) const { return read_sweep(file_, which); }

 private:
  void remove_logs() const;

  std::filesystem::path file_;
  bool kept_;
  std::optional<Lock> lock_;  // goes last of all: closing the file drops SQLite's own locks on it
};

/// What a study keeps of the scenario that it changes.
[[nodiscard]] SweepFacts facts_of_base(const Model& base);

/// Throws std::runtime_error if more than 0.1 % of the runs failed: no share of them is shown.
void refuse_failures(const StoredSweep& sweep);

}  // namespace backchannel
