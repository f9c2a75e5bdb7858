#include "sim/crisis/kernel.hpp"

#include <cmath>

#include "sim/crisis/begin.hpp"

namespace backchannel {

CrisisKernel::CrisisKernel(std::shared_ptr<const Model> model, std::uint64_t seed, std::uint64_t plays,
                           const Pins& pins)
    : model_(std::move(model)),
      seed_(seed),
      values_(model_->loaded.parameters, seed, plays, pins),
      state_(std::make_unique<State>(*model_)),
      work_(std::make_unique<Workspace>(*model_, *state_)) {}

void CrisisKernel::start(int lane, std::uint64_t run) {
  values_.start(lane, run);
  run_[static_cast<std::size_t>(lane)] = run;
  state_->day[lane] = 0;
  fresh_ = fresh_ | Mask::of(lane);
}

Mask CrisisKernel::day(const Draws& draws, const Mask&) {
  if (any(fresh_)) {
    Draws morning(seed_);
    for (int lane = 0; lane < lane_count; ++lane) morning.set(lane, run_[static_cast<std::size_t>(lane)], 0);
    for_each_pack(fresh_, [&](const Pack& pack) { begin(*model_, *state_, values_, morning.packed(pack), pack); });
    fresh_ = Mask::none();
  }
  state_->day += 1.0;
  return live_through_day(*model_, *state_, values_, draws, *work_);
}

Row CrisisKernel::row(int lane) const { return row_of(*model_, *state_, lane, run_[static_cast<std::size_t>(lane)]); }

std::optional<std::string> CrisisKernel::failure(int lane) const {
  const State& s = *state_;
  const auto place = [&](const char* what, const std::string& who) {
    return std::optional<std::string>(std::string(what) + " of " + who + " is not finite on day " +
                                      std::to_string(static_cast<int>(s.day[lane])));
  };
  if (!std::isfinite(s.tension_sum[lane])) return place("tension", "the crisis");
  if (s.tension[lane] < 0 || s.tension[lane] > 1) return "tension has left [0, 1]";
  for (std::size_t a = 0; a < model_->actors.size(); ++a) {
    const std::string& id = model_->actors[a].id;
    if (!std::isfinite(s.posture[a][lane])) return place("mobilisation", id);
    if (!std::isfinite(s.trust[a][lane])) return place("trust", id);
    if (!std::isfinite(s.strain[a][lane])) return place("strain", id);
    if (!std::isfinite(s.risk_sum[a][lane])) return place("perceived risk", id);
    if (!std::isfinite(s.final_value[a][lane])) return place("value", id);
  }
  for (std::size_t k = 0; k < s.in_force.size(); ++k)
    if (!(s.in_force[k][lane] >= 0 && s.in_force[k][lane] <= 1)) return "a text has left [0, 1]";
  return std::nullopt;
}

}  // namespace backchannel
