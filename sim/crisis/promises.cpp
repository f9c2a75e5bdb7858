#include "sim/crisis/promises.hpp"

namespace backchannel {

namespace {

Slice attached(const CompiledPromise& promise, const Values& values, const Text& x, const Pack& pack) {
  const Slice size = values.gathered(promise.size, pack);
  if (promise.issue < 0) return size;
  const Slice& position = x[static_cast<std::size_t>(promise.issue)];
  const Slice at = values.gathered(promise.at, pack);
  const SliceMask applies = promise.side == LineSide::at_most ? at_most(position, at) : at_least(position, at);
  return size * applies.on;
}

}  // namespace

Slice promised(const Model& model, const Values& values, int party, const Text& x, const Pack& pack) {
  Slice sum = filled<slice_width>(0);
  for (const CompiledActor& actor : model.actors)
    for (const CompiledPromise& promise : actor.promises) {
      if (promise.to != party || promise.kind == PromiseKind::snapback) continue;
      const Slice size = attached(promise, values, x, pack);
      sum += promise.kind == PromiseKind::sweetener ? size : Slice(-size);
    }
  return sum;
}

Slice threatened(const Model& model, const Values& values, int party, const Text& x, const Pack& pack) {
  Slice sum = filled<slice_width>(0);
  for (const CompiledActor& actor : model.actors)
    for (const CompiledPromise& promise : actor.promises)
      if (promise.to == party && promise.kind == PromiseKind::snapback) sum += attached(promise, values, x, pack);
  return sum;
}

}  // namespace backchannel
