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
  faults_.clear(lane);
  fresh_ = fresh_ | Mask::of(lane);
}

Mask CrisisKernel::day(const Draws& draws, const Mask& running) {
  if (any(fresh_)) {
    Draws morning(seed_);
    for (int lane = 0; lane < lane_count; ++lane) morning.set(lane, run_[static_cast<std::size_t>(lane)], 0);
    for_each_pack(fresh_,
                  [&](const Pack& pack) { begin(*model_, *state_, values_, morning.packed(pack), *work_, pack); });
    fresh_ = Mask::none();
  }
  state_->day += 1.0;
  work_->running = running;
  const Mask ended = live_through_day(*model_, *state_, values_, draws, *work_);
  faults_.look(*state_);
  return ended;
}

Row CrisisKernel::row(int lane) const { return row_of(*model_, *state_, lane, run_[static_cast<std::size_t>(lane)]); }

std::optional<std::string> CrisisKernel::failure(int lane) const {
  if (auto fault = faults_.of(lane, *model_)) return fault;
  for (std::size_t a = 0; a < model_->actors.size(); ++a)
    if (!std::isfinite(state_->final_value[a][lane]))
      return "what the crisis is worth to " + model_->actors[a].id + " at its end is not finite";
  return std::nullopt;
}

}  // namespace backchannel
