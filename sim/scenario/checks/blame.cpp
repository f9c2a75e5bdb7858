#include "sim/scenario/checks/blame.hpp"

#include <algorithm>
#include <map>

#include "sim/scenario/overrides.hpp"

namespace backchannel {

void blame_overrides(std::span<const Override> overrides, const std::string& file, const ProblemsWith& with,
                     std::vector<Problem>& problems) {
  std::map<std::size_t, std::vector<Problem>> known;
  const auto is_there = [&](const Problem& problem, std::size_t number) {
    const auto [found, is_new] = known.try_emplace(number);
    if (is_new) found->second = with(number);
    return std::ranges::any_of(
        found->second, [&](const Problem& other) { return other.path == problem.path && other.what == problem.what; });
  };
  for (Problem& problem : problems) {
    if (overrides.empty() || problem.place.file != file || is_there(problem, 0)) continue;
    std::size_t without = 0, within = overrides.size();
    if (!is_there(problem, within)) continue;  // told in other words
    while (within - without > 1) {
      const std::size_t middle = (without + within) / 2;
      (is_there(problem, middle) ? within : without) = middle;
    }
    problem.place = place_of(overrides[within - 1]);
  }
}

}  // namespace backchannel
