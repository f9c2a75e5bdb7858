// The signatures of fixed runs, a line a scenario, as `backchannel bench --signature` prints them, from the model and
// the engine alone; and whether 1, 2 and 7 threads give the same rows. Small, so that it can be built with every
// compiler (tests/everywhere). Run from the top folder.
#include "sim/results/signature.hpp"

#include <cstdio>
#include <memory>

#include "sim/crisis/kernel.hpp"
#include "sim/montecarlo/runs.hpp"

using namespace backchannel;

namespace {

std::string of_threads(const std::shared_ptr<const Model>& model, int threads) {
  Signature signature;
  const RunsPlan plan{.seed = signature_seed, .runs = signature_runs, .threads = threads};
  play_runs(
      plan, [&] { return CrisisKernel(model, signature_seed); },
      [&](Batch<Row>&& batch) {
        signature.add(batch);
        return true;
      });
  return signature.hex();
}

}  // namespace

int main() {
  for (const char* file : {"scenarios/flagship/oman-2026.yaml", "scenarios/minimal.yaml"}) {
    const auto model = std::make_shared<const Model>(read_scenario(file));
    const std::string alone = of_threads(model, 1);
    std::printf("%s %s\n", alone.c_str(), file);
    for (const int threads : {2, 7})
      if (const std::string together = of_threads(model, threads); together != alone) {
        std::printf("%s: %d threads give %s\n", file, threads, together.c_str());
        return 1;
      }
  }
}
