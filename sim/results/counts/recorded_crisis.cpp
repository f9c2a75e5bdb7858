#include "sim/results/counts/recorded_crisis.hpp"

#include <span>
#include <stdexcept>

#include "sim/crisis/state/situation.hpp"
#include "sim/montecarlo/played.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

namespace {

/// The highest state that holds.
Lanes day_states(const State& state) {
  Lanes result(lanes(0));  // no talks
  const auto raise = [&](const auto& where, DailyState to) { result = select(where, static_cast<double>(to), result); };
  raise(on(state.talks.open) | has_come(state.pending), DailyState::talks);
  raise(is(state.settlement, Scope::interim), DailyState::interim);
  raise(is(state.settlement, Scope::comprehensive), DailyState::comprehensive);
  raise(at_least(state.violence, code(Violence::strike)), DailyState::force_used);
  raise(at_least(state.violence, code(Violence::war)), DailyState::war);
  return result;
}

}  // namespace

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
  const auto actors = static_cast<double>(kernel_.model().actors.size());
  std::size_t series = 0;
  const auto span = [](const Lanes& x) { return std::span<const double, lane_count>(x.data(), lane_count); };
  const RunsToday runs{span(state.day), span(running.on()), span(ended.on())};
  const auto record = [&](const Lanes& value) { daily_->add(series++, runs, span(value)); };
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
