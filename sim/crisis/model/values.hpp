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

  Values(Values&&) = default;  // places stay where they are

  const Lanes& operator[](Param p) const { return *place_[p.index].row; }
  [[nodiscard]] Slice gathered(Param p, const Pack& pack) const {
    const Place& place = place_[p.index];
    return place.of_all == 0 ? filled<slice_width>((*place.row)[0]) : backchannel::gathered(*place.row, pack);
  }

  [[nodiscard]] Slice neighbours(Param p, int first) const {
    const Place& place = place_[p.index];
    return backchannel::neighbours(*place.row, first & place.of_all);
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
  /// Where a parameter stands. Of a constant, any eight are as good (of_all 0, else all bits): the first stay in the
  /// cache.
  struct Place {
    const Lanes* row;
    int of_all;
  };
  std::vector<Place> place_;
  std::uint32_t first_prior_ = 0;
  std::vector<Param> uncertain_;
  std::vector<Stream> streams_;
  std::vector<double> drawn_;
  std::vector<std::pair<std::size_t, double>> pinned_;  // place in uncertain_
};

}  // namespace backchannel
