// Plays a scenario and prints how many of its runs agree.
#include <algorithm>
#include <cstdio>
#include <memory>

#include "sim/crisis/kernel.hpp"
#include "sim/montecarlo/batch.hpp"

int main(int, char** argument) {
  using namespace backchannel;
  CrisisKernel kernel(std::make_shared<const Model>(read_scenario(argument[1])), 1);
  const auto rows = play_batch(kernel, 1, 0, 1000).rows;
  std::printf("%d\n", static_cast<int>(std::ranges::count_if(
                          rows, [](const Row& row) { return row.settlement != Settlement::none; })));
}
