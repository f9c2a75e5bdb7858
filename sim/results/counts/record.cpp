#include "sim/results/counts/record.hpp"

#include "sim/crisis/model/model.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

namespace {

std::vector<std::size_t> levels_of(const Model& model) {
  std::vector<std::size_t> levels;
  for (const Issue* issue : model.agenda.issue) levels.push_back(issue->levels.size());
  return levels;
}

}  // namespace

Record::Record(const Model& model)
    : tally(levels_of(model), static_cast<int>(model.actors.size()), model.scenario.horizon),
      daily(daily_series(model), model.scenario.horizon) {}

void Record::add(const RunBatch& batch, const Daily& days) {
  each_run(
      batch, [&](const Row& row) { tally.add(row); }, [&](const Failure&) { tally.add_failure(); });
  daily += days;
}

}  // namespace backchannel
