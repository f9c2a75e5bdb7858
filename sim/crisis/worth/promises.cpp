#include "sim/crisis/worth/promises.hpp"

namespace backchannel {

namespace {

Slice attached(const GatheredPromise& promise, const Text& x) {
  if (!promise.issue.given()) return promise.size;
  const Slice& position = x[promise.issue];
  const SliceMask here =
      promise.side == LineSide::at_most ? at_most(position, promise.at) : at_least(position, promise.at);
  return select(here, promise.size, 0.0);
}

}  // namespace

void gather(std::vector<GatheredPromise>& promises, const Model& model, const Few& few, ActorId party) {
  promises.clear();
  for (const CompiledActor& actor : model.actors)
    for (const CompiledPromise& promise : actor.promises)
      if (promise.to == party) {
        const Slice at = promise.issue.given() ? few[promise.at] : filled<slice_width>(0);
        promises.push_back({promise.kind, promise.issue, promise.side, at, few[promise.size]});
      }
}

Slice promised(const std::vector<GatheredPromise>& promises, const Text& x) {
  Slice sum = filled<slice_width>(0);
  for (const GatheredPromise& promise : promises) {
    if (promise.kind == PromiseKind::snapback) continue;
    if (promise.kind == PromiseKind::sweetener)
      sum += attached(promise, x);
    else
      sum -= attached(promise, x);
  }
  return sum;
}

Slice threatened(const std::vector<GatheredPromise>& promises, const Text& x) {
  Slice sum = filled<slice_width>(0);
  for (const GatheredPromise& promise : promises)
    if (promise.kind == PromiseKind::snapback) sum += attached(promise, x);
  return sum;
}

}  // namespace backchannel
