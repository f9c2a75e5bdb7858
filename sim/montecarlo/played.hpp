// What playing a batch leaves: a row a run, and the runs that failed. Apart from the lanes that play it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace backchannel {

/// Runs played and recorded together: twice the lanes, which keeps them full most of the time, and little enough to
/// wait for.
inline constexpr std::uint64_t batch_size = 512;

struct Failure {
  std::uint64_t run = 0;
  std::string reason;
};

template <class Row>
struct Batch {
  std::uint64_t first_run = 0;
  std::vector<Row> rows;          // rows[i] is of run first_run + i; a failed run has an empty one
  std::vector<Failure> failures;  // in order of run
};

}  // namespace backchannel
