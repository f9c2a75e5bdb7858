#include "sim/results/record.hpp"

namespace backchannel {

Record::Record(const Model& model)
    : tally(static_cast<int>(model.agenda.size()), static_cast<int>(model.actors.size()), model.scenario.horizon),
      daily(daily_series(model), model.scenario.horizon) {}

void Record::add(const RunBatch& batch, const Daily& days) {
  each_run(
      batch, [&](const Row& row) { tally.add(row); }, [&](const Failure&) { tally.add_failure(); });
  daily += days;
}

}  // namespace backchannel
