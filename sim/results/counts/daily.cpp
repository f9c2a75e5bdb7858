#include "sim/results/counts/daily.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sim/crisis/model/model.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

Bins score_bins(std::size_t actors) {
  const auto per_actor = [&](int sum) { return sum / static_cast<double>(actors); };
  constexpr int within = (highest_score - lowest_score) / 2 + 1;
  return {per_actor(lowest_score - 1), per_actor(highest_score + 1), within, Bins::beyond, Bins::beyond};
}

std::vector<SeriesSpec> daily_series(const Model& model) {
  using enum AfterTheEnd;
  const double rungs = std::max<double>(1.0, static_cast<double>(model.scenario.ladder.size()) - 1.0);
  const Bins shares{0, 1, 50}, postures{0, rungs, 200, Bins::beyond, Bins::beyond};
  std::vector<SeriesSpec> series{
      {"state",
       "class",
       "state of the run: 0 no talks, 1 talks, 2 interim text in force, 3 comprehensive text in force, 4 force used, "
       "5 war",
       {0, 6, 6},
       last_value},
      {"tension", "0 to 1", "tension at the end of the day", shares, last_value},
      {"escalation", "score per actor", "acts of the day scored and divided by the number of actors",
       score_bins(model.actors.size()), left_out}};
  for (const CompiledActor& actor : model.actors) {
    series.push_back({"trust." + actor.id, "probability",
                      "belief of " + actor.id + " that its adversary keeps its word", shares, last_value});
    series.push_back(
        {"posture." + actor.id, "rungs", "posture of " + actor.id + " on the ladder", postures, last_value});
  }
  return series;
}

Daily::Daily(std::vector<SeriesSpec> series, int days) : series_(std::move(series)), days_(days) {
  std::size_t size = 0;
  for (const SeriesSpec& spec : series_) {
    offset_.push_back(size);
    size += days_ * spec.bins.count();
    lowest_.push_back(spec.bins.edge(0)), highest_.push_back(spec.bins.edge(spec.bins.count()));
  }
  counts_.resize(size);
  sums_.resize(series_.size() * days_);
}

/// Where a value counts: its bin and its millionths, rounded to even; both whole numbers.
struct Daily::Place {
  double bin, millionths;
};

namespace {

/// The bin of a value moved into [low, high], without branches so that lanes are placed side by side.
double bin_within(const Bins& bins, double value) {
  const double raised = value > bins.low ? value : bins.low, inside = raised < bins.high ? raised : bins.high;
  const double whole = std::floor((inside - bins.low) / (bins.high - bins.low) * bins.within);
  return bins.below + (whole < bins.within - 1 ? whole : bins.within - 1);
}

double millionths_of(double value, double lowest, double highest) {
  const double raised = value > lowest ? value : lowest, inside = raised < highest ? raised : highest;
  constexpr double shift = 0x1.8p52;
  return (inside * 1e6 + shift) - shift;
}

}  // namespace

Daily::Place Daily::place_of(std::size_t series, double value) const {
  const Bins& bins = series_[series].bins;
  const bool within = value >= bins.low && value <= bins.high;
  const double known = std::isnan(value) ? bins.low : value;  // a run that fails counts somewhere until it ends
  return {within ? bin_within(bins, value) : bins.outside(known),
          millionths_of(known, lowest_[series], highest_[series])};
}

void Daily::count(std::size_t series, int day, const Place& place) {
  ++counts(series, day)[static_cast<std::size_t>(place.bin)];
  sums_[cell(series, day)] += static_cast<std::int64_t>(place.millionths);
}

void Daily::add(std::size_t series, int day, double value) { count(series, day, place_of(series, value)); }

void Daily::carry(std::size_t series, int day, double value) {
  if (series_[series].after == AfterTheEnd::left_out) return;
  const Place place = place_of(series, value);
  for (; day <= days(); ++day) count(series, day, place);
}

void Daily::add(std::size_t series, const RunsToday& runs, std::span<const double> value) {
  const Bins& bins = series_[series].bins;
  const double lowest = lowest_[series], highest = highest_[series];
  constexpr std::size_t together = 8;
  for (std::size_t first = 0; first < value.size(); first += together) {
    std::array<double, together> bin, millionths;
    for (std::size_t i = 0; i < together; ++i) {
      bin[i] = bin_within(bins, value[first + i]);
      millionths[i] = millionths_of(value[first + i], lowest, highest);
    }
    for (std::size_t i = 0; i < together; ++i) {
      const std::size_t run = first + i;
      if (runs.running[run] == 0) continue;
      const int today = static_cast<int>(runs.day[run]);
      const bool within = value[run] >= bins.low && value[run] <= bins.high;
      count(series, today, within ? Place{bin[i], millionths[i]} : place_of(series, value[run]));
      if (runs.ended[run] != 0) carry(series, today + 1, value[run]);
    }
  }
}

Daily& Daily::operator+=(const Daily& other) {
  if (counts_.size() != other.counts_.size() || sums_.size() != other.sums_.size())
    throw std::invalid_argument("daily series of unlike studies cannot be combined");
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
  for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += other.sums_[i];
  return *this;
}

std::span<const std::uint32_t> Daily::counts(std::size_t series, int day) const {
  const std::size_t bins = series_[series].bins.count();
  return {counts_.data() + offset_[series] + bins * (day - 1), bins};
}
std::span<std::uint32_t> Daily::counts(std::size_t series, int day) {
  const std::size_t bins = series_[series].bins.count();
  return {counts_.data() + offset_[series] + bins * (day - 1), bins};
}

}  // namespace backchannel
