// The parameters of a block of runs: constants stand once for all lanes (equal constants share a row), priors have a
// value per run. Each draw of the priors is played `plays` times: run r uses draw ⌊r / plays⌋, so that luck and
// judgement can be told apart.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/core/lanes.hpp"
#include "sim/core/packing.hpp"
#include "sim/scenario/parameters.hpp"

namespace backchannel {

/// Uncertain parameters held at a value in every run, by path. What others believe of a private number stays the
/// prior, unlike with a constant in the scenario, which everybody knows.
using Pins = std::map<std::string, double>;

class Values {
 public:
  /// Throws std::invalid_argument for a pin that is no uncertain parameter of the table.
  explicit Values(const ParameterTable& table, std::uint64_t seed, std::uint64_t plays = 2, const Pins& pins = {});

  const Lanes& operator[](Param p) const { return rows_[row_of_[p.index]]; }
  [[nodiscard]] Slice gathered(Param p, const Pack& pack) const {
    const std::uint32_t row = row_of_[p.index];
    return row < first_prior_ ? filled<slice_width>(rows_[row][0]) : backchannel::gathered(rows_[row], pack);
  }

  [[nodiscard]] Slice neighbours(Param p, int first) const {
    const std::uint32_t row = row_of_[p.index];  // of a constant, any eight are as good: the first stay in the cache
    return backchannel::neighbours(rows_[row], row < first_prior_ ? 0 : first);
  }

  /// Draws all priors for a run that starts in a lane.
  void start(int lane, std::uint64_t run);

  /// The drawn values of the priors of the run last started, in the order of `uncertain()`.
  [[nodiscard]] const std::vector<double>& drawn() const { return drawn_; }
  [[nodiscard]] const std::vector<Param>& uncertain() const { return uncertain_; }

 private:
  const ParameterTable& table_;
  std::uint64_t seed_, plays_, drawn_for_ = ~std::uint64_t{0};
  std::vector<KeptLanes<lane_count>> rows_;
  std::vector<std::uint32_t> row_of_;
  std::uint32_t first_prior_ = 0;
  std::vector<Param> uncertain_;
  std::vector<Stream> streams_;
  std::vector<double> drawn_;
  std::vector<std::pair<std::size_t, double>> pinned_;  // place in uncertain_
};

}  // namespace backchannel
