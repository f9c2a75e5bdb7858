// The signatures of fixed runs, a line a scenario, as `backchannel bench --signature` prints them, from the model and the
// engine alone; and whether 1, 2 and 7 threads give the same rows. Small, so that it can be built with every compiler
// (tests/everywhere). Run from the top folder.
#include "sim/results/signature.hpp"

#include <cstdio>
#include <memory>

#include "sim/crisis/kernel.hpp"
#include "sim/montecarlo/study.hpp"

using namespace backchannel;

namespace {

std::string of_threads(const std::shared_ptr<const Model>& model, int threads) {
  Signature signature;
  const StudyPlan plan{.seed = signature_seed, .runs = 1100, .threads = threads};  // three portions of a batch
  play_study(
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
    CrisisKernel kernel(model, signature_seed);
    Signature signature;
    signature.add(play_batch(kernel, signature_seed, 0, signature_runs));
    std::printf("%s %s\n", signature.hex().c_str(), file);
    const std::string alone = of_threads(model, 1);
    for (const int threads : {2, 7})
      if (const std::string together = of_threads(model, threads); together != alone) {
        std::printf("%s: %d threads give %s, one gives %s\n", file, threads, together.c_str(), alone.c_str());
        return 1;
      }
  }
}
