// Daily series: for each day the distribution of a public quantity over runs, as counts in bins (bins.hpp).
// Counts and sums (in millionths) are whole numbers, so series of batches combine to the same bits in any order.
//
// A run that ended before the horizon goes on counting with its last value in series that are carried; the others are
// over the runs still running. A run that fails counts until the day on which it ended.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/results/counts/bins.hpp"

namespace backchannel {

class Model;

enum class AfterTheEnd { last_value, left_out };

struct SeriesSpec {
  std::string name, unit, meaning;
  Bins bins;
  AfterTheEnd after = AfterTheEnd::last_value;
};

/// States of a run on a day, the highest that holds.
enum class DailyState : std::uint8_t { no_talks, talks, interim, comprehensive, force_used, war };
inline constexpr std::array<const char*, 6> day_state_names{"no_talks",      "talks",      "interim",
                                                            "comprehensive", "force_used", "war"};

/// The days' acts scored are even whole numbers in sum over the actors, so their bins stand around those, whatever the
/// number of actors: score_of_bin(b) = −40 + 2·b while it is at most 458.
inline constexpr int lowest_score = -40, highest_score = 458;
[[nodiscard]] Bins score_bins(std::size_t actors);

/// state, tension, escalation, then trust.<actor> and posture.<actor> for each actor. Postures know no bounds; their
/// bins of equal width reach from the lowest to the highest rung.
[[nodiscard]] std::vector<SeriesSpec> daily_series(const Model& model);

/// Runs side by side: the day of each, and 1 or 0 for whether it runs and whether it ended on that day.
struct RunsToday {
  std::span<const double> day, running, ended;
};

class Daily {
 public:
  Daily() = default;
  Daily(std::vector<SeriesSpec> series, int days);

  /// day: 1 … days.
  void add(std::size_t series, int day, double value);
  /// The value on every day from `day` on, if the series is carried.
  void carry(std::size_t series, int day, double value);
  /// A value of each of the runs, of which those that are running count; carried where the run has ended.
  void add(std::size_t series, const RunsToday& runs, std::span<const double> value);
  Daily& operator+=(const Daily& other);

  [[nodiscard]] int days() const { return static_cast<int>(days_); }
  [[nodiscard]] const std::vector<SeriesSpec>& series() const { return series_; }
  [[nodiscard]] std::span<const std::uint32_t> counts(std::size_t series, int day) const;
  [[nodiscard]] std::span<std::uint32_t> counts(std::size_t series, int day);
  /// Sum of the values in millionths; a value beyond the outermost edges counts as that edge.
  [[nodiscard]] std::int64_t sum(std::size_t series, int day) const { return sums_[cell(series, day)]; }
  void set_sum(std::size_t series, int day, std::int64_t sum) { sums_[cell(series, day)] = sum; }

 private:
  struct Place;
  [[nodiscard]] Place place_of(std::size_t series, double value) const;
  void count(std::size_t series, int day, const Place& place);
  [[nodiscard]] std::size_t cell(std::size_t series, int day) const { return series * days_ + (day - 1); }

  std::vector<SeriesSpec> series_;
  std::size_t days_ = 0;
  std::vector<std::size_t> offset_;       // of a series in counts_
  std::vector<double> lowest_, highest_;  // edges of a series
  std::vector<std::uint32_t> counts_;
  std::vector<std::int64_t> sums_;
};

}  // namespace backchannel
