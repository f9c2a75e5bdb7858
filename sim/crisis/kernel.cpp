#include "sim/crisis/kernel.hpp"

#include <cmath>

namespace backchannel {

CrisisKernel::CrisisKernel(std::shared_ptr<const Model> model, std::uint64_t seed, std::uint64_t plays,
                           const Pins& pins)
    : model_(std::move(model)),
      seed_(seed),
      values_(model_->loaded.parameters, seed, plays, pins),
      block_(std::make_unique<Block>(*model_)) {}

void CrisisKernel::start(int lane, std::uint64_t run) {
  values_.start(lane, run);
  run_[lane] = run;
  block_->state.day[lane] = 0;
  block_->faults.clear(lane);
  fresh_ = fresh_ | Mask::of(lane);
}

Mask CrisisKernel::day(const Draws& draws, const Mask& running) {
  State& state = block_->state;
  if (any(fresh_)) {
    Draws morning(seed_);
    for (int lane = 0; lane < lane_count; ++lane) morning.set(lane, run_[lane], 0);
    const Runs begun(values_, morning, state.day, fresh_);
    begun.in_packs(fresh_, [&](const Few& few) { block_->day.begin(few); });
    fresh_ = Mask::none();
  }
  state.day += 1.0;
  const Runs runs(values_, draws, state.day, running, story_);
  const Mask ended = block_->day.live(runs);
  block_->faults.look(runs);
  return ended;
}

Row CrisisKernel::row(int lane) const { return row_of(state(), lane, run_[lane]); }

std::optional<std::string> CrisisKernel::failure(int lane) const {
  if (auto fault = block_->faults.of(lane)) return fault;
  for (const ActorId a : model_->actors.ids())
    if (!std::isfinite(state().final_value[a][lane]))
      return "what the crisis is worth to " + model_->actors[a].id + " at its end is not finite";
  return std::nullopt;
}

}  // namespace backchannel
