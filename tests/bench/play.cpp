// play SCENARIO RUNS: plays runs in one block on one thread and prints how many days they had, for whoever counts what
// that takes (tests/bench/instructions). Run from the top folder.
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "sim/crisis/kernel.hpp"
#include "sim/montecarlo/batch.hpp"

using namespace backchannel;

int main(int arguments, char** argument) {
  if (arguments != 3) return 2;
  constexpr std::uint64_t seed = 1;
  CrisisKernel kernel(std::make_shared<const Model>(read_scenario(argument[1])), seed);
  double days = 0;
  for (const Row& row : play_batch(kernel, seed, 0, std::strtoull(argument[2], nullptr, 10)).rows) days += row.end_day;
  std::printf("%.0f\n", days);
}
