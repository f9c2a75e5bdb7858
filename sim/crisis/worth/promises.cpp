#include "sim/crisis/worth/promises.hpp"

#include "sim/crisis/model/model.hpp"
#include "sim/crisis/state/runs.hpp"

namespace backchannel {

void gather(std::vector<GatheredPromise>& promises, const Model& model, const Few& few, ActorId party) {
  promises.clear();
  for (const CompiledActor& actor : model.actors)
    for (const CompiledPromise& promise : actor.promises)
      if (promise.to == party) {
        const Slice at = promise.issue.given() ? few[promise.at] : filled<slice_width>(0);
        promises.push_back({promise.kind, promise.issue, promise.side, at, few[promise.size]});
      }
}

}  // namespace backchannel
