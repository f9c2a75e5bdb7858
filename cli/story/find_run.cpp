#include "cli/story/find_run.hpp"

#include <algorithm>
#include <set>

#include "sim/crisis/kernel.hpp"
#include "sim/montecarlo/batch.hpp"

namespace backchannel {
namespace {

constexpr std::uint64_t at_once = std::uint64_t{4} * lane_count;  // lanes that fall free take the next run

}  // namespace

Found find_run(const std::shared_ptr<const Model>& model, const RunSearch& search,
               const std::function<bool(const Row&)>& wanted, const std::function<bool(const Found&)>& go_on) {
  Found found;
  CrisisKernel kernel(model, search.seed);
  while (found.looked_at < search.runs) {
    if (!go_on(found)) {
      found.given_up = true;
      return found;
    }
    const std::uint64_t first = found.looked_at;
    const auto batch = play_batch(kernel, search.seed, first, std::min<std::uint64_t>(at_once, search.runs - first));
    std::set<std::uint64_t> failed;
    for (const Failure& failure : batch.failures) failed.insert(failure.run);
    for (const Row& row : batch.rows) {
      const std::uint64_t run = found.looked_at++;
      if (failed.contains(run) || !wanted(row) || ++found.alike < search.nth) continue;
      found.run = run;
      return found;
    }
  }
  return found;
}

}  // namespace backchannel
