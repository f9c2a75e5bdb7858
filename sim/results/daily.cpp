#include "sim/results/daily.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sim/montecarlo/played.hpp"

namespace backchannel {

namespace {

/// The highest state that holds, an index of day_state_names.
Lanes day_states(const State& state) {
  Lanes result = select(above(state.talks.open, 0.5) | above(state.pending, 0.5), 1.0, Lanes(lanes(0)));
  result = select(above(state.settlement, 0.5), 1.0 + state.settlement, result);
  result = select(above(state.violence, 1.5), 2.0 + state.violence, result);
  return result;
}

}  // namespace

std::vector<SeriesSpec> daily_series(const Model& model) {
  using enum AfterTheEnd;
  const double rungs = std::max<double>(1.0, static_cast<double>(model.scenario.ladder.size()) - 1.0);
  std::vector<SeriesSpec> series{
      {"state", "class",
       "state of the run: 0 no talks, 1 talks, 2 interim text in force, 3 comprehensive text in force, 4 force used, "
       "5 war",
       0, 6, 6, last_value},
      {"tension", "0 to 1", "tension at the end of the day", 0, 1, 50, last_value},
      {"escalation", "score per actor", "acts of the day scored and divided by the number of actors", -2, 30, 128,
       left_out}};
  for (const CompiledActor& actor : model.actors) {
    series.push_back({"trust." + actor.id, "probability",
                      "belief of " + actor.id + " that its adversary keeps its word", 0, 1, 50, last_value});
    series.push_back(
        {"posture." + actor.id, "rungs", "posture of " + actor.id + " on the ladder", 0, rungs, 200, last_value});
  }
  return series;
}

Daily::Daily(std::vector<SeriesSpec> series, int days) : series_(std::move(series)), days_(days) {
  std::size_t size = 0;
  for (const SeriesSpec& spec : series_) {
    offset_.push_back(size);
    size += static_cast<std::size_t>(spec.bins) * static_cast<std::size_t>(days);
  }
  counts_.resize(size);
  sums_.resize(series_.size() * static_cast<std::size_t>(days));
}

namespace {

/// Where a value counts, without branches so that lanes are placed side by side: its bin, a whole number, and its
/// millionths, rounded to even.
struct Binned {
  double bin, millionths;

  Binned(double value, double low, double high, double bins) {
    const double raised = value > low ? value : low, inside = raised < high ? raised : high;
    const double at = (inside - low) / (high - low) * bins, whole = std::floor(at);
    bin = whole < bins - 1 ? whole : bins - 1;
    constexpr double shift = 0x1.8p52;
    millionths = (inside * 1e6 + shift) - shift;
  }
};

}  // namespace

void Daily::count(std::size_t series, int day, double bin, double millionths) {
  ++counts(series, day)[static_cast<std::size_t>(bin)];
  sums_[cell(series, day)] += static_cast<std::int64_t>(millionths);
}

void Daily::add(std::size_t series, int day, double value) {
  const SeriesSpec& spec = series_[series];
  const Binned place(value, spec.low, spec.high, spec.bins);
  count(series, day, place.bin, place.millionths);
}

void Daily::carry(std::size_t series, int day, double value) {
  const SeriesSpec& spec = series_[series];
  if (spec.after == AfterTheEnd::left_out) return;
  const Binned place(value, spec.low, spec.high, spec.bins);
  for (; day <= days_; ++day) count(series, day, place.bin, place.millionths);
}

void Daily::add(std::size_t series, const Lanes& day, const Lanes& value, const Mask& on, const Mask& ended) {
  const SeriesSpec& spec = series_[series];
  const double low = spec.low, high = spec.high, bins = static_cast<double>(spec.bins);
  Lanes bin, millionths;
  for (int lane = 0; lane < lane_count; ++lane) {
    const Binned place(value[lane], low, high, bins);
    bin[lane] = place.bin;
    millionths[lane] = place.millionths;
  }
  for (int lane = 0; lane < lane_count; ++lane) {
    if (!on[lane]) continue;
    const int today = static_cast<int>(day[lane]);
    count(series, today, bin[lane], millionths[lane]);
    if (ended[lane]) carry(series, today + 1, value[lane]);
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
  const auto bins = static_cast<std::size_t>(series_[series].bins);
  return {counts_.data() + offset_[series] + bins * static_cast<std::size_t>(day - 1), bins};
}
std::span<std::uint32_t> Daily::counts(std::size_t series, int day) {
  const auto bins = static_cast<std::size_t>(series_[series].bins);
  return {counts_.data() + offset_[series] + bins * static_cast<std::size_t>(day - 1), bins};
}

std::shared_ptr<Daily> DailyDesk::open(std::uint64_t first_run, const std::vector<SeriesSpec>& series, int days) {
  auto daily = std::make_shared<Daily>(series, days);
  std::lock_guard lock(mutex_);
  series_[first_run].push_back(daily);
  return daily;
}

std::shared_ptr<Daily> DailyDesk::take(std::uint64_t first_run) {
  std::lock_guard lock(mutex_);
  const auto left = series_.extract(first_run);
  if (left.empty()) throw std::logic_error("a batch left no daily series");
  const auto& parts = left.mapped();
  for (std::size_t n = 1; n < parts.size(); ++n) *parts[0] += *parts[n];
  return parts[0];
}

RecordedCrisis::RecordedCrisis(std::shared_ptr<const Model> model, std::uint64_t seed, std::uint64_t first_run,
                               DailyDesk& desk)
    : kernel_(std::move(model), seed), first_run_(first_run), desk_(desk), series_(daily_series(kernel_.model())) {}

void RecordedCrisis::start(int lane, std::uint64_t run) {
  const std::uint64_t batch = (run - first_run_) / batch_size;
  if (batch != batch_) {
    batch_ = batch;
    daily_ = desk_.open(first_run_ + batch * batch_size, series_, kernel_.model().scenario.horizon);
  }
  kernel_.start(lane, run);
}

Mask RecordedCrisis::day(const Draws& draws, const Mask& running) {
  const Mask ended = kernel_.day(draws, running);
  const State& state = kernel_.state();
  const double actors = static_cast<double>(kernel_.model().actors.size());
  std::size_t series = 0;
  const auto record = [&](const Lanes& value) { daily_->add(series++, state.day, value, running, ended); };
  record(day_states(state));
  record(state.tension);
  record(state.today.score / actors);
  for (const ActorId a : kernel_.model().actors.ids()) {
    record(logistic(state.trust[a]));
    record(state.posture[a]);
  }
  return ended;
}

}  // namespace backchannel
