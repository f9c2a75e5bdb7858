// What is known of a study while it runs: tallies and daily series over the batches so far.
#pragma once

#include "sim/montecarlo/played.hpp"
#include "sim/results/counts/daily.hpp"
#include "sim/results/counts/tally.hpp"

namespace backchannel {

using RunBatch = Batch<Row>;

struct Record {
  Record() = default;
  explicit Record(const Model& model);

  void add(const RunBatch& batch, const Daily& days);

  Tally tally;
  Daily daily;
};

/// Calls row(const Row&) and failure(const Failure&) for the runs of a batch, in order.
template <class OnRow, class OnFailure>
void each_run(const RunBatch& batch, OnRow row, OnFailure failure) {
  auto failed = batch.failures.begin();
  for (std::size_t i = 0; i < batch.rows.size(); ++i) {
    if (failed != batch.failures.end() && failed->run == batch.first_run + i)
      failure(*failed++);
    else
      row(batch.rows[i]);
  }
}

}  // namespace backchannel
